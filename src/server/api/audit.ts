import { textFact, type Stream } from '#domain/record/header.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { IncidentRecord } from '#store/gate-store.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { parseLine } from '#wire/header.ts';
import { rowOf, serverEntry } from '../birth-append.ts';
import type { ApiParts } from './answers.ts';
import type { Actor } from './session.ts';

/** Several of a team open the same incident at once; who loses each time goes without a row, and a code says so. */
const tries = 5;

const lastOf = (rows: readonly StoredEntry[]): number => Math.max(0, ...rows.map(({ receivedAt }) => receivedAt));

/** What the server says of a member: that they were handed the incident, or the list of attendees out of it. */
type Said = 'fetched' | 'looked-up';

/** Whether this member's last fetch is on record and nothing came to the incident since. */
function isOnRecord(member: string, rows: readonly StoredEntry[], newest: number): boolean {
  const own = rows.findLast(({ line }) => {
    const header = parseLine(line);
    return header?.kind === 'fetched' && textFact(header, 'member') === member;
  });
  return own !== undefined && own.receivedAt > newest;
}

/** The rows with one more of this member, `at` in ms; null when somebody else's came first. */
async function said(
  parts: ApiParts,
  { organisation, member }: Actor,
  { stream, rows, kind, at }: { stream: Stream; rows: readonly StoredEntry[]; kind: Said; at: number },
): Promise<readonly StoredEntry[] | null> {
  const { org, roster, rosterHash } = organisation;
  const last = rows.at(-1);
  const prev = last === undefined ? '' : sha256Hex(last.line);
  const entry = serverEntry(
    parts.signer,
    { org, rosterVersion: roster.version, rosterHash },
    { stream, seq: rows.length, prev, kind, at, facts: [['member', member.id]] },
  );
  const done = await parts.store.append({ org, streams: [{ stream, expect: prev, entries: [rowOf(entry, at)] }] });
  return 'appended' in done ? [...rows, { line: entry.line, hsig: entry.hsig, receivedAt: at }] : null;
}

/**
 * [Note: Who fetched it] The server's own word, signed by its key, beside the record and behind the same gate: that this
 * member was handed the incident as it stands. Once for each change and not for each look, so that the list tells who
 * could know what when, and not who sat before it how long. Gives the rows with the new one; the answer waits for it.
 */
export async function fetchedBy(
  parts: ApiParts,
  actor: Actor,
  { row, incident, report, mailbox, audit }: IncidentRecord,
): Promise<readonly StoredEntry[]> {
  const stream: Stream = `audit/${row.incident}`;
  const newest = Math.max(...[incident, report, mailbox].map((record) => lastOf(record?.entries ?? [])));
  let rows = audit?.entries ?? [];
  for (let n = 0; n < tries; n++) {
    if (isOnRecord(actor.member.id, rows, newest)) return rows;
    // Never before what it was handed with, also where clocks of two processes differ.
    const at = Math.max(parts.now(), newest + 1);
    const written = await said(parts, actor, { stream, rows, kind: 'fetched', at });
    if (written !== null) return written;
    rows = (await parts.store.stream(actor.organisation.org, stream))?.entries ?? [];
  }
  parts.log('audit-busy');
  return rows;
}

/**
 * That this member was handed the list of attendees out of this incident, which they may see: each time, for each look
 * is one at people who have nothing to do with it. False: it could not be written, and they get nothing.
 */
export async function lookedUp(parts: ApiParts, actor: Actor, incident: string): Promise<boolean> {
  const stream: Stream = `audit/${incident}`;
  for (let n = 0; n < tries; n++) {
    const rows = (await parts.store.stream(actor.organisation.org, stream))?.entries ?? [];
    if ((await said(parts, actor, { stream, rows, kind: 'looked-up', at: parts.now() })) !== null) return true;
  }
  parts.log('audit-busy');
  return false;
}
