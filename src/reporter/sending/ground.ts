import { readersOf } from '#domain/intake/recipients.ts';
import { stewards, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { writtenUnder, type SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { recipientHash } from '#seal/seal.ts';
import { verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { ask, askText } from './ask.ts';

/** What a report is locked on: the verified list of the team and the settings of the event. */
export interface Ground {
  readonly info: SealingInfo;
  readonly head: RosterAccepted;
  readonly salt: string;
  /** When every signer of the head has lapsed: the day the list was last confirmed, ms. Never a reason not to send. */
  readonly lapsed: number | null;
}

export interface NoGround {
  readonly refused: 'offline' | 'busy' | 'closed' | 'not-ours' | 'list-broken';
}

/** The time of a head none of whose signers is still within their term, or null. The root's word does not lapse. */
export function lapsedAt(rosters: readonly RosterAccepted[], now: number): number | null {
  const head = rosters.at(-1);
  if (head === undefined || head.byRoot) return null;
  const before: Roster = rosters.at(-2)?.roster ?? head.roster;
  const standing = stewards(before).some((m) => head.signedBy.includes(m.id) && now <= m.until);
  return standing ? null : head.roster.time;
}

/**
 * Fetches what is needed to lock a report and verifies it: the chain of notes from the fingerprint on the reporter's
 * poster, or, without one, from the one the server names (trusted on first use). `under`: what the page was made with.
 */
export async function findGround(
  edition: string,
  poster: Fingerprint | null,
  under: string,
): Promise<Ground | NoGround> {
  const info = await ask<SealingInfo>(`${paths.api.sealing(edition)}?under=${under}`);
  if ('failed' in info) return { refused: info.failed === 'offline' ? 'offline' : 'busy' };
  const chain = verifyRosters(info.root, poster?.org ?? info.org, info.notes);
  if ('refused' in chain) return { refused: chain.refused === 'wrong-root' ? 'not-ours' : 'list-broken' };
  const head = chain.rosters.at(-1);
  if (head === undefined || info.org !== (poster?.org ?? info.org)) return { refused: 'not-ours' };
  if (head.roster.version < (poster?.version ?? 0)) return { refused: 'list-broken' };
  if (!info.open) return { refused: 'closed' };
  // What was typed could not be read whole by another version: the page says so, with the way without scripts.
  if (!info.written && under !== writtenUnder(info.procedure, info.edition.gathering)) throw new Error('form');
  return { info, head, salt: head.roster.salt, lapsed: lapsedAt(chain.rosters, info.now) };
}

const fetched = new Map<string, string>();

/**
 * The public keys of these members, each checked against the hash in the signed list. Those of all ordinary readers are
 * fetched together and early, so that a fetch does not tell whom a report leaves out.
 */
export async function keysOf(members: readonly RosterMember[]): Promise<ReadonlyMap<string, string> | NoGround> {
  const missing = members.filter((member) => !fetched.has(member.ageHash));
  const answers = await Promise.all(missing.map((member) => askText(paths.recipient(member.ageHash))));
  for (const [i, answer] of answers.entries()) {
    const hash = missing[i]?.ageHash ?? '';
    if (typeof answer !== 'string') return { refused: answer.failed === 'offline' ? 'offline' : 'busy' };
    if (recipientHash(answer) !== hash) return { refused: 'list-broken' };
    fetched.set(hash, answer);
  }
  return fetched;
}

export function ordinaryReaders({ info, head }: Ground): readonly RosterMember[] {
  return readersOf(info.procedure, info.edition.id, head.roster, info.now);
}
