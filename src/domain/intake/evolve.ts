import { holdingAfter } from '../record/holding.ts';
import { textFact, type Verified } from '../record/header.ts';
import { intakeKinds } from './kinds.ts';
import { doneBy, noReport, writtenBy, type Report } from './report.ts';

type IntakeKind = keyof typeof intakeKinds;
const isIntake = (kind: string): kind is IntakeKind => Object.hasOwn(intakeKinds, kind);

/** What later stages write into a report's own stream and its reader wants to know at a glance. */
function answered(report: Report, entry: Verified): Report {
  switch (entry.header.kind) {
    case 'access':
      return { ...report, holding: holdingAfter(report.holding, entry) };
    case 'acknowledged':
      return { ...report, acknowledged: report.acknowledged ?? doneBy(entry) };
    case 'said-to-reporter': {
      const said = { ...doneBy(entry), followUp: textFact(entry.header, 'follow-up') === 'yes' };
      return { ...report, said: [...report.said, said] };
    }
    case 'heard-from-reporter':
      return { ...report, heard: [...report.heard, doneBy(entry)] };
    default:
      return report;
  }
}

/** One more entry of `report/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(report: Report, entry: Verified): Report {
  const { header } = entry;
  if (!isIntake(header.kind)) return answered(report, entry);
  switch (header.kind) {
    case 'reported':
      return {
        ...report,
        arrival: {
          ...writtenBy(entry),
          channel: textFact(header, 'channel'),
          ongoing: textFact(header, 'ongoing'),
          reachable: textFact(header, 'reachable'),
          narrow: textFact(header, 'narrow') === 'yes',
        },
      };
    case 'barred':
      return { ...report, barred: new Set([...report.barred, textFact(header, 'member')]) };
    case 'unbarred': {
      const freed = textFact(header, 'member');
      return { ...report, barred: new Set([...report.barred].filter((id) => id !== freed)) };
    }
    case 'added':
      return header.seq === -1 || report.arrival?.receivedAt !== entry.receivedAt
        ? { ...report, heard: [...report.heard, doneBy(entry)] }
        : report;
    case 'receipted':
      return { ...report, receipted: report.receipted ?? doneBy(entry) };
    case 'mailbox-moved':
      return { ...report, moved: report.moved ?? doneBy(entry) };
    case 'attached':
    case 'self-note':
    case 'received':
    case 'message':
    case 'rekey':
      return report;
  }
}

export function foldReport(id: string, entries: readonly Verified[]): Report {
  return entries.reduce(evolve, noReport(id));
}
