import type { Answers } from '#domain/intake/answers.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import type { Attachment } from '#seal/attachment.ts';
import type { MailboxKeys } from '#seal/words.ts';
import { arrived as arrivedEn } from '#words/made/en/arrived.ts';
import { arrived as arrivedEs } from '#words/made/es/arrived.ts';
import type { Arrived as ArrivedWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import type { LetterMark, LetterTold } from '#wire/bodies.ts';
import type { BornInClear } from '../arrival.ts';
import { cleaned } from '../cleaned.ts';
import type { CurrentEdition } from '../editions.ts';
import { formNow, type Form } from '../written.ts';
import type { Letter } from './letter.ts';

const spoken: Readonly<Record<Language, ArrivedWords>> = { en: arrivedEn, es: arrivedEs };

/** The letter as it came, byte for byte: it says who wrote it, so it lies with the identity. */
export const originalOf = (raw: Uint8Array): Attachment => ({ name: 'letter.eml', type: 'message/rfc822', bytes: raw });

/** What a letter says besides what its sender wrote in it. */
export function toldIn(letter: Letter, more: readonly LetterMark[] = []): LetterTold {
  const { subject, sent, quoted, signature, forwarded, proofs, marks } = letter;
  return { subject, sent, quoted, signature, forwarded, proofs, marks: [...new Set([...marks, ...more])] };
}

/** What its sender wrote, or that they wrote nothing of their own: an empty report would look like a mistake of ours. */
export function textIn({ text }: Letter, { edition }: CurrentEdition): string {
  const language = edition.languages.find(isLanguage) ?? 'en';
  return text.trim() === '' ? spoken[language].noText() : text;
}

const wordsIn = (...lines: readonly string[]): Answers[string] => ({ kind: 'text', text: lines.join('\n') });

const forwardedIn = ({ forwarded }: Letter): readonly string[] =>
  forwarded.flatMap(({ from, subject, text }) => [from, subject, text]);

/** Who writes, by the name and the address they give: any word of these may be a name. */
function senderIn({ from }: Letter): Answers[string] {
  const local = from.address.slice(0, Math.max(0, from.address.lastIndexOf('@')));
  return {
    kind: 'contact',
    naming: '',
    name: `${from.name} ${local.replaceAll(/[._+-]/gu, ' ')}`,
    pronouns: '',
    reach: `${from.address} ${from.replyTo}`,
    avoid: '',
  };
}

/** Where else a letter names somebody, in the shape of answers: everywhere. */
export function besideIn(letter: Letter): Answers {
  return {
    'letter.subject': wordsIn(letter.subject),
    'letter.from': senderIn(letter),
    'letter.quoted': wordsIn(letter.quoted),
    'letter.signature': wordsIn(letter.signature),
    'letter.forwarded': wordsIn(...forwardedIn(letter)),
    'letter.files': wordsIn(...letter.files.map(({ name }) => name)),
  };
}

/**
 * The same for a letter that answers one of ours: what it repeats of ours (`ours`: our addresses, in lower case) names
 * whoever signed it, so only what is new counts, and what stands under somebody else's name: people tell what happened
 * there too. Who writes counts only where it is somebody else than before.
 */
export function besideInAnswer(letter: Letter, sameSender: boolean, ours: readonly string[]): Answers {
  const { 'letter.quoted': _quoted, 'letter.from': from, 'letter.signature': signature, ...rest } = besideIn(letter);
  const repeats = ours.some((address) => letter.quoted.toLowerCase().includes(address));
  const unmarked = letter.quoted.split('\n').filter((line) => !/^\s*>/u.test(line));
  const beside = repeats ? rest : { ...rest, 'letter.quoted': wordsIn(unmarked.join('\n')) };
  return sameSender || from === undefined || signature === undefined
    ? beside
    : { ...beside, 'letter.from': from, 'letter.signature': signature };
}

/** The question that what was written answers: the first long one that must be answered, else the first that takes text. */
function askedIn({ procedure, gathering }: Form): string | undefined {
  const open = questionsAt(procedure, gathering).filter(({ compartment }) => compartment === 'account');
  const long = open.filter(({ kind }) => kind === 'long-text');
  return (long.find(({ required }) => required) ?? long[0] ?? open.find(({ kind }) => kind === 'text'))?.id;
}

/** What was written, as the form would have it. A form without a place for it loses nothing: it stands with the quotes. */
function tellingIn(letter: Letter, current: CurrentEdition, form: Form): Pick<BornInClear, 'answers' | 'told'> {
  const [question, text, told] = [askedIn(form), textIn(letter, current), toldIn(letter)];
  if (question === undefined) {
    const answers = { 'letter.text': wordsIn(text) };
    return { answers, told: { letter: { ...told, quoted: `${text}\n\n${told.quoted}`.trim() } } };
  }
  return { answers: { [question]: { kind: 'text', text } }, told: { letter: told } };
}

/** A report as a letter tells it: nobody was asked anything, so nothing is said that the letter does not say. */
export function letterBorn(
  letter: Letter,
  raw: Uint8Array,
  current: CurrentEdition,
  given: {
    readonly report: string;
    readonly keys: MailboxKeys;
    readonly only: string;
    readonly unnamed: boolean;
    readonly known: BornInClear['known'];
  },
): BornInClear {
  const form = formNow(current);
  const { report, keys, only, unnamed, known } = given;
  const { answers, told } = tellingIn(letter, current, form);
  return {
    report,
    keys,
    channel: 'e-mail',
    form,
    answers,
    told: { ...told, ...(unnamed && { unnamed }) },
    language: letter.language || (current.edition.languages[0] ?? 'en'),
    files: letter.files.map(cleaned),
    beside: besideIn(letter),
    facts: {
      reachable: letter.from.address === '' ? 'no' : 'yes',
      ongoing: letter.marks.includes('bulk') ? 'no' : 'unsure',
    },
    ...(only !== '' && { only }),
    contact: { letter: letter.from },
    identityFiles: [originalOf(raw)],
    ...(known && { known }),
  };
}
