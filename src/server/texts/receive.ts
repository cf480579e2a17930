import type { Answers } from '#domain/intake/answers.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { newEntropy } from '#seal/words.ts';
import { bornInClear } from '../arrival.ts';
import { cleaned } from '../cleaned.ts';
import { currentEditions, type CurrentEdition, type Organisation } from '../editions.ts';
import { arrivalId, numberKey } from '../mail/keys.ts';
import type { Parts } from '../parts.ts';
import { formNow, type Form } from '../written.ts';
import { addText, type TextedLater } from './added.ts';
import { answeredAgain, noteAnswered } from './answered.ts';
import { eventOf } from './event.ts';
import { filesOwed } from './files-owed.ts';
import { kept, messageKey, threadLasts } from './kept.ts';
import type { InboundText } from './provider.ts';
import { agreedAnswer, firstAnswer, languageOf, notTaken, textTold, wordIn, wordsFor } from './said.ts';

/** The answer that goes back at once, null for none; `later`: nothing was written, and it may be sent again. */
export type TextArrived = { readonly answer: string | null } | { readonly later: true };

/** What follows so soon after the last one is stored and not answered: two machines never talk to each other, ms. */
const quietFor = 10 * 60_000;

/** The question that takes what is told in one's own words. */
function toldIn({ procedure, gathering }: Form, text: string): Answers | null {
  const long = questionsAt(procedure, gathering).filter(
    ({ kind, compartment }) => kind === 'long-text' && compartment === 'account',
  );
  const question = long.find(({ required }) => required) ?? long[0];
  return question === undefined ? null : { [question.id]: { kind: 'text', text } };
}

const joinedText = (current: CurrentEdition, messages: readonly InboundText[]): string =>
  messages.map((message) => textTold(current.edition, message)).join('\n\n');

/** Messages of one number that came one after the other become one report, by their first. */
async function born(
  parts: Parts,
  organisation: Organisation,
  messages: readonly [InboundText, ...InboundText[]],
): Promise<TextArrived> {
  const [{ id, from, to, voice }] = messages;
  const { org, editions } = organisation;
  const at = parts.now();
  const event = eventOf(organisation, to, at);
  const current = event && event.current;
  const answers = current && toldIn(formNow(current), joinedText(current, messages));
  if (event === null || current === null || answers === null)
    return { answer: notTaken((current ?? editions[0])?.edition) };
  const report = arrivalId(parts.signer, 'text', [id]);
  const keys = await parts.sealer.keys(newEntropy(), organisation.salt, 'report');
  if (keys === null) return { later: true };
  const number = from === '' ? [] : [kept.number + numberKey(parts.signer, from)];
  // One that is too old would keep its place.
  await parts.store.endThreads(org, number);
  const landed = await bornInClear(parts, organisation, current, {
    report,
    keys,
    channel: 'sms',
    form: formNow(current),
    answers,
    language: languageOf(current.edition),
    files: messages.flatMap(({ files }) => files.map(cleaned)),
    // A member's own number, where it is published: then they are kept out like anybody who is named.
    beside: { number: { kind: 'text', text: from } },
    facts: { ongoing: 'unsure', reachable: 'no' },
    told: {
      ...(voice !== true && { texted: { agreed: false } }),
      ...(event.unnamed && { unnamed: true as const }),
    },
    // A lock of its own from the start: the number goes there once they agree.
    contact: {},
    known: { report, keys: [...number, ...messages.map((one) => messageKey(parts, one.id))], at },
    jobs: messages.flatMap((one) => filesOwed(parts, report, one)),
  });
  if (landed === 'nobody') return { answer: notTaken(current.edition) };
  if (landed === 'there') return { answer: await answeredAgain(parts, organisation, report, messages[0]) };
  await noteAnswered(parts, organisation, current, messages[0], report);
  const readers = landed.readers.map(({ name }) => name);
  return { answer: firstAnswer(current.edition, readers, from !== '') };
}

interface Thread {
  readonly report: string;
  readonly at: number;
}

