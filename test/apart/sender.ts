import { field } from '#domain/intake/answers.ts';
import { writtenInClear, wordsOnPage } from '#kit/clear-form.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event } from '#rehearsal/cast.ts';
import { toHex } from '#seal/digest.ts';
import { english } from '#seal/lists/en.ts';
import { readWords } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { origin, procedureOf } from './house.ts';
import type { Birth } from './story.ts';

const nameOf = (id: string): string => cast.find((player) => player.id === id)?.name ?? id;

/** The form as a reporter fills it: under whichever procedure, by the kinds of its questions. */
function fieldsOf(procedure: string, birth: Birth): readonly (readonly [string, string])[] {
  const { questions } = procedureOf(procedure);
  const of = (kind: string): string => questions.find((question) => question.kind === kind)?.id ?? '';
  const [what, people, team, contact] = [of('long-text'), of('people'), of('team'), of('contact')];
  const named = birth.named.map((id) => `${nameOf(id)} was there and saw it.`);
  const required = questions.find((question) => question.required)?.id ?? what;
  return [
    [field.text(required), ['I was followed through the hall twice.', ...named].join(' ')],
    ...(people === '' ? [] : [[field.person(people, 0, 'name'), 'Halvard'] as const]),
    ...(team === '' ? [] : birth.leaveOut.map((id) => [field.leaveOut(team), id] as const)),
    ...(team === '' || birth.only === '' ? [] : [[field.only(team), birth.only] as const]),
    ...(contact === '' || !birth.nameGiven
      ? []
      : ([
          [field.contact(contact, 'naming'), 'team-only'],
          [field.contact(contact, 'name'), 'Wren Aldous'],
        ] as const)),
  ];
}

/** How a report reaches the server, and what its reporter keeps: the entropy of their words, hex. Null: not taken. */
export type Sending = (procedure: string, birth: Birth) => Promise<string | null>;

/** Locked on the reporter's device. */
export const byBrowser: Sending = async (procedure, birth) => {
  const prepared = await prepare(await groundOf(origin, event), fieldsOf(procedure, birth));
  const answer = await prepared.send();
  return answer.ok ? toHex(prepared.entropy) : null;
};

/** The entropy of words on a page, hex; null where there are none. */
function entropyOn(words: readonly string[]): string | null {
  const read = readWords(words.join(' '), [english]);
  const [entropy] = 'readings' in read ? read.readings : [];
  return entropy === undefined ? null : toHex(entropy);
}

/** Without scripts: typed into the form, locked on arrival. */
export const byForm: Sending = async (procedure, birth) => {
  const { send } = await writtenInClear(origin, event, fieldsOf(procedure, birth));
  const answer = await send();
  const words = wordsOnPage(await answer.text());
  return answer.ok ? entropyOn(words) : null;
};

const form = (path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(origin + path, { method: 'POST', headers: { origin }, body: new URLSearchParams({ l: 'en', ...fields }) });

/** The reporter's mailbox page without scripts, whichever way they wrote: another message, or new words. */
export async function replied(entropy: string, naming: string): Promise<string> {
  const text = naming === '' ? 'It happened again today.' : `It was ${nameOf(naming)}, I am sure now.`;
  return String((await form(paths.mailboxReply(event), { e: entropy, text, head: '' })).status);
}

/** A letter as it comes over the network, from somebody whom nobody of the team is called like. `answers`: Message-ID. */
const letter = (id: string, answers: string, text: string): Uint8Array =>
  Buffer.from(
    [
      'From: Wren Aldous <wren.aldous@elsewhere.example>',
      'To: conduct@pyharbor.example',
      'Subject: In the hall',
      'Date: Fri, 14 May 2027 09:00:00 +0000',
      `Message-ID: <${id}>`,
      ...(answers === '' ? [] : [`In-Reply-To: <${answers}>`]),
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n'),
  );

/** What is told by letter; `about` makes its name. */
export const letterTold = (about: number, { named }: Birth): Uint8Array =>
  letter(
    letterId(about),
    '',
    ['I was followed through the hall twice.', ...named.map((id) => `${nameOf(id)} was there and saw it.`)].join(' '),
  );
export const letterId = (about: number): string => `letter-${about}@elsewhere.example`;
/** Whoever wrote it goes on, `turn` after turn. */
export const letterAnswer = (about: number, turn: number, naming: string): Uint8Array =>
  letter(
    `answer-${about}-${turn}@elsewhere.example`,
    letterId(about),
    naming === '' ? 'It happened again today.' : `It was ${nameOf(naming)}, I am sure now.`,
  );

/** `turn`: 32 hex characters; the new words' entropy, or null where it did not work. */
export async function newWords(entropy: string, turn: string): Promise<string | null> {
  const answer = await form(paths.mailboxMove(event), { e: entropy, turn });
  const words = wordsOnPage(await answer.text());
  return answer.ok ? entropyOn(words) : null;
}
