import { describe, expect, test } from 'vitest';
import type { Answers } from '../intake/answers.ts';
import type { PersonNoted } from './bodies.ts';
import { earlierOf, everNotedIn, peopleIn, shownAs, standsFor, suggestedIn, type PeopleEntry } from './people.ts';

const someone = (person: string, known: Partial<PersonNoted> = {}): PersonNoted => ({
  v: 1,
  person,
  name: '',
  also: [],
  looks: '',
  parts: ['reported'],
  organisation: false,
  minor: false,
  contact: '',
  ...known,
});
const noted = (hash: string, body: PersonNoted): PeopleEntry => ({ hash, kind: 'person-noted', of: '', body });
const joined = (hash: string, kept: string, other: string): PeopleEntry => ({
  hash,
  kind: 'identity-joined',
  of: '',
  body: { v: 1, kept, other, why: 'the badge' },
});
const undone = (of: string): PeopleEntry => ({ hash: `${of}-undone`, kind: 'identity-undone', of, body: null });

describe('people in an incident', () => {
  test('given somebody unknown turns out to be somebody with a name, they are one, and undoing makes them two', () => {
    const tall = noted('1', someone('a', { looks: 'tall, red lanyard' }));
    const named = noted('2', someone('b', { name: 'Rex Dalton' }));
    const both = [tall, named, joined('3', 'b', 'a')];
    expect(peopleIn(both)).toMatchObject([{ person: 'b', joined: [{ joining: '3', person: 'a' }] }]);
    expect(peopleIn([...both, undone('3')]).map(({ person }) => person)).toEqual(['a', 'b']);
  });

  test('given one was noted anew and another joined with them, nothing they were known by is forgotten', () => {
    const entries = [
      noted('1', someone('a', { name: 'Rex Dalton', parts: ['reported'] })),
      noted('2', someone('a', { name: 'Rex Daltrey', parts: ['present'] })),
      noted('3', someone('b', { also: ['badge 0452'], parts: ['impacted'] })),
      joined('4', 'a', 'b'),
    ];
    const parts = ['present', 'impacted'];
    expect(everNotedIn(entries)).toMatchObject([
      { person: 'a', name: 'Rex Dalton', parts },
      { person: 'a', name: 'Rex Daltrey', parts },
      { person: 'a', also: ['badge 0452'], parts },
    ]);
    expect(['a', 'b', 'c'].map((id) => standsFor(peopleIn(entries), id))).toEqual(['a', 'a', 'c']);
    expect(everNotedIn([...entries, undone('4')]).map(({ person }) => person)).toEqual(['a', 'a', 'b']);
  });

  test('given three that were joined one by one in any order, one stands for all, and each can be undone', () => {
    const three = ['a', 'b', 'c'].map((id) => noted(id, someone(id, { name: id })));
    const all = [...three, joined('1', 'a', 'b'), joined('2', 'b', 'c')];
    const [one, ...others] = peopleIn(all);
    expect(others).toEqual([]);
    expect(one?.joined.map(({ joining }) => joining)).toEqual(['1', '2']);
    expect(peopleIn([...all, undone('2')]).map(({ person }) => person)).toEqual(['a', 'c']);
    expect(peopleIn([...all, joined('3', 'c', 'a')])).toHaveLength(1);
  });

  test('given joinings that lead on and on, or in a circle, it is told all the same who stands for all', () => {
    const ids = Array.from({ length: 15_000 }, (_, n) => n.toString(16).padStart(32, '0'));
    const all = ids.map((id) => noted(`n${id}`, someone(id)));
    const on = ids.slice(1).map((id, n) => joined(`j${id}`, id, ids[n] ?? ''));
    const circle = joined('back', ids[0] ?? '', ids.at(-1) ?? '');
    const [one, ...others] = peopleIn([...all, ...on, circle]);
    expect([one?.person, one?.joined.length, others]).toEqual([ids.at(-1), 14_999, []]);
    expect(new Set(everNotedIn([...all, ...on, circle]).map(({ person }) => person))).toEqual(new Set([ids.at(-1)]));
  });

  test('given what is known changes, the newest counts and the rest is history', () => {
    const entries = [noted('1', someone('a', { looks: 'tall' })), noted('2', someone('a', { name: 'Rex' }))];
    expect(peopleIn(entries)).toMatchObject([{ name: 'Rex', looks: '', hash: '2' }]);
    expect(earlierOf(entries, 'a').map(({ hash }) => hash)).toEqual(['1']);
  });

  test('given a minor, only an initial is shown; given nobody knows a name, how they look', () => {
    expect(shownAs(someone('a', { name: 'maya Lind', minor: true }))).toBe('M.');
    expect(shownAs(someone('a', { looks: 'tall, red lanyard' }))).toBe('tall, red lanyard');
    expect(shownAs(someone('a', { also: ['@ladder'] }))).toBe('@ladder');
  });
});

describe('people of a report', () => {
  const questions = [
    { id: 'who', rows: ['FLD-09'] },
    { id: 'others', rows: ['FLD-13'] },
  ];
  const answers: Answers = {
    what: { kind: 'text', text: 'they laughed' },
    who: {
      kind: 'people',
      people: [
        { looks: 'red jacket, tall', badge: '0452' },
        { name: 'Rex', handle: '@rex' },
      ],
    },
    others: { kind: 'people', people: [{ name: 'Chidi' }, { name: ' ' }] },
  };

  test('given two whom it names and one who was there, each is offered, with the part of their question', () => {
    expect(suggestedIn(questions, answers, []).map(({ known }) => known)).toMatchObject([
      { name: '', looks: 'red jacket, tall', also: ['0452'], parts: ['reported'] },
      { name: 'Rex', also: ['@rex'], parts: ['reported'] },
      { name: 'Chidi', parts: ['present'] },
    ]);
  });

  test('given one of them was noted and then changed, they are not offered again', () => {
    const [first] = suggestedIn(questions, answers, []);
    if (first === undefined) throw new Error('nobody is offered');
    const entries = [
      noted('1', { v: 1, person: 'a', ...first.known }),
      noted('2', someone('a', { name: 'Sandoval-Reyes' })),
    ];
    expect(suggestedIn(questions, answers, entries).map(({ known }) => known.name)).toEqual(['Rex', 'Chidi']);
  });
});
