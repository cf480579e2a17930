import { expect, test } from 'vitest';
import type { Answer } from './answers.ts';
import { blocksIn } from './blocks.ts';

const text = (said: string): Answer => ({ kind: 'text', text: said });
const questions = [
  { id: 'what', rows: ['FLD-08'], asks: [] },
  { id: 'behaviour', rows: ['FLD-07'], asks: ['staff'] },
  { id: 'idea', rows: ['INT-13'], asks: ['staff'] },
  { id: 'both', rows: [], asks: ['staff', 'reporter'] },
] as const;

test('given what they told, remarks of staff and what was said unasked, each is in its own block', () => {
  const answers = { what: text('a'), behaviour: text('b'), idea: text('c'), both: text('d'), gone: text('e') };
  const steps = [
    { kind: 'unasked', text: 'throw him out' },
    { kind: 'unasked', text: ' ' },
    { kind: 'safety', text: 'by the door' },
  ] as const;
  expect(blocksIn(questions, answers, steps)).toEqual({
    theirs: { what: text('a'), both: text('d'), gone: text('e') },
    remarks: { behaviour: text('b') },
    unasked: { idea: text('c') },
    unaskedSaid: ['throw him out'],
  });
});

test('given a version that is not known here, everything is what they told', () => {
  expect(blocksIn([], { idea: text('c') }, []).theirs).toEqual({ idea: text('c') });
});
