import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edition as small, member, procedure, roster } from '#kit/given.ts';
import type { Question } from '../procedure/procedure.ts';
import { extractAnswers, extractReceivers, ongoingQuestion } from './extract.ts';

const team = roster([
  member('rosa', ['lead']),
  member('tomasz', ['lead']),
  member('kenji', ['reader']),
  member('yewande', ['pool']),
  member('gwen', ['board']),
]);
const edition = { ...small, gathering: 'in-person', contacts: [] } as const;
const open = { out: [], only: '' };
const ids = (members: readonly { readonly id: string }[] | undefined): readonly string[] =>
  members?.map(({ id }) => id) ?? [];
const asked = (more: Pick<Question, 'id' | 'kind' | 'required'> & Partial<Question>): Question => ({
  label: { en: more.id },
  compartment: 'account',
  gatherings: [edition.gathering],
  asks: ['reporter'],
  options: [],
  fields: [],
  source: 'seed',
  rows: [],
  ...more,
});
const asking = {
  questions: [
    asked({ id: 'more', kind: 'long-text', required: false }),
    asked({ id: 'what', kind: 'long-text', required: true }),
    asked({ id: 'still', kind: 'choice', required: false, fact: 'ongoing' }),
  ],
};
const told = (text: string) => ({ what: { kind: 'text', text } }) as const;
const receivers = (text: string, letter: Parameters<typeof extractReceivers>[4]) =>
  extractReceivers(procedure, edition, team, told(text), letter, 0);

describe('what is taken out of a letter', () => {
  test('stands under the question that must be answered, with an answer to whether it goes on, if there is one', () => {
    const what = { kind: 'text', text: 'x' };
    expect(extractAnswers(asking, edition.gathering, { text: 'x', ongoing: '' })).toEqual({ what });
    expect(extractAnswers(asking, edition.gathering, { text: 'x', ongoing: 'no' })).toEqual({
      what,
      still: { kind: 'choice', choice: 'no', more: '' },
    });
    expect(ongoingQuestion(asking, edition.gathering)?.id).toBe('still');
  });

  test('given a procedure asks for no words, it has no place', () => {
    const questions = asking.questions.slice(2);
    expect(extractAnswers({ questions }, edition.gathering, { text: 'x', ongoing: '' })).toBeNull();
  });
});

describe('who receives it', () => {
  test('given nobody is kept out of the letter, it goes where any report goes, without who seems to be named in it', () => {
    expect(ids(receivers('They laughed.', open)?.account)).toEqual(['rosa', 'tomasz', 'kenji']);
    const named = receivers('Kenji laughed.', open);
    expect(ids(named?.account)).toEqual(['rosa', 'tomasz']);
    expect(named).toMatchObject({ barred: ['kenji'], leftOut: [], named: [{ member: 'kenji' }] });
  });

  test('given a letter to one alone, it goes to them alone, or to nobody where they may not be written to alone any more', () => {
    expect(ids(receivers('x', { out: [], only: 'rosa' })?.account)).toEqual(['rosa']);
    expect(receivers('x', { out: [], only: 'gwen' })).toBeNull();
  });

  test('given everybody is kept out of the letter, it goes to nobody', () => {
    expect(receivers('x', { out: ids(team.members), only: '' })).toBeNull();
  });

  test('whoever is kept out of the letter is kept out of it for good, whatever it says', () => {
    const out = fc.subarray([...ids(team.members), 'somebody-who-left']);
    fc.assert(
      fc.property(out, fc.constantFrom('x', 'Rosa laughed.', 'Tomasz and Kenji laughed.'), (apart, text) => {
        const found = receivers(text, { out: apart, only: '' });
        const given = [found?.account, found?.identity, found?.parties].flatMap(ids);
        expect(given.filter((id) => apart.includes(id))).toEqual([]);
        if (found !== null)
          expect(found.leftOut).toEqual(
            ids(team.members)
              .filter((id) => apart.includes(id))
              .toSorted(),
          );
      }),
    );
  });
});
