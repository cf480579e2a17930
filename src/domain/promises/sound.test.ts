import { expect, test } from 'vitest';
import { duty, procedure } from '#kit/given.ts';
import type { DutyRule, Procedure, When } from '../procedure/procedure.ts';
import { sound } from './sound.ts';

const when = (kind: string, facts: When['facts'] = {}): When => ({ kind, facts });
const found = (changes: Partial<Procedure>): readonly string[] =>
  sound({ ...procedure, ...changes })
    .filter(({ found: role }) => role !== 'floor')
    .map((wrong) => `${wrong.grave ?? 'error'} ${wrong.path.join('.')}: ${wrong.found}`);
const withDuty = (met: When, more: Partial<DutyRule> = {}): readonly string[] =>
  found({ duties: [duty('one', { unit: 'hours', count: 1 }, met, more)] });

test('given the small procedure, nothing is wrong but a role that nothing refers to', () => {
  expect(found({})).toEqual([]);
  expect(sound(procedure).map(({ grave, path }) => [grave, path])).toEqual([['warning', ['roles', 4]]]);
});

test('given a kind, a fact or a word that does not exist, its place is named', () => {
  expect(withDuty(when('answered'))).toEqual(['error duties.0.met.0.kind: answered']);
  expect(withDuty(when('acknowledged'), { arises: [when('reportd')] })).toEqual([
    'error duties.0.arises.0.kind: reportd',
  ]);
  expect(withDuty(when('acknowledged', { alone: ['yes'] }))).toEqual(['error duties.0.met.0.facts.alone: alone']);
  expect(withDuty(when('said-to-reporter', { 'follow-up': ['maybe'] }))).toEqual([
    'error duties.0.met.0.facts.follow-up: maybe',
  ]);
  const arises = [when('reported', { ongoing: ['yes', 'perhaps'], channel: ['web'] })];
  expect(withDuty(when('acknowledged'), { arises })).toEqual(['error duties.0.arises.0.facts.ongoing: perhaps']);
});

test('given a fact that names people or entries, or a kind that duties never see, no duty can rest on it', () => {
  expect(withDuty(when('consequence-carried-out', { of: ['x'] }))).toEqual(['error duties.0.met.0.facts.of: of']);
  expect(withDuty(when('message'))).toEqual(['error duties.0.met.0.kind: message']);
});

test('given nobody who owes it may do what meets it, nobody can meet it', () => {
  const met = when('said-to-reporter');
  expect(withDuty(met, { owedBy: ['reader'] })).toEqual(['error duties.0.met: said-to-reporter']);
  expect(withDuty(met, { owedBy: ['reader', 'lead'] })).toEqual([]);
  expect(withDuty(when('appeal-decided'))).toEqual(['error duties.0.met: appeal-decided']);
  expect(withDuty(when('appeal-decided'), { owedBy: ['board'] })).toEqual([]);
  const roles = procedure.roles.map((role) => ({ ...role, may: [...role.may, 'decide-appeal' as const] }));
  expect(found({ roles, duties: [duty('one', { unit: 'no-limit' }, when('appeal-decided'))] })).toEqual([
    'error duties.0.met: appeal-decided',
  ]);
  expect(withDuty(when('published'))).toEqual(['error duties.0.met: published']);
  expect(withDuty(when('published'), { owedBy: ['chair'] })).toEqual([]);
  expect(withDuty(when('published'), { owedBy: ['board'] })).toEqual([]);
  expect(withDuty(when('receipted'))).toEqual([]);
});

test('given it is met by one alone and by the measures of all, roles are asked for the right act', () => {
  const roles = procedure.roles.map((role) => (role.id === 'pool' ? { ...role, may: ['act-alone' as const] } : role));
  const duties = (alone: string): Procedure['duties'] => [
    duty('one', { unit: 'at-once' }, when('measure-taken', { alone: [alone] }), { owedBy: ['pool'] }),
  ];
  expect(found({ roles, duties: duties('yes') })).toEqual([]);
  expect(found({ roles, duties: duties('no') })).toEqual(['error duties.0.met: measure-taken']);
});

test('given it must be met by the same, what meets it refers to what caused it', () => {
  const arises = [when('measure-taken', { alone: ['yes'] })];
  expect(withDuty(when('measure-reviewed'), { arises, metBySame: true })).toEqual([]);
  expect(withDuty(when('need-done'), { arises, metBySame: true })).toEqual(['error duties.0.met.0: need-done']);
  expect(withDuty(when('noted'), { arises, metBySame: true })).toEqual(['error duties.0.met.0: noted']);
});

