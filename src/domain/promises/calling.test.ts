import { expect, test } from 'vitest';
import { member, procedure as given, roster } from '#kit/given.ts';
import type { Act } from '../procedure/procedure.ts';
import { callOver, callStands, callTaken, handsCalled, leadsCalled, ringsAt, type CallAnswer } from './calling.ts';

const may: Readonly<Record<string, readonly Act[]>> = {
  lead: ['act-alone', 'take-report'],
  reader: ['take-report'],
  floor: ['take-report'],
};
const procedure = { roles: given.roles.map((role) => ({ ...role, may: may[role.id] ?? [] })) };
const minute = 60_000;
const at = 1_000_000;
const cast = [
  member('rosa', ['lead']),
  member('tomasz', ['lead']),
  member('kenji', ['reader']),
  member('yewande', ['pool']),
  member('gwen', ['board']),
  member('priya', ['floor']),
];
const ids = (members: readonly { readonly id: string }[]): readonly string[] => members.map(({ id }) => id);
const leads = (out: readonly string[], team = roster(cast)) => ids(leadsCalled(procedure, 'pyharbor', team, out, at));
const hands = (out: readonly string[], team = roster(cast)) => ids(handsCalled(procedure, 'pyharbor', team, out, at));

test('when a lead is needed, everybody who may act alone is called, and nobody else', () => {
  expect(leads([])).toEqual(['rosa', 'tomasz']);
  expect(ids(leadsCalled(procedure, 'another-event', roster(cast), [], at))).toEqual([]);
});

test('a lead who must not hear of it is not called, and neither is one who is suspended or whose time is over', () => {
  expect(leads(['tomasz'])).toEqual(['rosa']);
  const suspended = cast.map((one) => (one.id === 'rosa' ? { ...one, suspended: true } : one));
  expect(leads([], roster(suspended))).toEqual(['tomasz']);
  const over = cast.map((one) => (one.id === 'rosa' ? { ...one, until: at - 1 } : one));
  expect(leads([], roster(over))).toEqual(['tomasz']);
});

test('when no lead is free the readers are called, then the nearest who are asked when nobody else is left', () => {
  expect(leads(['rosa', 'tomasz'])).toEqual(['kenji']);
  expect(leads(['rosa', 'tomasz', 'kenji'])).toEqual(['yewande']);
  expect(leads(['rosa', 'tomasz', 'kenji', 'yewande'])).toEqual(['gwen']);
  expect(leads(['rosa', 'tomasz', 'kenji', 'yewande', 'gwen'])).toEqual([]);
});

test('for a hand everybody who may take a report is called, without those who must not', () => {
  expect(hands([])).toEqual(['rosa', 'tomasz', 'kenji', 'priya']);
  expect(hands(['kenji'])).toEqual(['rosa', 'tomasz', 'priya']);
});

test('of a team too large for one call, as many as fit are called', () => {
  const many = Array.from({ length: 70 }, (_, n) => member(`floor-${n}`, ['floor']));
  expect(hands(['floor-0'], roster(many))).toHaveLength(64);
  const all = many.map((one) => ({ ...one, roles: [['pyharbor', 'lead']] as const }));
  expect(leads([], roster(all))).toHaveLength(64);
});

test('a lead is rung at once, after five and after ten minutes; a hand once', () => {
  expect(ringsAt('lead', at)).toEqual([at, at + 5 * minute, at + 10 * minute]);
  expect(ringsAt('hand', at)).toEqual([at]);
});

const now = (after: number, ...says: readonly (CallAnswer | '')[]) => {
  const call = { at, says };
  const when = at + after;
  return { over: callOver(call, when), taken: callTaken(call), stands: callStands(call, when) };
};

test('after fifteen minutes without anybody, or when all cannot, a call is over', () => {
  expect(now(15 * minute - 1, '', 'cannot')).toEqual({ over: false, taken: false, stands: true });
  expect(now(15 * minute, '', 'cannot')).toEqual({ over: true, taken: false, stands: false });
  expect(now(1, 'cannot', 'cannot')).toEqual({ over: true, taken: false, stands: false });
});

test('a call that somebody comes for stands until it is done, and at the longest two hours', () => {
  expect(now(20 * minute, '', 'coming')).toEqual({ over: false, taken: true, stands: true });
  expect(now(20 * minute, '', 'done')).toEqual({ over: false, taken: true, stands: false });
  expect(now(120 * minute, '', 'coming')).toEqual({ over: false, taken: true, stands: false });
});

test('who comes and then cannot leaves it as if they had said nothing', () => {
  expect(now(6 * minute, '', 'cannot').taken).toBe(false);
  expect(now(16 * minute, '', 'cannot').over).toBe(true);
});
