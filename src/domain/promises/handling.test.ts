import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { ground, now, plausible, standing, story, wrote } from '#kit/incident.ts';
import { access, entry } from '#kit/given.ts';
import type { Verified } from '../record/header.ts';
import { dutiesOf } from './duties.ts';
import { evolve, handlingOf } from './handling.ts';
import { kinds, type Kind } from './kinds.ts';

const all = Object.keys(kinds) as Kind[];
const authorOf = (kind: Kind): string => {
  const authors: readonly string[] = kinds[kind].authors;
  return authors.includes('member') ? 'rosa' : authors.includes('mailbox') ? 'reporter' : 'server';
};
const of = (kind: Kind): Verified => wrote(authorOf(kind), kind, Object.fromEntries(plausible(kind)));
const begun = story();
const anything = array(
  constantFrom(...all).map((kind) => of(kind)),
  { maxLength: 25 },
);

test.each(all)('given one %s, or one with no facts at all, the fold goes on', (kind) => {
  const bare = entry(of(kind).header.stream, kind);
  for (const one of [of(kind), bare]) expect(standing(story(one)).incident.id).toBe('b');
});

test('given a kind nobody knows, nothing changes', () => {
  const { entries: _, ...before } = standing(begun);
  const { entries: __, ...after } = standing([
    ...begun,
    entry('incident/b', 'from-the-future'),
    entry('report/a', 'newer'),
  ]);
  expect(after).toEqual(before);
});

test('given entries one by one or all at once, the handling is the same', () => {
  assert(
    property(anything, (entries) => {
      const { roster } = ground();
      const ids = { incident: 'b', report: 'a' };
      const oneByOne = entries.reduce((so, one) => evolve(so, one, roster), handlingOf(ids, begun, roster));
      expect(oneByOne).toEqual({ ...standing([...begun, ...entries]), entries: oneByOne.entries });
    }),
  );
});

test('given who steps aside, is barred, or says there is a conflict, they are away', () => {
  const asked = wrote('rosa', 'conflict-asked', { member: 'kenji' });
  const away = (...entries: readonly Verified[]): readonly string[] => [...standing(story(...entries)).away];
  expect(away(wrote('kenji', 'recused', { member: 'kenji' }))).toEqual(['kenji']);
  expect(away(wrote('rosa', 'recused', { member: 'kenji' }))).toEqual(['kenji']);
  expect(away(wrote('reporter', 'barred', { member: 'kenji' }))).toEqual(['kenji']);
  expect(away(asked)).toEqual([]);
  expect(away(asked, wrote('kenji', 'conflict-answered', { answer: 'conflict', member: 'kenji' }))).toEqual(['kenji']);
  expect(away(asked, wrote('kenji', 'conflict-answered', { answer: 'clear', member: 'kenji' }))).toEqual([]);
});

test('given a member barred on another report of the incident, they are away from all of it', () => {
  const other = wrote('reporter', 'barred', { member: 'kenji' }, { stream: 'report/other' });
  expect(standing(story(other)).away.has('kenji')).toBe(true);
});

test('given somebody stepped aside, only another member’s word brings them back (COI-07)', () => {
  const aside = wrote('kenji', 'recused', { member: 'kenji' });
  const clear = (by: string): Verified => wrote(by, 'conflict-answered', { answer: 'clear', member: 'kenji' });
  expect(standing(story(aside, clear('kenji'))).away.has('kenji')).toBe(true);
  expect(standing(story(aside, clear('rosa'))).away.has('kenji')).toBe(false);
  const freed = wrote('rosa', 'unbarred', { member: 'kenji' });
  expect(standing(story(wrote('reporter', 'barred', { member: 'kenji' }), freed)).away.has('kenji')).toBe(false);
});

test('given a stand-in, they stand in until it is closed or they step aside themselves', () => {
  const appointed = wrote('rosa', 'stand-in-appointed', { member: 'yewande' });
  const standIns = (...entries: readonly Verified[]): readonly string[] => [
    ...standing(story(appointed, ...entries)).standIns,
  ];
  expect(standIns()).toEqual(['yewande']);
  expect(standIns(wrote('yewande', 'recused', { member: 'yewande' }))).toEqual([]);
  expect(standIns(wrote('rosa', 'closed'))).toEqual([]);
  expect(standIns(wrote('rosa', 'closed'), wrote('rosa', 'reopened'))).toEqual([]);
});

