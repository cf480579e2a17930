import { mostFiles } from '#domain/intake/checks.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { textFact, type Stream } from '#domain/record/header.ts';
import { paperWords, type Report } from '#domain/intake/report.ts';
import { memberOf } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Signed } from '#seal/entry.ts';
import type { MailboxRow } from '#store/mailbox-store.ts';
import type { NewEntry } from '#store/record-store.ts';
import type { Received, ReplyBatch } from '#wire/api.ts';
import { alertsFor, placedRow } from '../birth-append.ts';
import { barsPlaced } from '../due/apart.ts';
import { asStored, awayFrom, following } from '../due/owed.ts';
import { heldBeside, wholeOf } from '../due/whole.ts';
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

/** Sealed to the newest key: somebody may have gone since the page was opened, and holds the one before. */
function toNewest(report: Report, { header }: Signed): boolean {
  return report.holding.newest.get(header.compartment)?.manifest.epoch === header.epoch;
}

/** Sealed to an epoch that was accepted once: an older one is taken from a page that cannot follow the newer ones. */
function toTeam(report: Report, { header }: Signed): boolean {
  const epochs = report.holding.all.map(({ manifest }) => manifest);
  return epochs.some(
    (m) => m.compartment === header.compartment && m.epoch === header.epoch && sha256Hex(m.recipient) === header.to,
  );
}

/** Who can open what is added now: the newest manifest of the account. */
export function readersNow(report: Report): readonly string[] {
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
 * Whom the reporter's browser keeps out before it adds what names them. `roster-moved`: somebody who is not on the list
 * any more, so the browser reads it again.
 */
function barsRefused({ roster }: Organisation, bars: readonly Signed[]): No | null {
  const ids = bars.map(({ header }) => textFact(header, 'member'));
  if (new Set(ids).size !== ids.length) return no('bad-request');
  if (ids.every((id) => memberOf(roster, id) !== undefined)) return null;
  return no(bars[0]?.header.rosterVersion === roster.version ? 'bad-request' : 'roster-moved');
}

/** What they sent, in two parts: bars come first, so that nobody who is named holds the key of what names them. */
function toldIn(sent: readonly Signed[]): { readonly bars: readonly Signed[]; readonly said: readonly Signed[] } | No {
  const bars = sent.filter(({ header }) => header.kind === 'barred');
  const said = sent.slice(bars.length);
  if (said.length === 0 || said.length > 1 + mostFiles + 1) return no('bad-request');
  return said.every(({ header }) => says.includes(header.kind)) ? { bars, said } : no('wrong-kind');
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
  const { org, roster } = organisation;
  const [reportStream, mailboxStream]: readonly [Stream, Stream] = [`report/${row.report}`, `mailbox/${row.id}`];
  const [sent, own] = [signedAll(batch.report), signedAll(batch.mailbox)];
  if ('refused' in sent) return sent;
  if ('refused' in own) return own;
  const told = toldIn(sent);
  if ('refused' in told) return told;
  const { bars, said } = told;
  const [first] = said;
  if (first === undefined || own.length !== 1) return no('bad-request');
  if (own[0]?.header.kind !== 'message') return no('wrong-kind');
  const headers = [...sent, ...own].map(({ header }) => header);
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
    if (paperWords(folded)) return no('words-first');
    const refused =
      unplacedRefused(organisation, sent, report, reportStream, selfNote.by) ??
      unplacedRefused(organisation, own, mailbox, mailboxStream, selfNote.by) ??
      barsRefused(organisation, bars) ??
      filesRefused(headers, [], files);
    if (refused !== null) return refused;
    if (!said.every((entry) => toTeam(folded, entry)) || own[0]?.header.to !== selfNote.to) return no('bad-file');
    if (batch.behind !== true && !said.every((entry) => toNewest(folded, entry))) return no('roster-moved');
    const receivedAt = parts.now();
    const incident = await parts.store.incidentOf(org, row.report);
    const whole =
      incident && (await wholeOf(parts, organisation, incident.incident, new Map([[reportStream, report]])));
    const holders = readersNow(folded);
    const out = bars.map(({ header }) => textFact(header, 'member'));
    const laid = whole === null ? new Set(out) : barsPlaced(whole, row.report, out, receivedAt);
    const isPlaced = ({ header }: Signed): boolean => header.kind !== 'barred' || laid.has(textFact(header, 'member'));
    const placed = sent.filter(isPlaced);
    const added = placed.map((entry) => asStored(entry, receivedAt));
    const follows = whole && following(whole, added, receivedAt);
    const away = whole && awayFrom(whole, roster, added);
    const readers = holders.filter((member) => away?.has(member) !== true);
    const alerts = incident && alertsFor(incident.incident, readers, receivedAt, first.header.id);
    const done = await parts.store.append({
      org,
      streams: [
        {
          stream: reportStream,
          expect: report.head,
          entries: placedAll(parts, organisation, report, placed, receivedAt),
        },
        {
          stream: mailboxStream,
          expect: mailbox.head,
          entries: placedAll(parts, organisation, mailbox, own, receivedAt),
        },
        ...(whole ? heldBeside([whole], [reportStream]) : []),
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
