import { fitsKind } from '#domain/promises/admits.ts';
import { isKind } from '#domain/promises/kinds.ts';
import { foldIncident } from '#domain/incident/evolve.ts';
import { foldReport } from '#domain/intake/evolve.ts';
import type { Incident } from '#domain/incident/incident.ts';
import type { Report } from '#domain/intake/report.ts';
import { acceptedOf, follows, type Accepted } from '#domain/record/manifest.ts';
import { idOf, kindOf, textFact, type Stream, type StreamKind, type Verified } from '#domain/record/header.ts';
import { verifyStream } from '#seal/entry.ts';
import { verifyMove } from '#seal/mailbox.ts';
import { authorityOf, type RosterAccepted } from '#seal/roster.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { parseLine } from '#wire/header.ts';
import type { End } from '../sending/batch.ts';
import type { Who } from './standing-seen.ts';

/** One stream of an incident whose every signature, place and link was verified. */
export interface Held {
  readonly stream: Stream;
  readonly entries: readonly Verified[];
  readonly end: End;
}

/** An incident as its verified headers tell it; nothing is opened yet. */
export interface Standing {
  readonly row: IncidentAnswer['row'];
  readonly grants: IncidentAnswer['grants'];
  readonly incident: Incident;
  readonly report: Report;
  /** Digest of the procedure in force when it was opened, or `''`. */
  readonly procedure: string;
  readonly streams: {
    readonly report: Held;
    readonly incident: Held;
    readonly mailbox: Held | null;
    /** Null: nobody fetched it yet, or it does not hold (`auditFails`). */
    readonly audit: Held | null;
  };
  /** The server's word on who fetched it contradicts itself: said, and nothing rests on it. */
  readonly auditFails: boolean;
  /** The server's word too. */
  readonly sent: IncidentAnswer['sent'];
  readonly now: number;
}

function hold(stream: Stream, org: string, rows: readonly StoredEntry[]): Held | null {
  const checked = verifyStream(stream, org, rows);
  if ('refused' in checked) return null;
  return { stream, entries: checked.entries, end: { head: checked.head, next: checked.next } };
}

function openedUnder({ entries }: Held): string {
  const opened = entries.find(({ header }) => header.kind === 'opened');
  return opened === undefined ? '' : textFact(opened.header, 'procedure');
}

/** Verifies all streams from their first row. A stream that does not hold is named, and nothing of it is used. */
export function standing(
  org: string,
  asked: string,
  answer: IncidentAnswer,
): Standing | { readonly fails: StreamKind } {
  const incident = hold(`incident/${asked}`, org, answer.incident);
  if (incident === null || answer.row.incident !== asked) return { fails: 'incident' };
  const story = foldIncident(asked, incident.entries);
  const [reportId = ''] = story.reports;
  const report = hold(`report/${reportId}`, org, answer.report);
  if (report === null || report.entries[0]?.header.kind !== 'reported') return { fails: 'report' };
  const [first] = answer.mailbox;
  const named = first === undefined ? null : parseLine(first.line);
  const mailbox = named === null ? null : hold(named.stream, org, answer.mailbox);
  if (first !== undefined && (mailbox === null || kindOf(mailbox.stream) !== 'mailbox')) return { fails: 'mailbox' };
  const audit = answer.audit.length === 0 ? null : hold(`audit/${asked}`, org, answer.audit);
  return {
    row: answer.row,
    grants: answer.grants,
    incident: story,
    report: foldReport(reportId, report.entries),
    procedure: openedUnder(incident),
    streams: { report, incident, mailbox, audit },
    auditFails: answer.audit.length > 0 && audit === null,
    sent: answer.sent,
    now: answer.now,
  };
}

/** Whose key an entry carries, judged by every team list that was ever in force. */
export function whoWrote(key: string, rosters: readonly RosterAccepted[], reporters: ReadonlySet<string>): Who {
  if (reporters.has(key)) return { is: 'reporter' };
  for (const { roster } of rosters.toReversed()) {
    const authority = authorityOf(roster, key);
    if (authority === 'server') return { is: 'server' };
    if (authority !== undefined) return { is: 'member', id: authority.id, name: authority.name };
  }
  return { is: 'unknown' };
}

/** Whether a header is what its kind allows to this author (the server checks it too; a desk does not rely on that). */
export function fits(entry: Verified, who: Who): boolean {
  const author = who.is === 'reporter' ? 'mailbox' : who.is === 'unknown' ? null : who.is;
  return author !== null && isKind(entry.header.kind) && fitsKind(entry.header, author);
}

/** An accepted manifest with the entry that carries it. */
export type Manifested = Accepted & { readonly header: Verified['header']; readonly entry: Verified };

/**
 * The manifests of one compartment, oldest first, each by an author whom the one before lists (sealing §5): the first
 * of a report by the key that signed the report, the first `internal` by a holder of the account. Stops, and says so,
 * at the first that is not.
 */
export function manifests(
  held: Held,
  compartment: string,
  firstAuthors: ReadonlySet<string>,
): { readonly chain: readonly Manifested[]; readonly sound: boolean } {
  const chain: Manifested[] = [];
  for (const entry of held.entries) {
    const next = acceptedOf(entry);
    if (next === null || next.manifest.compartment !== compartment) continue;
    const before = chain.at(-1);
    if (!follows(before, next.manifest)) return { chain, sound: false };
    const authors = before === undefined ? firstAuthors : new Set(before.manifest.holders.map((holder) => holder.sign));
    if (!authors.has(next.by)) return { chain, sound: false };
    chain.push({ ...next, header: entry.header, entry });
  }
  return { chain, sound: true };
}

/** Where the reporter read and reads, newest last: from the sealed account, then along moves, each signed by the key before. */
export function mailboxesOf(account: AccountBody, report: readonly Verified[]): readonly AccountBody['mailbox'][] {
  let now = account.mailbox;
  const all = [now];
  for (const { header } of report) {
    if (header.kind !== 'mailbox-moved' || header.by !== now.sign || !verifyMove(header)) continue;
    if (textFact(header, 'from') !== now.id) continue;
    const [id, recipient, sign] = [textFact(header, 'to'), textFact(header, 'recipient'), textFact(header, 'key')];
    now = { id, recipient, sign };
    all.push(now);
  }
  return all;
}

export function isMailboxOf(held: Held | null, mailbox: AccountBody['mailbox']): held is Held {
  return held !== null && idOf(held.stream) === mailbox.id;
}
