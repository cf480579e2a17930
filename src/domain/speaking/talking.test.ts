import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cast, ground, lucia, now, standing, story, wrote } from '#kit/incident.ts';
import { roster } from '#kit/given.ts';
import { readProcedure } from '../procedure/read.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Verified } from '../record/header.ts';
import {
  isLeftOut,
  mayLeaveOut,
  notSaid,
  partOfTalk,
  partsOfTalk,
  saidBeyond,
  speakersOf,
  stepsOf,
} from './talking.ts';

function read(id: string): Procedure {
  const found = readProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), '0'.repeat(64), () => []);
  if ('problems' in found) throw new Error(id);
  return found.procedure;
}
const ids = (clauses: readonly { readonly id: string }[]): string => clauses.map(({ id }) => id).join(' ');

describe('the parts of a talk', () => {
  test.each([
    ['pycon-us-2018', 'what effect code better', 'consequences'],
    ['pycon-us-2013', 'what', 'actions where-to-appeal'],
    ['pyladiescon', 'what effect change', 'consequences'],
    ['boston-python', 'what effect code better', 'consequences'],
    ['pycon-us', 'what effect code better', 'consequences'],
  ])('given %s, %s comes first and %s only after their side', (id, first, last) => {
    const { conversation } = read(id);
    const parts = partsOfTalk(conversation);
    expect(ids(parts.first)).toBe(first);
    expect(ids(parts.last)).toBe(last);
    const side = conversation.parts.filter((clause) => partOfTalk(clause) === 'side');
    expect(parts.first.length + parts.last.length + side.length).toBe(conversation.parts.length);
  });

  test('given the document says that somebody speaks, the talk cannot be left out; else with a reason (D12)', () => {
    expect(mayLeaveOut(read('pycon-us-2013').conversation)).toBe(false);
    expect(mayLeaveOut(read('pycon-us-2018').conversation)).toBe(true);
  });
});

describe('who speaks', () => {
  const prefer = { prefer: ['chair', 'deputy', 'lead'] };
  const holders = ['kenji', 'rosa', 'lucia', 'amina'];

  test('given the chair is free and holds it, the chair is first (RSP-16)', () => {
    expect(speakersOf(prefer, { ...ground() }, new Set(), holders).order).toEqual(['lucia', 'rosa', 'kenji', 'amina']);
  });

  test('given a chair with a conflict and a coordinator without a key, both are passed over and it is said why', () => {
    const found = speakersOf(prefer, ground(), new Set(['lucia']), ['kenji', 'rosa', 'amina']);
    expect(found.order).toEqual(['rosa', 'kenji', 'amina']);
    expect(found.passed).toEqual([
      { member: 'lucia', role: 'chair', why: 'no-part' },
      { member: 'diego', role: 'deputy', why: 'no-key' },
    ]);
  });

  test('given somebody suspended, they are passed over; who comes after the first is not listed', () => {
    const members = cast.map((one) => (one.id === lucia.id ? { ...one, suspended: true } : one));
    const found = speakersOf(
      { prefer: ['chair', 'lead', 'deputy'] },
      { ...ground(), roster: roster(members) },
      new Set(),
      ['rosa'],
    );
    expect(found.order).toEqual(['rosa']);
    expect(found.passed).toEqual([{ member: 'lucia', role: 'chair', why: 'suspended' }]);
  });

  test('given nobody holds it, nobody is proposed', () => {
    expect(speakersOf(prefer, ground(), new Set(), []).order).toEqual([]);
  });
});

describe('how far a talk is', () => {
  const at = (n: number): { receivedAt: number } => ({ receivedAt: now - 1_000 + n });
  const planned = wrote('rosa', 'conversation-planned', { owner: 'rosa' }, at(1));
  const told = wrote('rosa', 'conversation-held', { by: ['kenji', 'rosa'], part: 'what' }, at(2));
  const heard = wrote('rosa', 'side-heard', { how: 'declined' }, at(3));
  const resolved = wrote('rosa', 'resolved', { none: 'no' }, at(0));
  const outcome = wrote('rosa', 'conversation-held', { by: ['kenji', 'rosa'], part: 'outcome' }, at(4));
  const far = (...entries: readonly Verified[]): string => {
    const { speaking, response } = standing(story(...entries));
    return Object.values(stepsOf(speaking, response)).join(' ');
  };

  test('given each step in its order, the next one is named', () => {
    expect(far()).toBe('now later later later');
    expect(far(planned)).toBe('done now later later');
    expect(far(planned, told)).toBe('done done now later');
    expect(far(resolved, planned, told, heard)).toBe('done done done now');
    expect(far(resolved, planned, told, heard, outcome)).toBe('done done done done');
  });

  test('given another decision after the outcome was told, it is told again', () => {
    const again = wrote('rosa', 'resolved', { none: 'no' }, at(5));
    expect(far(resolved, planned, told, heard, outcome, again)).toBe('done done done now');
  });

  test('given somebody fears contact, everything but the plan waits until there is a safety plan (FLD-14)', () => {
    const hold = wrote('rosa', 'hold-contact', {}, at(0));
    expect(far(hold)).toBe('now waits waits waits');
    expect(far(hold, planned)).toBe('done waits waits waits');
    expect(far(hold, planned, wrote('rosa', 'plan-made', {}, at(2)))).toBe('done now later later');
  });

  test('given it was left out, nothing of it is open; a later plan takes it up again', () => {
    const left = wrote('rosa', 'conversation-left-out', {}, at(2));
    const later = wrote('rosa', 'conversation-planned', { owner: 'rosa' }, at(3));
    expect(far(planned, left)).toBe('done left-out left-out left-out');
    expect(isLeftOut(standing(story(planned, left)).speaking)).toBe(true);
    expect(far(planned, left, later)).toBe('done now later later');
  });
});

describe('a text that says what follows', () => {
  test('given a decided line is not in it, the line is named, however it is spaced or cased (RSP-24)', () => {
    const lines = ['Leave now, and do not come back.', 'No talks until 15 May 2029.'];
    expect(notSaid('You have to  LEAVE now,\nand do not come back. No talks until 15 May 2028.', lines)).toEqual([
      'No talks until 15 May 2029.',
    ]);
    expect(notSaid(lines.join(' '), lines)).toEqual([]);
  });

  test('given it names a response that was not decided, that is found; a part of a longer name is not', () => {
    const names = ['A warning', 'Ban from future events', 'Ban'];
    expect(saidBeyond('A warning. Next time: ban from future events.', names, ['A warning'])).toEqual([
      'Ban from future events',
      'Ban',
    ]);
    expect(saidBeyond('Ban from future events.', names, ['Ban from future events'])).toEqual([]);
    expect(saidBeyond('An urban event, a warning.', names, ['A warning'])).toEqual([]);
  });
});
