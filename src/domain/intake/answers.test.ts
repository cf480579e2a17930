import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question, QuestionKind } from '../procedure/procedure.ts';
import { answersFrom, fieldsOf, type Answers } from './answers.ts';
import { admitted, characters, largestFile, longest, problemsIn } from './checks.ts';

function question(id: string, kind: QuestionKind, more: Partial<Question> = {}): Question {
  const option = (name: string) => ({ id: name, label: { en: name }, crisis: false });
  return {
    id,
    kind,
    label: { en: id },
    compartment: 'account',
    required: false,
    gatherings: ['in-person'],
    asks: ['reporter', 'staff'],
    options: [option('yes'), option('no')],
    fields: ['name', 'looks'],
    source: 'seed',
    rows: [],
    ...more,
  };
}

const form = [
  question('happened', 'long-text', { required: true }),
  question('ongoing', 'choice'),
  question('needs', 'choices'),
  question('who', 'people'),
  question('team', 'team'),
  question('you', 'contact', { compartment: 'identity' }),
];

describe('what was typed', () => {
  test('is kept as it was: no trimming, no normal form, only the line ends of the form are undone', () => {
    const text = '  e\u0301 é\r\n\u202egnp.exe\u202c <script>&amp;\u0000👩‍👩‍👧‍👦 ';
    expect(answersFrom(form, [['happened', text]])).toEqual({
      happened: { kind: 'text', text: text.replace('\r\n', '\n') },
    });
  });
  test('a blank answer is no answer, and an option that does not exist is none', () => {
    expect(
      answersFrom(form, [
        ['happened', ' \n'],
        ['ongoing', 'perhaps'],
        ['needs', 'x'],
      ]),
    ).toEqual({});
  });
  test('fields that the procedure does not have are dropped', () => {
    expect(answersFrom(form, [['wanted-outcome', 'a ban']])).toEqual({});
  });
  test('empty person cards are skipped; any one field is enough', () => {
    const pairs: [string, string][] = [
      ['who.0.name', ''],
      ['who.2.looks', 'red jacket'],
    ];
    expect(answersFrom(form, pairs)).toEqual({ who: { kind: 'people', people: [{ looks: 'red jacket' }] } });
  });
  test('survives being carried on as form fields and read again, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((t) => t.trim() !== '' && !t.includes('\r'));
    const maybe = fc.oneof(fc.constant(''), text);
    const answers: fc.Arbitrary<Answers> = fc.record(
      {
        happened: fc.record({ kind: fc.constant('text' as const), text }),
        ongoing: fc.record({ kind: fc.constant('choice' as const), choice: fc.constantFrom('yes', 'no'), more: maybe }),
        needs: fc.record({
          kind: fc.constant('choices' as const),
          chosen: fc.subarray(['yes', 'no'], { minLength: 1 }),
          more: maybe,
        }),
        who: fc.record({
          kind: fc.constant('people' as const),
          people: fc.array(fc.record({ name: text, looks: text }), { minLength: 1, maxLength: 5 }),
        }),
        team: fc.record({
          kind: fc.constant('team' as const),
          leaveOut: fc.uniqueArray(text, { minLength: 1 }),
          only: maybe,
          closeTo: maybe,
        }),
        you: fc.record({
          kind: fc.constant('contact' as const),
          naming: fc.constantFrom('no-name' as const, 'team-only' as const),
          name: maybe,
          pronouns: maybe,
          reach: maybe,
          avoid: maybe,
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, (given) => {
        expect(answersFrom(form, fieldsOf(given))).toEqual(given);
      }),
    );
  });
});

describe('what must be mended', () => {
  test('only the required question, and only when it is empty', () => {
    expect(problemsIn(form, {})).toEqual([{ question: 'happened', what: 'empty', count: 0 }]);
    expect(problemsIn(form, { happened: { kind: 'text', text: 'x' } })).toEqual([]);
  });
  test('100,000 characters are taken in any script, one more is named with its count', () => {
    const long = '👩'.repeat(longest);
    expect(characters(long)).toBe(longest);
    expect(problemsIn(form, { happened: { kind: 'text', text: long } })).toEqual([]);
    const problems = problemsIn(form, { happened: { kind: 'text', text: `${long}a` } });
    expect(problems).toEqual([{ question: 'happened', what: 'too-long', count: longest + 1 }]);
  });
  test('too many, too large and empty files are named; the others are not', () => {
    const wrong = (...files: readonly { readonly name: string; readonly size: number }[]) =>
      admitted([], files).problems;
    const files = Array.from({ length: 11 }, (_, i) => ({ name: `${i}`, size: 1 }));
    expect(wrong(...files)).toEqual([{ name: '10', what: 'too-many-files' }]);
    const just = { name: 'just', size: largestFile };
    expect(wrong({ name: 'big', size: largestFile + 1 }, just)).toEqual([{ name: 'big', what: 'file-too-large' }]);
    expect(wrong(just, just, { name: 'c', size: 1 })).toEqual([{ name: 'c', what: 'too-many-files' }]);
    expect(wrong({ name: 'none', size: 0 })).toEqual([{ name: 'none', what: 'file-empty' }]);
  });
});
