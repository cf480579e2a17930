import { mostFiles } from '#domain/intake/checks.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import { foldReport } from '#domain/promises/promises.ts';
import type { Stream } from '#domain/record/header.ts';
import type { Report } from '#domain/intake/report.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Signed } from '#seal/entry.ts';
import type { MailboxRow, NewEntry } from '#store/store.ts';
import type { Received, ReplyBatch } from '#wire/api.ts';
import { alertsFor, placedRow } from '../birth-append.ts';
import { asStored, awayFrom, following, heldBeside, wholeOf } from '../due/owed.ts';
import type { Organisation } from '../editions.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, signedAll, type Sent } from './batch.ts';
import { hashesOf } from './rosters.ts';
import { chainIn, storedAt, type Chain } from './streams.ts';

const says = ['heard-from-reporter', 'added', 'attached'];
const triesOnStale = 5;

/** The reporter's entries by themselves: their key, no place of their own, a roster that exists and never falls. */
export function unplacedRefused(
  organisation: Organisation,
  entries: readonly Signed[],
  chain: Chain,
  stream: Stream,
  key: string,
): No | null {
  const hashes = hashesOf(organisation);
  const least = Math.max(0, ...chain.entries.map((entry) => entry.header.rosterVersion));
  for (const { header } of entries) {
    if (header.org !== organisation.org || header.stream !== stream || header.by !== key) return no('not-allowed');
    if (header.seq !== -1 || header.prev !== '' || !fitsKind(header, 'mailbox')) return no('wrong-kind');
    if (hashes.get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
      return no('roster-moved');
  }
  return null;
}

/** Sealed to an epoch that was accepted once: an older one is taken, flagged and copied by the team (sealing §7). */
function toTeam(report: Report, { header }: Signed): boolean {
  const epochs = report.holding.all.map(({ manifest }) => manifest);
  return epochs.some(
    (m) => m.compartment === header.compartment && m.epoch === header.epoch && sha256Hex(m.recipient) === header.to,
  );
}

/** Who can open what is added now: the newest manifest of the account. */
function readersNow(report: Report): readonly string[] {
  return report.holding.newest.get('account')?.manifest.holders.map((holder) => holder.member) ?? [];
}

/** Server rows that give these entries their places behind the head. */
export function placedAll(
  parts: Pick<ApiParts, 'signer'>,
  { org, roster, rosterHash }: Organisation,
  chain: Chain,
  entries: readonly Signed[],
  at: number,
): readonly NewEntry[] {
  const rows: NewEntry[] = [];
  const where = { org, rosterVersion: roster.version, rosterHash };
  for (const entry of entries) {
    const place = { seq: chain.next + rows.length, prev: rows.at(-1)?.hash ?? chain.head, at };
    rows.push(placedRow(parts.signer, where, entry, place));
  }
  return rows;
}

/**
 * What a reporter adds: entries for the team and a copy for themselves, in one append. Their key knows no counts, so
 * losing a race costs them nothing: we place the same entries again.
 */
export async function replied(
  parts: ApiParts,
  organisation: Organisation,
  row: MailboxRow,
  { batch, files }: Sent<ReplyBatch>,
): Promise<Received | No> {
  const { org } = organisation;
  const [reportStream, mailboxStream]: readonly [Stream, Stream] = [`report/${row.report}`, `mailbox/${row.id}`];
  const signed = [signedAll(batch.report), signedAll(batch.mailbox)];
  const [told, own] = signed;
  if (told === undefined || own === undefined) return no('bad-request');
  if ('refused' in told) return told;
  if ('refused' in own) return own;
  const [first] = told;
  if (first === undefined || own.length !== 1 || told.length > 1 + mostFiles + 1) return no('bad-request');
  const kinds = told.map(({ header }) => header.kind);
  if (!kinds.every((kind) => says.includes(kind)) || own[0]?.header.kind !== 'message') return no('wrong-kind');
  const headers = [...told, ...own].map(({ header }) => header);
  for (let tries = 0; tries < triesOnStale; tries++) {
    const [report, mailbox] = [
      await chainIn(parts.store, org, reportStream),
      await chainIn(parts.store, org, mailboxStream),
    ];
    const selfNote = mailbox?.entries[0]?.header;
    if (report === null || mailbox === null || selfNote === undefined) return no('not-found');
    const was = storedAt(report, first.line);
    if (was !== null) return { receivedAt: was };
    const folded = foldReport(row.report, report.entries);
    const refused =
      unplacedRefused(organisation, told, report, reportStream, selfNote.by) ??
      unplacedRefused(organisation, own, mailbox, mailboxStream, selfNote.by) ??
      filesRefused(headers, [], files);
    if (refused !== null) return refused;
    if (!told.every((entry) => toTeam(folded, entry)) || own[0]?.header.to !== selfNote.to) return no('bad-file');
    const receivedAt = parts.now();
    const incident = await parts.store.incidentOf(org, row.report);
    const whole =
      incident && (await wholeOf(parts, organisation, incident.incident, new Map([[reportStream, report]])));
    const follows =
      whole &&
      following(
        whole,
        told.map((entry) => asStored(entry, receivedAt)),
        receivedAt,
      );
    const away = whole && awayFrom(whole, organisation.roster);
    const readers = readersNow(folded).filter((member) => away?.has(member) !== true);
    const alerts = incident && alertsFor(incident.incident, readers, receivedAt, first.header.id);
    const done = await parts.store.append({
      org,
      streams: [
        {
          stream: reportStream,
          expect: report.head,
          entries: placedAll(parts, organisation, report, told, receivedAt),
        },
        {
          stream: mailboxStream,
          expect: mailbox.head,
          entries: placedAll(parts, organisation, mailbox, own, receivedAt),
        },
        ...(whole ? heldBeside(whole, [reportStream]) : []),
      ],
      files: filesOf(files),
      ...follows,
      jobs: [...(alerts ?? []), ...(follows?.jobs ?? [])],
    });
    if ('appended' in done) return { receivedAt };
    if (done.refused === 'taken') return no('already-received');
  }
  return no('stale-head');
}
