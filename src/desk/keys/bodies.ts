import * as v from 'valibot';
import { namings, type Answers } from '#domain/intake/answers.ts';
import { takenChannels } from '#domain/intake/taken.ts';
import { personFields } from '#domain/procedure/procedure.ts';
import { textOf } from '#seal/digest.ts';
import {
  callFors,
  letterMarks,
  type AccountBody,
  type CallBody,
  type IdentityBody,
  type LetterTold,
  type PartiesBody,
  type ReleasedBody,
  type TeamMessage,
} from '#wire/bodies.ts';

/**
 * What was sealed was written by anybody who found the form: it is parsed as strictly as what comes from the network,
 * so that no page meets a number where it expects a text.
 */
const text = v.string();
/** No form sends more of one thing: what is behind that was made to stop a page, and is passed over. */
const many = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(
    v.array(item),
    v.transform((all) => all.slice(0, most)),
  );
const texts = many(text, 1000);
const person = v.object(v.entriesFromList(personFields, v.optional(text)));

const answer = v.variant('kind', [
  v.object({ kind: v.literal('text'), text }),
  v.object({ kind: v.literal('choice'), choice: text, more: text }),
  v.object({ kind: v.literal('choices'), chosen: texts, more: text }),
  v.object({ kind: v.literal('people'), people: many(person, 50) }),
  v.object({ kind: v.literal('team'), leaveOut: texts, only: text, closeTo: text }),
  v.object({
    kind: v.literal('contact'),
    naming: v.picklist(namings),
    name: text,
    pronouns: text,
    reach: text,
    avoid: text,
  }),
]);
const answers = v.pipe(
  v.record(text, answer),
  v.transform((all) => Object.fromEntries(Object.entries(all).slice(0, 200))),
);
const hex = (length: number) => v.pipe(text, v.regex(new RegExp(`^[0-9a-f]{${length}}$`, 'u')));

/** Ids that this desk has no word for are shown as they are: nothing that staff wrote is dropped. */
const taken = v.object({
  channel: v.picklist(takenChannels),
  member: text,
  sig: text,
  phone: text,
  began: v.number(),
  ended: v.number(),
  writtenBy: v.picklist(['reporter', 'staff', 'both']),
  steps: many(v.object({ step: text, kind: text, choice: text, text }), 100),
  notes: text,
  hands: many(text, 50),
  handsElse: text,
  unfinished: v.boolean(),
  continues: text,
});

/** Marks that this desk has no word for are passed over: they say what is odd, and nothing of what was told. */
const letter = v.object({
  subject: text,
  sent: v.nullable(v.number()),
  quoted: text,
  signature: text,
  forwarded: many(v.object({ from: text, subject: text, sent: text, text }), 50),
  proofs: many(v.object({ method: text, result: text }), 20),
  marks: v.pipe(
    texts,
    v.transform((all) => letterMarks.filter((mark) => all.includes(mark))),
  ),
});

const account = v.object({
  v: v.literal(1),
  edition: text,
  procedure: v.object({ id: text, version: text, digest: text }),
  language: text,
  answers,
  mailbox: v.object({ id: hex(32), recipient: v.pipe(text, v.startsWith('age1pq1')), sign: hex(64) }),
  leftOut: texts,
  named: many(v.object({ member: text, question: text, words: text }), 1000),
  only: text,
  outOf: v.exactOptional(hex(32)),
  taken: v.exactOptional(taken),
  letter: v.exactOptional(letter),
  texted: v.exactOptional(v.object({ agreed: v.boolean() })),
  unnamed: v.exactOptional(v.literal(true)),
});
const identity = v.object({
  v: v.literal(1),
  answers,
  letter: v.exactOptional(v.object({ name: text, address: text, replyTo: text })),
  texted: v.exactOptional(v.object({ number: text })),
});
const said = v.object({
  text,
  files: v.optional(texts, []),
  answers: v.optional(answers),
  letter: v.exactOptional(letter),
});
const message = v.object({
  v: v.literal(1),
  from: v.literal('team'),
  name: text,
  text,
  at: v.number(),
  report: text,
  followUp: v.boolean(),
});
const note = v.object({ v: v.literal(1), text });
const parties = v.object({ v: v.literal(1), names: texts });
const call = v.object({
  v: v.literal(1),
  what: v.picklist(callFors),
  place: text,
  person: text,
  words: text,
  from: text,
});

/** What the reporter added later: words, names of files, or the answers once more. */
export interface Heard {
  readonly text: string;
  readonly files: readonly string[];
  readonly answers: Answers | null;
  /** For what was added by e-mail. */
  readonly letter: LetterTold | null;
}

export function jsonIn(bytes: Uint8Array): unknown {
  const read = textOf(bytes);
  if (read === null) return null;
  try {
    return JSON.parse(read);
  } catch {
    return null;
  }
}

function parsed<T>(shape: v.GenericSchema<unknown, T>, bytes: Uint8Array): T | null {
  const read = v.safeParse(shape, jsonIn(bytes));
  return read.success ? read.output : null;
}

export const accountIn = (bytes: Uint8Array): AccountBody | null => parsed(account, bytes) as AccountBody | null;
/** Who told it, and how they are reached where they did not say so in a form. */
export const identityIn = (bytes: Uint8Array): IdentityBody | null => parsed(identity, bytes) as IdentityBody | null;
export const messageIn = (bytes: Uint8Array): TeamMessage | null => parsed(message, bytes);
export const releasedIn = (bytes: Uint8Array): ReleasedBody | null => parsed(note, bytes);
export const callIn = (bytes: Uint8Array): CallBody | null => parsed(call, bytes);
export const partiesIn = (bytes: Uint8Array): PartiesBody | null => parsed(parties, bytes);

export function heardIn(bytes: Uint8Array): Heard | null {
  const read = parsed(said, bytes);
  return read === null
    ? null
    : {
        text: read.text,
        files: read.files,
        answers: (read.answers as Answers | undefined) ?? null,
        letter: (read.letter as LetterTold | undefined) ?? null,
      };
}