test('given steps that refer to one another, each stage tells what became of which', () => {
  const measure = wrote('rosa', 'measure-taken', { alone: 'yes' });
  const hold = wrote('rosa', 'hold-contact');
  const draft = wrote('rosa', 'drafted', { for: 'announcement' });
  const filed = wrote('rosa', 'appeal-filed');
  const plan = wrote('rosa', 'support-planned', { due: now, owner: 'kenji' });
  const { response, speaking, appeal, followUp, after } = standing(
    story(
      measure,
      hold,
      draft,
      filed,
      plan,
      wrote('kenji', 'measure-reviewed', { of: measure.hash }),
      wrote('kenji', 'cleared', { of: draft.hash, file: 'another text' }),
      wrote('piotr', 'appeal-decided', { of: filed.hash }),
      wrote('kenji', 'checked-back', { of: plan.hash }),
      wrote('rosa', 'closed'),
    ),
  );
  expect(response.measures.map(({ alone, reviewed }) => [alone, reviewed?.by])).toEqual([[true, 'kenji-sign']]);
  expect(response.hold?.hash).toBe(hold.hash);
  expect(speaking.drafts[0]?.cleared).toBeNull();
  expect(appeal.filed[0]?.decided?.by).toBe('piotr-sign');
  expect(followUp.plans[0]).toMatchObject({ what: 'support', owner: 'kenji', checked: { by: 'kenji-sign' } });
  expect(after.closed?.by).toBe('rosa-sign');
});

test('whatever is written behind it: a duty stays, and what was met or waived stays so', () => {
  assert(
    property(anything, anything, (before, more) => {
      const earlier = dutiesOf(ground(), [...begun, ...before]);
      const later = dutiesOf(ground({ now: now + 1e10 }), [...begun, ...before, ...more]);
      for (const duty of earlier) {
        const still = later.find(({ id, cause }) => id === duty.id && cause === duty.cause);
        expect(still).toMatchObject({ arose: duty.arose, due: duty.due });
        if (duty.state.is === 'met' || duty.state.is === 'waived') expect(still?.state).toEqual(duty.state);
      }
    }),
  );
});

test('given a colleague’s word and then their own, a word of clear by themselves changes nothing', () => {
  const away = (...entries: readonly Verified[]): readonly string[] => [...standing(story(...entries)).away];
  const set = wrote('rosa', 'recused', { member: 'kenji' });
  const clear = (by: string): Verified => wrote(by, 'conflict-answered', { answer: 'clear', member: 'kenji' });
  expect(away(set, clear('kenji'))).toEqual(['kenji']);
  expect(away(set, clear('amina'))).toEqual([]);
  // Who is out has no say about anybody else any more.
  expect(away(wrote('amina', 'recused', { member: 'amina' }), set, clear('amina'))).toEqual(['amina', 'kenji']);
  expect(away(set, wrote('kenji', 'recused', { member: 'rosa' }))).toEqual(['kenji']);
});

test('given it is closed, who stood in is out of it, unless they were given it for another reason too', () => {
  const [rosa, yewande] = ['rosa', 'yewande'].map((id) => ground().roster.members.find((m) => m.id === id));
  if (rosa === undefined || yewande === undefined) throw new Error('no cast');
  const birth = access('report/a', [rosa], { seq: 1 });
  const added = (why: 'stand-in' | 'introduced'): Verified =>
    access('report/a', [rosa, yewande], { seq: 2, prevAccess: birth.hash, why });
  const appointed = wrote('rosa', 'stand-in-appointed', { member: 'yewande' });
  const over = (...entries: readonly Verified[]): readonly string[] => [...standing(story(...entries)).stoodIn];
  expect(over(birth, added('stand-in'), appointed)).toEqual([]);
  expect(over(birth, added('stand-in'), appointed, wrote('rosa', 'closed'))).toEqual(['yewande']);
  expect(over(birth, added('introduced'), appointed, wrote('rosa', 'closed'))).toEqual([]);
});
