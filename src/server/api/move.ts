import { fitsKind } from '#domain/promises/admits.ts';
import { idOf, textFact, type Stream } from '#domain/record/header.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Signed } from '#seal/entry.ts';
import { verifyMove } from '#seal/mailbox.ts';
import type { MailboxRow } from '#store/mailbox-store.ts';
import type { MailboxMoved, MoveBatch, Received } from '#wire/api.ts';
import { rowOf, serverEntry } from '../birth-append.ts';
import type { Organisation } from '../editions.ts';
import { reachedBy } from '../reached.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, signedAll, type Sent } from './batch.ts';
import { placedAll, unplacedRefused } from './reply.ts';
import { hashesOf } from './rosters.ts';
import { chainIn, storedAt } from './streams.ts';

const triesOnStale = 5;

/** The new mailbox is one chain by the new key from its self-note on, sealed to the new recipient. */
function newMailboxRefused(organisation: Organisation, move: Signed, entries: readonly Signed[]): No | null {
  const { org } = organisation;
  const { header } = move;
  const fact = (key: string): string => textFact(header, key);
  const stream: Stream = `mailbox/${fact('to')}`;
  const to = sha256Hex(fact('recipient'));
  const hashes = hashesOf(organisation);
  const sound = entries.every(({ header: own }, i) => {
    const placed =
      own.org === org && own.stream === stream && own.seq === i && own.prev === (entries[i - 1]?.hash ?? '');
    const kind = own.kind === (i === 0 ? 'self-note' : 'message') && fitsKind(own, 'mailbox');
    const roster = hashes.get(own.rosterVersion) === own.rosterHash;
    const fallen = own.rosterVersion < (entries[i - 1]?.header.rosterVersion ?? 0);
    return placed && kind && roster && !fallen && own.by === fact('key') && own.to === to;
  });
  return sound ? null : no('wrong-kind');
}

/**
 * New words for the same report (sealing §7): the old key names the new mailbox, the new key agrees, everything sealed
 * again; one transaction closes the old one. `received` is signed again with the time of the birth.
 */
export async function moved(
  parts: ApiParts,
  organisation: Organisation,
  from: MailboxRow | MailboxMoved,
  { batch, files }: Sent<MoveBatch>,
): Promise<Received | MailboxMoved | No> {
  const { org, roster, rosterHash } = organisation;
  const signed = signedAll([batch.moved, batch.selfNote, ...batch.messages]);
  if ('refused' in signed) return signed;
  const [move, ...entries] = signed;
  const last = entries.at(-1);
  if (move === undefined || last === undefined) return no('bad-request');
  const to = textFact(move.header, 'to');
  // The same move again: the old bearer is told the day, unless it brings the very same new one.
  if ('moved' in from) {
    const there = await parts.store.mailboxFor(org, to, batch.newBearer);
    return there !== null && 'report' in there ? { receivedAt: from.moved } : from;
  }
  const proved =
    verifyMove(move.header) && textFact(move.header, 'from') === from.id && idOf(move.header.stream) === from.report;
  if (!proved) return no('bad-signature');
  const reportStream: Stream = `report/${from.report}`;
  const headers = signed.map(({ header }) => header);
  const refused = newMailboxRefused(organisation, move, entries) ?? filesRefused(headers, [], files);
  if (refused !== null) return refused;
  for (let tries = 0; tries < triesOnStale; tries++) {
    const [report, old] = [
      await chainIn(parts.store, org, reportStream),
      await chainIn(parts.store, org, `mailbox/${from.id}`),
    ];
    const key = old?.entries[0]?.header.by;
    const birth = report?.rows[0]?.receivedAt;
    if (report === null || key === undefined || birth === undefined) return no('not-found');
    const was = storedAt(report, move.line);
    if (was !== null) return { receivedAt: was };
    const wrong = unplacedRefused(organisation, [move], report, reportStream, key);
    if (wrong !== null) return wrong;
    const at = parts.now();
    const received = serverEntry(
      parts.signer,
      { org, rosterVersion: roster.version, rosterHash },
      { stream: `mailbox/${to}`, seq: entries.length, prev: last.hash, kind: 'received', at: birth, facts: [] },
    );
    const { jobs, beside } = await reachedBy(parts, organisation, from.report, report, { change: move, at });
    const done = await parts.store.append({
      org,
      streams: [
        { stream: reportStream, expect: report.head, entries: placedAll(parts, organisation, report, [move], at) },
        { stream: `mailbox/${to}`, expect: '', entries: [...entries, received].map((entry) => rowOf(entry, at)) },
        ...beside,
      ],
      jobs,
      files: filesOf(files),
      mailbox: { id: to, bearer: batch.newBearer, report: from.report, edition: from.edition },
      mailboxGone: { id: from.id, at },
    });
    if ('appended' in done) return { receivedAt: at };
    if (done.refused === 'taken') return no('already-received');
  }
  return no('stale-head');
}