/** One more thing from a number whose report is known. Null: its report takes nothing any more. */
async function added(
  parts: Parts,
  organisation: Organisation,
  messages: readonly [InboundText, ...InboundText[]],
  { report, at: last }: Thread,
): Promise<TextArrived | null> {
  const { org } = organisation;
  const { store, signer } = parts;
  const [{ id, from, text }] = messages;
  const word = messages.length === 1 ? wordIn(text) : null;
  const number = numberKey(signer, from);
  const later: TextedLater = {
    report,
    id: arrivalId(signer, 'text-added', [id]),
    text: (current) => joinedText(current, messages),
    number: word === 'yes' ? from : '',
    files: messages.flatMap(({ files }) => files.map(cleaned)),
    known: messages.map((one) => messageKey(parts, one.id)),
    jobs: messages.flatMap((one) => filesOwed(parts, report, one)),
  };
  const done = await addText(parts, organisation, later);
  if (done === 'gone') return null;
  if (done === null) return { later: true };
  if (word === 'stop') {
    await store.endThreads(org, [kept.number + number, kept.agreed + number]);
    return { answer: done === 'there' ? null : wordsFor(done.current.edition).stopped() };
  }
  await store.keepThread(org, kept.number + number, report, parts.now());
  if (word === 'yes') await store.keepThread(org, kept.agreed + number, report, parts.now());
  if (done === 'there') return { answer: null };
  if (word === 'yes') return { answer: agreedAnswer(done.current.edition, done.readers) };
  return { answer: parts.now() - last < quietFor ? null : wordsFor(done.current.edition).added() };
}

const isBare = ({ media, files, left }: InboundText): boolean => media.length + files.length + left === 0;

/** Messages of one number, in their order: a report, or an addition to the one that this number told before. */
async function arrived(
  parts: Parts,
  organisation: Organisation,
  messages: readonly [InboundText, ...InboundText[]],
): Promise<TextArrived> {
  const { org } = organisation;
  const [{ from }] = messages;
  const found = from === '' ? null : await parts.store.threadOf(org, [kept.number + numberKey(parts.signer, from)]);
  const thread = found !== null && parts.now() - found.at < threadLasts ? found : null;
  if (thread !== null) {
    const done = await added(parts, organisation, messages, thread);
    if (done !== null) return done;
  } else if (messages.length === 1 && isBare(messages[0]) && wordIn(messages[0].text) === 'stop') {
    return { answer: null };
  }
  return born(parts, organisation, messages);
}

/** What of these was not stored before; a message that is told of twice is one. */
async function fresh(parts: Parts, org: string, messages: readonly InboundText[]): Promise<readonly InboundText[]> {
  const once = [...new Map(messages.map((one) => [one.id, one])).values()];
  const known = await Promise.all(once.map(({ id }) => parts.store.threadOf(org, [messageKey(parts, id)])));
  return once.filter((_, place) => known[place] === null);
}

/**
 * Where files of messages are taken from, once their report is there: told of again, those that a stop in between left are
 * fetched after all.
 */
export type TakeFiles = (org: string, report: string, message: InboundText) => void;

/** Takes messages of one number together. A word that is done, and not told, stands alone. */
export async function receiveTexts(
  parts: Parts,
  messages: readonly InboundText[],
  takeFiles: TakeFiles,
): Promise<TextArrived> {
  const done = await received(parts, messages);
  const org = 'later' in done ? undefined : (await parts.store.organisation())?.org;
  if (org === undefined) return done;
  for (const message of messages.filter(({ media }) => media.length > 0)) {
    const there = await parts.store.threadOf(org, [messageKey(parts, message.id)]);
    if (there !== null) takeFiles(org, there.report, message);
  }
  return done;
}

async function received(parts: Parts, messages: readonly InboundText[]): Promise<TextArrived> {
  const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
  if (organisation === null) return { later: true };
  const [first, ...rest] = await fresh(parts, organisation.org, messages);
  const [told] = messages;
  if (first !== undefined) return arrived(parts, organisation, [first, ...rest]);
  if (told === undefined) return { answer: null };
  // All of it is here already: only the one that made the report is answered again.
  const report = arrivalId(parts.signer, 'text', [told.id]);
  return { answer: await answeredAgain(parts, organisation, report, told) };
}
