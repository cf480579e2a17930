import type { Stream, Verified } from '#domain/record/header.ts';
import type { RosterAccepted } from '#seal/roster.ts';

/** What this member's desks have seen, so that a server that goes back in time is found out. */
export interface Memory {
  readonly v: 1;
  readonly roster: { readonly version: number; readonly hash: string };
  readonly heads: Readonly<Record<Stream, { readonly next: number; readonly hash: string }>>;
}

export const noMemory: Memory = { v: 1, roster: { version: 0, hash: '' }, heads: {} };

export function isMemory(value: unknown): value is Memory {
  if (typeof value !== 'object' || value === null) return false;
  const { v, roster, heads } = value as Record<string, unknown>;
  return v === 1 && typeof roster === 'object' && roster !== null && typeof heads === 'object' && heads !== null;
}

/** Whether the team list shown now still contains the newest one seen before. */
export function rosterWentBack(memory: Memory, rosters: readonly RosterAccepted[]): boolean {
  const { version, hash } = memory.roster;
  if (version === 0) return false;
  const head = rosters.at(-1)?.roster.version ?? 0;
  const same = rosters.find(({ roster }) => roster.version === version);
  // The chain may begin at a root-signed note that is newer than what was seen.
  return head < version || (same !== undefined && same.hash !== hash);
}

/** Whether a stream still holds, at its place, the last row seen before. */
export function streamWentBack(memory: Memory, stream: Stream, entries: readonly Verified[]): boolean {
  const seen = memory.heads[stream];
  if (seen === undefined || seen.next === 0) return false;
  const rows = entries.filter((entry) => entry.header.seq >= 0);
  return rows[seen.next - 1]?.hash !== seen.hash;
}

export function remember(
  memory: Memory,
  roster: { readonly version: number; readonly hash: string },
  ends: ReadonlyMap<Stream, { readonly head: string; readonly next: number }>,
): Memory {
  const heads: Record<string, { next: number; hash: string }> = { ...memory.heads };
  for (const [stream, { head, next }] of ends)
    if (next > (heads[stream]?.next ?? 0)) heads[stream] = { next, hash: head };
  return { v: 1, roster: roster.version > memory.roster.version ? roster : memory.roster, heads };
}

export function sameMemory(a: Memory, b: Memory): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
