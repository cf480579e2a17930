import { describe, expect, test } from 'vitest';
import type { Conflicts, Permission, Who } from '#desk/keys/standing-seen.ts';
import type { Contact } from '#domain/edition/edition.ts';
import { askable, candidatesOf, outOf, outsideOf, questionsOf, sinceAside } from '#desk/incident/conflict/standing.ts';

const yes: Permission = { allowed: true, warning: '' };
const nothing: Conflicts = {
  aside: [],
  leftOut: [],
  named: [],
  confirmed: [],
  asked: [],
  standIn: { fired: 'none', offered: [], serving: [] },
  oneLeadFree: false,
  narrow: false,
  letIn: [],
  may: { stepAside: yes, setAside: yes, ask: yes, answerNamed: yes, appoint: yes },
};
const member = (id: string): Who => ({ is: 'member', id, name: id });
const rosaAside = { member: 'rosa', by: member('rosa'), own: true, at: 700 };
const tomaszAside = { member: 'tomasz', by: member('amina'), own: false, at: 900 };
const helper = (id: string): Conflicts['letIn'][number] => ({ member: id, why: 'helps', introducedBy: [] });

describe('who cannot read it', () => {
  test('is everybody once, and only who is out by a word of the team says so', () => {
    const conflicts: Conflicts = {
      ...nothing,
      aside: [rosaAside],
      leftOut: ['tomasz'],
      confirmed: ['dana'],
      named: [{ member: 'luis', question: 'what', words: 'Luis' }],
    };
    const out = outOf({ apart: ['tomasz', 'rosa', 'dana', 'luis', 'marcus'], conflicts });
    expect(out.map((one) => one.member)).toEqual(['rosa', 'dana', 'luis', 'tomasz', 'marcus']);
    expect(out.filter(({ aside }) => aside !== null).map((one) => one.member)).toEqual(['rosa']);
    expect(out.filter(({ confirmed }) => confirmed).map((one) => one.member)).toEqual(['dana']);
  });

  test('nothing of a left-out member tells them from one who seems to be named', () => {
    const conflicts: Conflicts = {
      ...nothing,
      leftOut: ['tomasz'],
      named: [{ member: 'luis', question: 'what', words: 'Luis' }],
    };
    const [named, left] = outOf({ apart: ['tomasz', 'luis'], conflicts });
    expect({ ...named, member: '' }).toEqual({ ...left, member: '' });
  });
});

describe('the question who is meant', () => {
  test('is one for each person, with the first place', () => {
    const named = [
      { member: 'dana', question: 'what', words: 'Dana came over' },
      { member: 'dana', question: 'who', words: 'Dana' },
      { member: 'luis', question: '', words: '' },
    ];
    expect(questionsOf({ named })).toEqual([named[0], named[2]]);
  });
});

describe('what was written before somebody was out', () => {
  const conflicts: Conflicts = { ...nothing, aside: [rosaAside, tomaszAside], confirmed: ['dana'] };

  test.each([
    ['a note of hers at 15:06', { who: member('rosa'), at: 699 }, 'stepped'],
    ['a note of who was set aside', { who: member('tomasz'), at: 1 }, 'out'],
    ['a note of who was named later', { who: member('dana'), at: 1 }, 'out'],
    ['a note of a free colleague', { who: member('kenji'), at: 1 }, null],
    ['what the reporter wrote', { who: { is: 'reporter' } as Who, at: 1 }, null],
    ['her own word that she steps aside', { who: member('rosa'), at: 701 }, null],
  ])('%s', (_name, event, said) => {
    expect(sinceAside(conflicts, event)).toBe(said);
  });
});

describe('who can be let in', () => {
  test('a few helpers stand with the readers, many are folded away', () => {
    const reader: Conflicts['letIn'][number] = { member: 'kenji', why: 'reads-reports', introducedBy: ['Helen'] };
    expect(candidatesOf({ letIn: [helper('priya'), reader] })).toEqual({ first: [reader, helper('priya')], more: [] });
    const many = [helper('priya'), helper('luis'), helper('dana')];
    expect(candidatesOf({ letIn: [...many, reader] })).toEqual({ first: [reader], more: many });
  });
});

test('who is asked or set aside is a colleague, never oneself, and never twice', () => {
  const conflicts: Conflicts = {
    ...nothing,
    letIn: [{ member: 'amina', why: 'lifted', introducedBy: [] }, helper('priya')],
  };
  const readers = { account: ['rosa', 'kenji', 'amina'], identity: [] };
  expect(askable({ readers, conflicts }, 'kenji')).toEqual(['rosa', 'amina']);
});

describe('whom to turn to when nobody is left', () => {
  const ruth: Contact = {
    id: 'ruth',
    lists: ['conflict'],
    name: 'Ruth Villanova',
    part: 'Independent contact',
    organisation: 'Harbor Mediation',
    email: 'ruth@harbor-mediation.example',
    phone: '+1 412 555 0199',
    shows: { name: 'public', email: 'public', phone: 'nobody' },
    member: '',
    confirmed: '',
  };

  test('is somebody outside, by what staff may be shown', () => {
    expect(outsideOf([ruth])).toEqual([{ name: 'Ruth Villanova', ways: ['ruth@harbor-mediation.example'] }]);
    const nameless: Contact = { ...ruth, shows: { name: 'nobody', email: 'staff', phone: 'staff' } };
    expect(outsideOf([nameless])).toEqual([
      { name: 'Independent contact', ways: ['+1 412 555 0199', 'ruth@harbor-mediation.example'] },
    ]);
  });

  test('is nobody of the team, no other list, and nobody without a way to reach them', () => {
    const inside: Contact = { ...ruth, member: 'rosa' };
    const other: Contact = { ...ruth, lists: ['appeal'] };
    const hidden: Contact = { ...ruth, shows: { name: 'public', email: 'nobody', phone: 'nobody' } };
    expect(outsideOf([inside, other, hidden])).toEqual([]);
  });
});
