import * as v from 'valibot';
import { closings } from '#domain/after/bodies.ts';
import { noteAbouts, personParts } from '#domain/incident/bodies.ts';
import { needs } from '#domain/procedure/response.ts';
import type { Bodied, Bodies } from '#domain/promises/bodies.ts';
import { endings, needKinds, sheetAnswers, verdicts } from '#domain/response/bodies.ts';

/**
 * Parses what members wrote while they handle an incident. It was sealed by somebody who had a key, and still it is read
 * as strictly as what comes from the network: no page meets a number where it expects a text.
 */
const v1 = v.literal(1);
/** Longest text of one field, characters. */
export const longest = 100_000;
const text = v.pipe(v.string(), v.maxLength(longest));
/** Items of one list: more than a page can show at once is none. */
const many = <T extends v.GenericSchema>(item: T, most = 200) => v.pipe(v.array(item), v.maxLength(most));
const texts = many(text);
const flag = v.boolean();
/** ms, of the years 1 to 9999: what a calendar of any zone can show. No entry stops a page by its time. */
export const instant = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-62_135_596_800_000),
  v.maxValue(253_402_214_400_000),
);
export const isInstant = (value: unknown): value is number => v.is(instant, value);
const person = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{32}|reporter)?$/u));
const hash = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{64})?$/u));
const byPart = v.pipe(v.record(v.string(), text), v.maxEntries(200));
/** What could give somebody away in a text and stayed, with why. */
const keptWords = many(v.object({ found: text, why: text }), 1000);
const grade = v.picklist(['', 'low', 'high']);
const verdict = v.picklist(verdicts);

const schemas: { readonly [K in Bodied]: v.GenericSchema<unknown, Bodies[K]> } = {
  noted: v.object({
    v: v1,
    text,
    about: v.exactOptional(v.picklist(noteAbouts)),
    person: v.exactOptional(person),
  }),
  'person-noted': v.object({
    v: v1,
    person: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u)),
    name: text,
    also: texts,
    looks: text,
    parts: many(v.picklist(personParts), 20),
    organisation: flag,
    minor: flag,
    contact: text,
  }),
  'identity-joined': v.object({ v: v1, kept: person, other: person, why: text }),
  'handed-over': v.object({ v: v1, known: text, promised: text, next: text, contact: text }),
  tagged: v.object({ v: v1, behaviours: texts, heavy: text }),
  waived: v.object({ v: v1, reason: text }),
  linked: v.object({ v: v1, why: text }),
  extracted: v.object({ v: v1, text }),
  assessed: v.object({
    v: v1,
    why: text,
    answers: v.pipe(v.record(v.string(), v.picklist(sheetAnswers)), v.maxEntries(200)),
    impact: grade,
    risk: grade,
    text,
  }),
  'hold-contact': v.object({ v: v1, text }),
  'plan-made': v.object({ v: v1, text, contact: text }),
  'measure-taken': v.object({ v: v1, response: text, what: text, why: text, person, at: instant }),
  'measure-reviewed': v.object({ v: v1, stands: flag, text }),
  referred: v.object({
    v: v1,
    agency: text,
    contact: text,
    told: text,
    draft: hash,
    at: instant,
    asked: text,
    askedAt: v.nullable(instant),
    consent: text,
    reference: text,
  }),
  'need-asked': v.object({ v: v1, need: v.picklist(needKinds), text, helper: text }),
  'meeting-called': v.object({ v: v1, place: text, note: text }),
  voted: v.object({ v: v1, verdict, responses: texts, text }),
  'meeting-held': v.object({
    v: v1,
    summary: text,
    unclear: flag,
    pattern: text,
    options: many(v.object({ response: text, text })),
    aims: v.exactOptional(byPart),
    agreed: v.exactOptional(texts),
    minutes: text,
  }),
  resolved: v.object({ v: v1, verdict, rule: text, reasons: text, pattern: flag }),
  'consequence-decided': v.object({
    v: v1,
    response: text,
    text,
    person,
    protects: person,
    data: v.record(v.picklist(needs), text),
    ends: v.picklist(endings),
    until: v.nullable(instant),
  }),
  'consequence-carried-out': v.object({ v: v1, text, answer: v.exactOptional(text) }),
  'consequence-lifted': v.object({ v: v1, reason: text }),
  'consequence-reviewed': v.object({ v: v1, text }),
  disclosed: v.object({ v: v1, to: text, what: text, of: hash }),
  warned: v.object({ v: v1, person, medium: text, text }),
  'conversation-planned': v.object({ v: v1, second: text, note: text }),
  'conversation-held': v.object({ v: v1, parts: byPart, text, draft: hash, fewer: text, noAppeal: text }),
  'conversation-left-out': v.object({ v: v1, reason: text }),
  'side-heard': v.object({ v: v1, text, witnesses: text }),
  'apology-noted': v.object({ v: v1, text, reason: text }),
  drafted: v.object({
    v: v1,
    to: text,
    parts: byPart,
    language: text,
    kept: keptWords,
  }),
  'aware-listed': v.object({ v: v1, who: text, note: text }),
  'aware-told': v.object({ v: v1, text }),
  'permission-given': v.object({ v: v1, person, scope: text, words: text }),
  published: v.object({ v: v1, where: texts, text }),
  'follow-up-planned': v.object({ v: v1, person, text }),
  'support-planned': v.object({ v: v1, person, needs: text, text }),
  'checked-back': v.object({ v: v1, text }),
  'appeal-filed': v.object({ v: v1, person, text, witnesses: text }),
  'packet-made': v.object({
    v: v1,
    what: text,
    decided: text,
    side: text,
    appeal: text,
    to: texts,
    kept: v.exactOptional(keptWords),
  }),
  'appeal-decided': v.object({ v: v1, outcome: v.picklist(['stands', 'changed']), reasons: text }),
  closed: v.object({ v: v1, how: v.picklist(closings), text }),
  reopened: v.object({ v: v1, reason: text }),
  debriefed: v.object({ v: v1, text }),
};

export function isBodied(kind: string): kind is Bodied {
  return Object.hasOwn(schemas, kind);
}

/** The body of a kind as it was written; null for anything else. `read`: what JSON said. */
export function bodyOf<K extends Bodied>(kind: K, read: unknown): Bodies[K] | null {
  const parsed = v.safeParse(schemas[kind], read);
  return parsed.success ? parsed.output : null;
}
