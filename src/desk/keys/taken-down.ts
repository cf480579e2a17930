import { blocksIn } from '#domain/intake/blocks.ts';
import { isTaken, type Taken } from '#domain/intake/taken.ts';
import { verifyTaken } from '#seal/taken.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { AccountBody } from '#wire/bodies.ts';
import type { IncidentList } from '#wire/api.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { ContinuedSeen, TakenSeen } from './incident-seen.ts';
import type { Known, Knowing } from './knowing.ts';

/**
 * Whose word it is: a name counts with a signature over this very report, by a key that was ever in force for it. Without
 * one it is what the device claims, and is shown as that.
 */
export function takerOf(
  { member, sig }: Pick<Taken, 'member' | 'sig'>,
  report: string,
  mailboxSign: string,
  rosters: readonly RosterAccepted[],
): TakenSeen['by'] {
  if (member === '' && sig === '') return { is: 'unsigned' };
  if (sig === '') {
    const claimed = rosters.at(-1)?.roster.members.find(({ id }) => id === member);
    return claimed === undefined ? { is: 'unsigned' } : { is: 'claimed', member, name: claimed.name };
  }
  const theirs = rosters.flatMap(({ roster }) => roster.members.filter(({ id }) => id === member)).toReversed();
  const signer = theirs.find(({ sign }) => verifyTaken(sig, report, mailboxSign, sign));
  return signer === undefined ? { is: 'not-theirs' } : { is: 'signed', member, name: theirs[0]?.name ?? signer.name };
}

/** What staff added to it. What came in by the form says nothing of being taken, whatever stands in it. */
export function takenIn({ account, standing: { report }, ground }: Known): TakenSeen | null {
  const { arrival } = report;
  if (account?.taken === undefined || arrival === null || !isTaken(arrival.channel)) return null;
  const { member, sig, ...rest } = account.taken;
  const by = takerOf({ member, sig }, report.id, account.mailbox.sign, ground.rosters);
  return { ...rest, channel: arrival.channel, by, at: arrival.at, receivedAt: arrival.receivedAt };
}

/** One text of a taken report, with whose it is. */
interface Block {
  readonly block: 'their-words' | 'remarks' | 'said-without-being-asked' | 'steps';
  readonly writtenBy: Taken['writtenBy'];
  /** A member's name, what the phone is called, or `''`. */
  readonly staff: string;
  /** ISO 8601: by the device's clock, and by the server's. */
  readonly began: string;
  readonly ended: string;
  readonly received: string;
  readonly content: unknown;
}

const asDate = (at: number): string => (Number.isNaN(new Date(at).getTime()) ? '' : new Date(at).toISOString());

/** What leaves the desk as a copy: their words, remarks and what was said unasked, each with author and times (INT-10). */
export function copyOf(account: AccountBody, known: Known): AccountBody & { readonly blocks?: readonly Block[] } {
  const taken = takenIn(known);
  if (taken === null) return account;
  const { questions } = known.ground.desk.procedures.find(({ digest }) => digest === account.procedure.digest) ?? {
    questions: [],
  };
  const { theirs, remarks, unasked, unaskedSaid } = blocksIn(questions, account.answers, taken.steps);
  const block = (name: Block['block'], writtenBy: Block['writtenBy'], content: unknown): Block => ({
    block: name,
    writtenBy,
    staff: 'name' in taken.by ? taken.by.name : taken.phone,
    began: asDate(taken.began),
    ended: asDate(taken.at),
    received: asDate(taken.receivedAt),
    content,
  });
  return {
    ...account,
    blocks: [
      block('their-words', taken.writtenBy, theirs),
      block('remarks', 'staff', { notes: taken.notes, answers: remarks }),
      block('said-without-being-asked', 'staff', { said: unaskedSaid, answers: unasked }),
      block(
        'steps',
        'staff',
        taken.steps.filter(({ kind }) => kind !== 'unasked'),
      ),
    ],
  };
}

/** Looks through what staff took down at the same event, among the incidents this member may open. */
export async function continuedFrom(knowing: Knowing, incident: string): Promise<ContinuedSeen | NotDone> {
  const known = await knowing.know(incident);
  if (isRefused(known)) return known;
  const report = takenIn(known)?.continues ?? '';
  if (report === '') return { from: null };
  for (let after = ''; ;) {
    const list = await knowing.room.ask.json<IncidentList>(
      `${staffPaths.api.incidents}?after=${encodeURIComponent(after)}`,
    );
    if (isRefused(list)) return list;
    for (const row of list.rows) {
      if (row.edition !== known.edition.id || row.incident === incident || !isTaken(row.channel)) continue;
      const other = await knowing.know(row.incident);
      if (!isRefused(other) && other.standing.report.id === report)
        return { from: { incident: row.incident, codeName: row.codeName } };
    }
    if (list.next === '') return { from: null };
    after = list.next;
  }
}