test('given a time that is agreed, the cause has one', () => {
  expect(withDuty(when('acknowledged'), { within: { unit: 'agreed' } })).toEqual(['error duties.0.arises.0: reported']);
  const arises = [when('meeting-called')];
  expect(withDuty(when('meeting-held'), { within: { unit: 'agreed' }, arises })).toEqual([]);
});

test('given a time that it ends at, the cause has one', () => {
  expect(withDuty(when('acknowledged'), { within: { unit: 'ending' } })).toEqual(['error duties.0.arises.0: reported']);
  const arises = [when('consequence-decided')];
  expect(withDuty(when('consequence-lifted'), { within: { unit: 'ending' }, arises })).toEqual([]);
});

test('given duties that bring one another back, the circle is named once', () => {
  const link = (id: string, from: When, met: When): DutyRule =>
    duty(id, { unit: 'hours', count: 1 }, met, { arises: [from] });
  const next = when('meeting-held', { outcome: ['next'] });
  const decided = when('meeting-held', { outcome: ['decided'] });
  const called = when('meeting-called');
  expect(found({ duties: [link('call', next, called), link('hold', called, next)] })).toEqual([
    'error duties.0.met: call → hold → call',
  ]);
  expect(found({ duties: [link('again', decided, when('meeting-held'))] })).toEqual([
    'error duties.0.met: again → again',
  ]);
  expect(found({ duties: [link('again', when('meeting-held'), decided)] })).toEqual([
    'error duties.0.met: again → again',
  ]);
  expect(found({ duties: [link('call', next, called), link('hold', called, decided)] })).toEqual([]);
  const before = link('before', when('reported'), called);
  expect(found({ duties: [before, link('call', next, called), link('hold', called, next)] })).toEqual([
    'error duties.1.met: call → hold → call',
  ]);
});

test('given a name in braces that stands for nothing, its place is named', () => {
  const police = { ...procedure.police, text: { en: 'Within {within:follow-up}, {who:refer} ask {whoever}.' } };
  expect(found({ police })).toEqual(['error police.text: {whoever}']);
});

test('given a reporter alone writes what would meet it, nothing that people owe is met by it; the server may', () => {
  for (const kind of ['heard-from-reporter', 'added', 'attached', 'reported', 'barred'])
    expect(withDuty(when(kind)).join(), kind).toContain(`error duties.0.met.0: ${kind}`);
  expect(found({ duties: [duty('one', { unit: 'no-limit' }, when('receipted'))] })).toEqual([]);
  const mixed = { ...duty('one', { unit: 'no-limit' }, when('acknowledged')) };
  expect(found({ duties: [{ ...mixed, met: [when('acknowledged'), when('added')] }] })).toEqual([
    'error duties.0.met.1: added',
  ]);
});

test('given the body that decides appeals may not decide them, it is named', () => {
  expect(found({ appeal: { ...procedure.appeal, body: 'pool' } })).toEqual(['error appeal.body: pool']);
  expect(found({ appeal: { ...procedure.appeal, body: null } })).toEqual([]);
});

test('given nothing is owed to the reporter, that is a warning', () => {
  const [first] = procedure.duties;
  if (first === undefined) throw new Error('no duty');
  expect(found({ duties: [{ ...first, owedTo: 'team' }] })).toEqual([
    'warning duties: nothing that is owed to the reporter',
  ]);
});

test('given nobody who receives first may answer or reads identity, the first is an error and the second a warning', () => {
  const without = (act: string, key: string): Procedure['roles'] =>
    procedure.roles.map((role) =>
      role.id === 'lead'
        ? { ...role, may: role.may.filter((one) => one !== act), reads: role.reads.filter((one) => one !== key) }
        : role,
    );
  const duties = [duty('one', { unit: 'no-limit' }, when('acknowledged'))];
  expect(found({ duties, roles: without('write-to-reporter', '') })).toEqual([
    'error roles: lead, reader, who receive first and may not answer',
  ]);
  expect(found({ duties, roles: without('', 'identity') })).toEqual([
    'warning roles: lead, reader, who receive first and do not read identity',
  ]);
});
