import { changesBetween, quorumFor, stewards, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { sha256Hex } from './digest.ts';
import { SealError } from './error.ts';
import { signatureLine, signersOf, splitNote, type Note } from './note.ts';
import { fingerprintOf } from './root.ts';
import { parseRosterText, rosterText } from './roster-text.ts';
import type { Signer } from './sign.ts';

export { enrolmentMac, sealInvitation, secretVouched, vouchedSecret } from './enrolment.ts';
export { fingerprintOf } from './root.ts';

/** Longest time ahead of its note that a member's keys may be said to last. */
const longestUntil = 400 * 24 * 60 * 60 * 1000;

/** A roster and the hash that `previous` and `rosterHash` name it by. */
export interface RosterHead {
  readonly roster: Roster;
  readonly hash: string;
}

/** One accepted note of a chain. */
export interface RosterAccepted extends RosterHead {
  /** Stewards of the roster before, and `root`, whose signatures verify. */
  readonly signedBy: readonly string[];
  /** Signed by the root: after version 1 every desk alarms. */
  readonly byRoot: boolean;
}

export type RosterRefusal =
  | 'wrong-root'
  | 'bad-note'
  | 'bad-signature'
  | 'broken-chain'
  | 'not-enough-signatures'
  | 'until-too-far';

/** The signed text of a roster, with its last newline. */
export function noteBody(roster: Roster): string {
  return rosterText(roster);
}

/** A roster as a signed note (C2SP signed-note). Names: `root` or the member id. Throws `SealError('bad-draft')`. */
export function signNote(
  roster: Roster,
  signers: readonly { readonly name: string; readonly signer: Signer }[],
): string {
  const text = rosterText(roster);
  if (parseRosterText(text) === null || signers.length === 0) throw new SealError('bad-draft', 'roster');
  return `${text}\n${signers.map(({ name, signer }) => `${signatureLine(text, name, signer)}\n`).join('')}`;
}

/** The same note with one signature more. Throws `SealError`: `bad-draft` for no note, `already-signed`. */
export function addSignature(note: string, name: string, signer: Signer): string {
  const split = splitNote(note);
  if (split === null) throw new SealError('bad-draft', 'note');
  if (split.signatures.some((line) => line.name === name)) throw new SealError('already-signed', name);
  return `${note}${signatureLine(split.text, name, signer)}\n`;
}

/** Hex SHA-256 of the note's text without its signatures: the same however many have signed. Throws for no note. */
export function hashNote(note: string): string {
  const split = splitNote(note);
  if (split === null) throw new SealError('bad-draft', 'note');
  return sha256Hex(split.text);
}

type Read = RosterHead & { readonly note: Note };

function read(text: string): Read | null {
  const note = splitNote(text);
  const roster = note && parseRosterText(note.text);
  return note && roster && { note, roster, hash: sha256Hex(note.text) };
}

/** Reads a note without verifying anything: `signatures` are only the names it claims. */
export function readNote(
  note: string,
): (RosterHead & { readonly signatures: readonly string[] }) | { readonly refused: 'bad-note' } {
  const found = read(note);
  if (found === null) return { refused: 'bad-note' };
  return { roster: found.roster, hash: found.hash, signatures: found.note.signatures.map(({ name }) => name) };
}

const untilTooFar = ({ members, time }: Roster): boolean => members.some((m) => m.until > time + longestUntil);

/** A chain's first note: version 1, or the newest one the root signed. The root's word alone makes it. */
function anchored(
  rootPublic: string,
  { roster, hash, note }: Read,
): RosterAccepted | { readonly refused: RosterRefusal } {
  const signed = signersOf(note, new Map([['root', rootPublic]]));
  if (signed === null) return { refused: 'bad-signature' };
  if (!signed.has('root')) return { refused: 'not-enough-signatures' };
  if (untilTooFar(roster)) return { refused: 'until-too-far' };
  return { roster, hash, signedBy: ['root'], byRoot: true };
}

/**
 * [Note: Who may change the roster]
 * A note follows the one it names and is signed by stewards of that one. `quorumFor` says how many; the root counts as
 * one signature, so it needs a steward beside it wherever two are needed, and can put a team that lost its only
 * steward back on its feet. A suspended steward still counts in how many are *needed* (or one steward could suspend the
 * others and rule alone) but their signature does not count towards it (or a stolen, suspended device could sign itself
 * back). A former steward is none. The salt never changes: everybody's words hang on it.
 */
function step(
  rootPublic: string,
  before: RosterHead,
  next: Read,
): RosterAccepted | { readonly refused: RosterRefusal } | { readonly waiting: 'second-steward' } {
  const { roster, hash, note } = next;
  const linked = roster.version === before.roster.version + 1 && roster.previous === before.hash;
  if (!linked || roster.salt !== before.roster.salt) return { refused: 'broken-chain' };
  if (untilTooFar(roster)) return { refused: 'until-too-far' };
  const able = stewards(before.roster).filter((steward) => !steward.suspended);
  const known = new Map([['root', rootPublic], ...able.map((m) => [m.id, m.sign] as const)]);
  const signed = signersOf(note, known);
  if (signed === null) return { refused: 'bad-signature' };
  const needed = quorumFor(before.roster, changesBetween(before.roster, roster)) === 'two' ? 2 : 1;
  if (signed.size === 0) return { refused: 'not-enough-signatures' };
  if (signed.size < needed) return { waiting: 'second-steward' };
  return { roster, hash, signedBy: [...signed], byRoot: signed.has('root') };
}

/**
 * Verifies a chain of notes, oldest first, from the fingerprint people carry. `at` is the place of the refused note.
 * An empty chain is `bad-note` at 0.
 */
export function verifyRosters(
  rootPublic: string,
  fingerprint: string,
  notes: readonly string[],
): { readonly rosters: readonly RosterAccepted[] } | { readonly refused: RosterRefusal; readonly at: number } {
  if (!/^[0-9a-f]{64}$/u.test(rootPublic) || fingerprintOf(rootPublic) !== fingerprint)
    return { refused: 'wrong-root', at: 0 };
  const rosters: RosterAccepted[] = [];
  if (notes.length === 0) return { refused: 'bad-note', at: 0 };
  for (const [at, note] of notes.entries()) {
    const found = read(note);
    if (found === null) return { refused: 'bad-note', at };
    const before = rosters.at(-1);
    const accepted = before === undefined ? anchored(rootPublic, found) : step(rootPublic, before, found);
    if ('refused' in accepted) return { refused: accepted.refused, at };
    if ('waiting' in accepted) return { refused: 'not-enough-signatures', at };
    rosters.push(accepted);
  }
  return { rosters };
}

/** One step of the same rule: the note may follow `head`, waits for a second signature, or is refused. */
export function acceptable(
  rootPublic: string,
  head: RosterHead,
  note: string,
): RosterAccepted | { readonly waiting: 'second-steward' } | { readonly refused: RosterRefusal } {
  const found = read(note);
  return found === null ? { refused: 'bad-note' } : step(rootPublic, head, found);
}

/** Whose key this is in a roster: a member, the server's sealing key, or nobody's. */
export function authorityOf(roster: Roster, publicKey: string): RosterMember | 'server' | undefined {
  if (roster.sealingKeys.includes(publicKey)) return 'server';
  return roster.members.find((member) => member.sign === publicKey);
}
