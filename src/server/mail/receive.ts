import { sha256Hex } from '#seal/digest.ts';
import { newEntropy } from '#seal/words.ts';
import { addSaid } from '../additions.ts';
import { bornInClear } from '../arrival.ts';
import { cleaned } from '../cleaned.ts';
import { currentEditions, type CurrentEdition, type Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { addressedTo, teamAddresses, type Addressed } from './addressed.ts';
import { arrivalId } from './keys.ts';
import { besideInAnswer, letterBorn, originalOf, textIn, toldIn } from './letter-born.ts';
import { feedbackFrom } from './letter-feedback.ts';
import { letterNames } from './letter-names.ts';
import { keysOf, senderOf, threadFor, type Thread } from './letter-thread.ts';
import type { Arrived, Envelope, Letter } from './letter.ts';
import type { Own } from './reading/read.ts';
import { NotReading, type LetterReader } from './reading/reading-letters.ts';
import { sendReceipt } from './receipt.ts';

/** A letter as it was handed over, and where it belongs. */
interface Handed {
  readonly parts: Parts;
  readonly organisation: Organisation;
  readonly letter: Letter;
  readonly raw: Uint8Array;
  /** The address of whoever wrote, or `''` (`senderOf`). */
  readonly sender: string;
  /** By what the same letter is the same again (`letterNames`). */
  readonly names: readonly string[];
}

const busy: Arrived = { later: 'busy' };

async function isThere({ parts, organisation }: Handed, report: string): Promise<boolean> {
  return (await parts.store.stream(organisation.org, `report/${report}`)) !== null;
}

/** Only once it is stored, and whatever becomes of it: what has arrived stays. */
async function receipted(handed: Handed, current: CurrentEdition, report: string): Promise<void> {
  const { parts, organisation, letter } = handed;
  const { id, answers, from, language, answerable } = letter;
  if (!answerable || from.address === '') return;
  const ids = [id, ...answers].filter((one) => one !== '');
  await sendReceipt(parts, { organisation, current, report, to: from, language, answers: ids });
}

/** A new report. `only`: the one member it is for, or `''`. */
async function born(
  handed: Handed,
  { current, unnamed }: Pick<Addressed, 'current' | 'unnamed'>,
  report: string,
  only: string,
): Promise<Arrived> {
  const { parts, organisation, letter, raw, sender } = handed;
  // Its words are said to nobody: whoever wrote is answered by mail.
  const keys = await parts.sealer.keys(newEntropy(), organisation.salt, 'report');
  if (keys === null) return busy;
  const known = { report, keys: keysOf(parts, letter, sender), at: parts.now() };
  const stored = await bornInClear(
    parts,
    organisation,
    current,
    letterBorn(letter, raw, current, { report, keys, only, unnamed, known }),
  );
  if (stored === 'nobody') return { later: 'nobody' };
  if (stored === 'there') return { done: 'there' };
  await receipted(handed, current, report);
  return { done: 'report' };
}

/** What our own letters have in their heads, in lower case. */
function oursIn({ post, mailReply }: Parts, organisation: Organisation): readonly string[] {
  const [reply = ''] = (mailReply ?? '').split('{token}');
  return [...teamAddresses(organisation), post?.from ?? '', reply]
    .map((one) => one.toLowerCase())
    .filter((one) => one !== '');
}

/** Goes on with a report that is there. Null: it takes nothing any more. */
async function added(
  { parts, organisation, letter, raw, names }: Handed,
  { report, sameSender }: Thread,
): Promise<Arrived | null> {
  const row = await parts.store.incidentOf(organisation.org, report);
  const current = organisation.editions.find(({ edition }) => edition.id === row?.edition);
  if (current === undefined) return null;
  const done = await addSaid(parts, organisation, current, null, {
    report,
    text: textIn(letter, current),
    files: letter.files.map(cleaned),
    beside: besideInAnswer(letter, sameSender, oursIn(parts, organisation)),
    letter: toldIn(letter, sameSender ? [] : ['other-sender']),
    identityFiles: [originalOf(raw)],
    id: arrivalId(parts.signer, 'addition', [report, ...names]),
    quiet: letter.kind === 'automatic',
  });
  if (done === 'gone' || done === 'words-first') return null;
  if (done === null) return busy;
  return { done: done === 'there' ? 'there' : 'added' };
}

/** From somebody: on with their report, or one for each whom it is for. */
async function fromSomebody(
  handed: Handed,
  { current, only, unnamed, feedback }: Addressed,
  thread: Thread | null,
): Promise<Arrived> {
  const { parts } = handed;
  const each = (only.length === 0 ? [''] : only).map((member) => {
    return { member, report: arrivalId(parts.signer, 'report', [member, ...handed.names]) };
  });
  const there = await Promise.all(each.map(({ report }) => isThere(handed, report)));
  // Begun already: what it was then it stays, whatever it could go on with by now.
  if (!there.includes(true)) {
    const on = thread && (await added(handed, thread));
    if (on !== null) return on;
    const told = feedback ? await feedbackFrom(handed, current) : null;
    if (told !== null) return told;
  }
  let done: Arrived = { done: 'there' };
  for (const [i, { member, report }] of each.entries()) {
    if (there[i] === true) {
      await receipted(handed, current, report);
      continue;
    }
    const arrived = await born(handed, { current, unnamed }, report, member);
    if ('later' in arrived) return arrived;
    if (arrived.done === 'report') done = arrived;
  }
  return done;
}

/** About a letter of ours that came back: where it was sent from shows it. */
async function returned({ parts, organisation, letter }: Handed): Promise<Arrived> {
  const ids = [...new Set([...letter.about, ...letter.answers])].map((id) => sha256Hex(id));
  const marked = await parts.store.markBounced(organisation.org, ids, letter.status, parts.now());
  return { done: marked > 0 ? 'noted' : 'aside' };
}

function notRead(error: unknown): null {
  if (error instanceof NotReading) return null;
  throw error;
}

/**
 * [Note: A letter arrives] What a letter becomes, decided from the letter alone and from what is stored: so it may be handed
 * over any number of times, by several servers at once, and is one report. It is sealed and stored whole before this
 * answers `done`; until then it stays where it lay. Who is named in it is found before the first alert.
 */
export const receiving =
  (parts: Parts, letters: Pick<LetterReader, 'read'>) =>
  async (raw: Uint8Array, envelope: Envelope): Promise<Arrived> => {
    const now = parts.now();
    const organisation = await currentEditions(parts.store, parts.procedures, now);
    if (organisation?.roster.sealingKeys.includes(parts.signer.public) !== true) return { later: 'not-set-up' };
    const team = teamAddresses(organisation);
    const own: Own = { hosts: parts.post === undefined ? [] : [parts.post.host], addresses: team };
    const read = await letters.read(raw, envelope, own).catch(notRead);
    if (read === null) return { later: 'no-reader' };
    const letter: Letter = envelope.cut === true ? { ...read, marks: [...read.marks, 'cut'] } : read;
    const sender = senderOf(letter, team);
    const handed: Handed = { parts, organisation, letter, raw, sender, names: await letterNames(raw) };
    if (letter.kind === 'own') return { done: 'noted' };
    if (letter.kind === 'returned') return returned(handed);
    const addressed = addressedTo(organisation, letter, envelope, now);
    const thread = await threadFor(parts, organisation.org, letter, envelope, addressed?.only ?? [], sender);
    if (letter.kind === 'automatic') {
      return (thread && (await added(handed, thread))) ?? { done: 'aside' };
    }
    if (addressed !== null) return fromSomebody(handed, addressed, thread);
    // No event is open, but what was told before still takes what belongs to it.
    return (thread && (await added(handed, thread))) ?? { later: 'closed' };
  };
