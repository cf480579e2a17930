import { describe, expect, test } from 'vitest';
import { procedure } from '#kit/given.ts';
import { amina, ground, piotr, rosa, standing, story, wrote } from '#kit/incident.ts';
import type { Verified } from '../record/header.ts';
import { areReaders, mayDecideAgain, mayEnd, mayTell, mayTellApart } from './noticing.ts';

const where = ground();
const after = (...then: readonly Verified[]) => standing(story(...then), where);
const says = (answer: object): string => ('refused' in answer ? String(answer.refused) : 'allowed');

const taken = wrote('rosa', 'measure-taken', { alone: 'no' });
const decided = wrote('rosa', 'consequence-decided', { owner: 'rosa' });
const filed = wrote('rosa', 'appeal-filed');

describe('who is told something out of an incident', () => {
  test('follows from what was done or decided in it, and from nothing else', () => {
    const so = after(taken, decided, filed);
    for (const of of [taken.hash, decided.hash]) expect(says(mayTell(so, 'door', of, ['owen']))).toBe('allowed');
    expect(says(mayTell(so, 'door', filed.hash, ['owen']))).toBe('no-such-entry');
    expect(says(mayTell(so, 'door', '', ['owen']))).toBe('no-such-entry');
    // What one person did at once puts nobody in a register of bans (RSP-13).
    expect(says(mayTell(so, 'register', taken.hash, ['owen']))).toBe('no-such-entry');
    expect(says(mayTell(so, 'register', decided.hash, ['owen']))).toBe('allowed');
    expect(says(mayTell(so, 'appeal', filed.hash, ['piotr']))).toBe('allowed');
  });

  test('is nobody who is kept out of it', () => {
    const so = after(taken, wrote('owen', 'recused', { member: 'owen' }));
    expect(says(mayTell(so, 'door', taken.hash, ['owen']))).toBe('invited-not-free');
    expect(says(mayTell(so, 'door', taken.hash, ['mei']))).toBe('allowed');
  });

  test('is of the team list, active, none twice, with the author', () => {
    const { roster, now } = where;
    const are = (...ids: string[]) => areReaders(roster, rosa, ids, now);
    expect([are('rosa'), are('amina', 'rosa')]).toEqual([true, true]);
    expect([are('amina'), are('rosa', 'rosa'), are('rosa', 'nobody')]).toEqual([false, false, false]);
    const members = roster.members.map((one) => (one.id === 'amina' ? { ...one, suspended: true } : one));
    expect(areReaders({ ...roster, members }, rosa, ['amina', 'rosa'], now)).toBe(false);
  });
});

describe('a hold on video or slides (RSP-07)', () => {
  const hold = { for: 'audio-video' } as const;
  const end = (of: string, ...then: readonly Verified[]) => says(mayEnd(where, after(...then), rosa, hold, of));

  test('ends when what it follows from is lifted or reviewed, and not by a tap', () => {
    expect(end(decided.hash, decided)).toBe('no-such-entry');
    const carried = wrote('rosa', 'consequence-carried-out', { of: decided.hash });
    expect(end(decided.hash, decided, carried)).toBe('no-such-entry');
    expect(end(decided.hash, decided, wrote('rosa', 'consequence-lifted', { of: decided.hash }))).toBe('allowed');
    expect(end(taken.hash, taken)).toBe('no-such-entry');
    expect(end(taken.hash, taken, wrote('kenji', 'measure-reviewed', { of: taken.hash }))).toBe('allowed');
  });

  test('another line ends whenever who may disclose says so', () => {
    expect(says(mayEnd(where, after(taken), rosa, { for: 'door' }, taken.hash))).toBe('allowed');
    const gone = after(taken, wrote('rosa', 'recused', { member: 'rosa' }));
    expect(says(mayEnd(where, gone, rosa, { for: 'door' }, taken.hash))).toBe('recused');
  });
});

describe('an appeal is decided by who reviews it (APL-03)', () => {
  test('once, and by nobody who decided before or is of no body', () => {
    const roles = { ...where, procedure };
    expect(mayDecideAgain(roles, after(filed), piotr, filed.hash)).toBe(true);
    expect(mayDecideAgain(roles, after(filed), amina, filed.hash)).toBe(false);
    expect(mayDecideAgain(roles, after(), piotr, filed.hash)).toBe(false);
    const over = wrote('piotr', 'appeal-decided', { of: filed.hash, outcome: 'stands' });
    expect(mayDecideAgain(roles, after(filed, over), piotr, filed.hash)).toBe(false);
  });
});

test('a sheet for the team is written by who debriefs or takes notes; feedback by anybody', () => {
  const roles = procedure.roles.map((role) => ({ ...role, may: role.id === 'lead' ? (['note'] as const) : [] }));
  const events = [{ edition: where.edition, procedure: { roles } }];
  expect(mayTellApart(events, rosa, 'team')).toBe(true);
  expect(mayTellApart(events, piotr, 'team')).toBe(false);
  expect(mayTellApart([], rosa, 'team')).toBe(false);
  expect(mayTellApart([], piotr, 'feedback')).toBe(true);
});
