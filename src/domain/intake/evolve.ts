import { holdingAfter } from '../record/holding.ts';
import { isKind } from '../record/kinds.ts';
import { textFact, type Verified } from '../record/header.ts';
import { noReport, type Done, type Report } from './report.ts';

const doneBy = ({ header, receivedAt }: Verified): Done => ({ by: header.by, at: header.at, receivedAt });

/** One more entry of `report/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(report: Report, entry: Verified): Report {
  const { header } = entry;
  if (!isKind(header.kind)) return report;
  switch (header.kind) {
    case 'reported':
      return {
        ...report,
        arrival: {
          ...doneBy(entry),
          hash: entry.hash,
          channel: textFact(header, 'channel'),
          ongoing: textFact(header, 'ongoing'),
          reachable: textFact(header, 'reachable'),
          narrow: textFact(header, 'narrow') === 'yes',
        },
      };
    case 'barred':
      return { ...report, barred: new Set([...report.barred, textFact(header, 'member')]) };
    case 'access':
      return { ...report, holding: holdingAfter(report.holding, entry) };
    case 'acknowledged':
      return { ...report, acknowledged: report.acknowledged ?? doneBy(entry) };
    case 'said-to-reporter': {
      const said = { ...doneBy(entry), followUp: textFact(header, 'follow-up') === 'yes' };
      return { ...report, said: [...report.said, said] };
    }
    case 'heard-from-reporter':
    case 'added':
      return header.seq === -1 || report.arrival?.receivedAt !== entry.receivedAt
        ? { ...report, heard: [...report.heard, doneBy(entry)] }
        : report;
    case 'mailbox-moved':
      return { ...report, mailboxKey: textFact(header, 'key') };
    case 'attached':
    case 'grant-failed':
    case 'placed':
    case 'noted':
    case 'opened':
    case 'self-note':
    case 'received':
    case 'message':
    case 'rekey':
    case 'settled':
    case 'opened-alone':
      return report;
  }
}

export function foldReport(id: string, entries: readonly Verified[]): Report {
  return entries.reduce(evolve, noReport(id));
}
