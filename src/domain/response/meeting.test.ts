import { describe, expect, test } from 'vitest';
import { procedure } from '#kit/given.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { agendaOf, firstWords, gapsIn, missingFrom, neededFor, type Minutes } from './meeting.ts';

const aim = (id: string, row: string, force: 'must' | 'should' = 'must') => ({
  id,
  text: { en: id },
  force,
  source: 'seed' as const,
  rows: [row],
});
const withMeeting = (meeting: Partial<Procedure['meeting']>): Procedure => ({
  ...procedure,
  meeting: { ...procedure.meeting, ...meeting },
  responses: {
    ...procedure.responses,
    list: [
      { ...aim('nothing', 'RSP-01'), name: { en: 'Nothing' }, needs: ['reason'], none: true },
      { ...aim('warning', 'RSP-02'), name: { en: 'A warning' }, needs: [], none: false },
    ],
  },
});
const six = withMeeting({ aims: [aim('happened', 'MTG-04'), aim('response', 'MTG-06'), aim('who', 'MTG-07')] });
const full: Minutes = {
  summary: 'A remark was made.',
  unclear: false,
  pattern: 'Nothing earlier.',
  options: [{ response: 'warning', text: '' }],
  words: { who: 'Marcus' },
  present: ['rosa', 'kenji'],
  agreed: [],
};
const lacks = (minutes: Partial<Minutes>, where = six): readonly string[] =>
  missingFrom(where, { ...full, ...minutes }).map(({ is }) => is);

describe('the agenda', () => {
  test('is the aims of the procedure in their order, and what no aim speaks of', () => {
    expect(agendaOf(six).map((point) => [point.aim?.id ?? '', point.asks])).toEqual([
      ['happened', 'summary'],
      ['response', 'options'],
      ['who', 'words'],
      ['', 'earlier'],
    ]);
    expect(agendaOf(withMeeting({ aims: [] })).map(({ asks }) => asks)).toEqual(['summary', 'earlier', 'options']);
  });
});

describe('a meeting that would end with a decision', () => {
  test('lacks nothing once each point is answered', () => {
    expect(lacks({})).toEqual([]);
  });
  test('lacks the neutral summary, unless it says that it is unclear (MTG-04)', () => {
    expect(lacks({ summary: ' ' })).toEqual(['summary']);
    expect(lacks({ summary: '', unclear: true })).toEqual([]);
  });
  test('lacks a word on earlier incidents (MTG-05) and an option (MTG-06)', () => {
    expect(lacks({ pattern: '', options: [] })).toEqual(['options', 'earlier']);
  });
  test('lacks the reason where nothing is done, or something of its own (MTG-06)', () => {
    expect(lacks({ options: [{ response: 'nothing', text: '' }] })).toEqual(['option-words']);
    expect(lacks({ options: [{ response: '', text: '' }] })).toEqual(['option-words']);
    expect(lacks({ options: [{ response: 'nothing', text: 'no rule was broken' }] })).toEqual([]);
  });
  test('lacks what the procedure says it must answer, and not what it should', () => {
    expect(lacks({ words: {} })).toEqual(['aim']);
    expect(lacks({ words: {} }, withMeeting({ aims: [aim('who', 'MTG-07', 'should')] }))).toEqual([]);
  });
  test('lacks nothing more where two aims speak of the same: one answer stands for both', () => {
    const twice = withMeeting({ aims: [...six.meeting.aims, aim('none', 'MTG-06')] });
    expect(agendaOf(twice).map(({ asks, answered }) => [asks, answered])).toContainEqual(['words', true]);
    expect(lacks({}, twice)).toEqual([]);
  });
  test('lacks people: any, as many as the procedure asks for, and enough who are for it', () => {
    expect(lacks({ present: [] })).toEqual(['present']);
    const strict = withMeeting({ quorum: 3, majority: 'two-thirds' });
    const short = { present: ['a', 'b'], agreed: ['a', 'c'] };
    expect(missingFrom(strict, { ...full, ...short })).toEqual([
      { is: 'quorum', needed: 3, there: 2 },
      { is: 'majority', needed: 2, agreed: 1 },
    ]);
    expect(lacks({ present: ['a', 'b', 'c'], agreed: ['a', 'b'] }, strict)).toEqual([]);
  });
});

test('a majority is counted from who is there', () => {
  expect([4, 5].map((there) => neededFor('more-than-half', there))).toEqual([3, 3]);
  expect([3, 4].map((there) => neededFor('two-thirds', there))).toEqual([2, 3]);
  expect(neededFor('all', 4)).toBe(4);
});

test('first words are shown to who gave one, or when the meeting is over; a second word changes none', () => {
  const votes = [
    { member: 'rosa', text: 'first' },
    { member: 'amina', text: 'hers' },
    { member: 'rosa', text: 'second' },
  ];
  expect(firstWords(votes, 'kenji', false)).toEqual({ own: null, shown: [], gave: ['rosa', 'amina'] });
  expect(firstWords(votes, 'rosa', false).shown.map(({ text }) => text)).toEqual(['first', 'hers']);
  expect(firstWords(votes, 'kenji', true).shown).toHaveLength(2);
});

test('a role that is invited and has nobody free is a gap (MTG-03)', () => {
  expect(gapsIn(['chair', 'lead'], [{ roles: ['lead'] }, { roles: ['responder'] }])).toEqual(['chair']);
});
