import { expect, test } from 'vitest';
import { duty, procedure } from '#kit/given.ts';
import type { DutyRule } from '#domain/procedure/procedure.ts';
import { isOwedOn } from '#desk/incident/handling/rules.ts';
import { parts } from '#desk/incident/handling/parts.ts';

const week = { unit: 'days', count: 7 } as const;
const under = (...duties: readonly DutyRule[]) => ({ ...procedure, duties });
const open = (id: string) => ({ id, state: { is: 'open' } as const });

test('what a message to the reporter meets is owed on the story and on the follow-up', () => {
  const rule = duty('tell', week, { kind: 'said-to-reporter', facts: { 'follow-up': ['yes'] } });
  expect(parts.filter((part) => isOwedOn(part, open('tell'), under(rule)))).toEqual(['story', 'follow-up']);
});

test('what can be met in several ways is owed on the page of each', () => {
  const met = ['noted', 'assessed', 'meeting-called'].map((kind) => ({ kind, facts: {} }));
  const rule = duty('consult', week, { kind: 'noted', facts: {} }, { met });
  expect(parts.filter((part) => isOwedOn(part, open('consult'), under(rule)))).toEqual(['story', 'assess', 'meeting']);
});

test('what is met, or unknown to the procedure, is owed nowhere', () => {
  const rule = duty('decide', week, { kind: 'resolved', facts: {} });
  const met = { is: 'met', by: { is: 'member', id: 'rosa', name: 'Rosa' }, at: 0, late: false } as const;
  expect(isOwedOn('decision', open('decide'), under(rule))).toBe(true);
  expect(isOwedOn('decision', { id: 'decide', state: met }, under(rule))).toBe(false);
  expect(isOwedOn('decision', open('decide'), under())).toBe(false);
  expect(isOwedOn('decision', open('decide'), undefined)).toBe(false);
});
