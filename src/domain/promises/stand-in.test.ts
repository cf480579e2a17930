import { expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import { ground, standing, story, wrote } from '#kit/incident.ts';
import type { StandInRule } from '../procedure/procedure.ts';
import { standInOf } from './stand-in.ts';

const leads = ['rosa', 'kenji', 'ines', 'tomasz'].map((id) => member(id, ['lead']));
const pool = [member('yewande', ['pool']), member('amadou', ['pool'])];
const board = [member('piotr', ['board'])];

function found(rule: Partial<StandInRule> | null, members: ReturnType<typeof member>[], aside: readonly string[]) {
  const whole: StandInRule | null = rule && { of: 'lead', freeBelow: 1, from: ['pool', 'board'], as: 'lead', ...rule };
  const where = ground({
    procedure: { ...procedure, standIn: { ...procedure.standIn, rule: whole } },
    roster: roster(members),
  });
  const entries = aside.map((id) => wrote(id, 'recused', { member: id }));
  const { fired, offered } = standInOf(where, standing(story(...entries), where));
  return [fired, offered.map(({ id }) => id)];
}

test('given more leads stepped aside than the document says, it fires, and the pool is offered', () => {
  const all = [...leads, ...pool, ...board];
  expect(found({ moreThan: 2 }, all, ['rosa', 'kenji'])).toEqual(['none', []]);
  expect(found({ moreThan: 2 }, all, ['rosa', 'kenji', 'ines'])).toEqual(['too-many-recused', ['yewande', 'amadou']]);
});

test('given two leads in all, nobody free fires it although the number cannot (D1)', () => {
  const two = [...leads.slice(0, 2), ...pool];
  expect(found({ moreThan: 2 }, two, ['rosa'])).toEqual(['none', []]);
  expect(found({ moreThan: 2 }, two, ['rosa', 'kenji'])).toEqual(['too-few-free', ['yewande', 'amadou']]);
});

test('given a suspended lead, they count neither as stepped aside nor as free', () => {
  const [one, two] = leads as [ReturnType<typeof member>, ReturnType<typeof member>];
  expect(found({ moreThan: 0 }, [one, { ...two, suspended: true }, ...pool], [])).toEqual(['none', []]);
  expect(found({}, [{ ...one, suspended: true }, ...pool], [])).toEqual(['too-few-free', ['yewande', 'amadou']]);
});

test('given the nearest role has nobody free, the next one is offered, and a lead of the pool is not', () => {
  const both = member('rosa', ['lead', 'pool']);
  const three = leads.slice(1);
  expect(found({ moreThan: 2 }, [both, ...three, ...pool], ['kenji', 'ines', 'tomasz'])).toEqual([
    'too-many-recused',
    ['yewande', 'amadou'],
  ]);
  expect(found({}, [both, ...pool, ...board], ['rosa', 'yewande', 'amadou'])).toEqual(['too-few-free', ['piotr']]);
  expect(found({}, [both], ['rosa'])).toEqual(['too-few-free', []]);
});

test('given no rule, it never fires (COI-06)', () => {
  expect(found(null, leads, ['rosa', 'kenji', 'ines', 'tomasz'])).toEqual(['none', []]);
});

test('given a stand-in was appointed, the answered rule is quiet', () => {
  const where = ground({ roster: roster([...leads, ...pool]) });
  const aside = leads.map(({ id }) => wrote(id, 'recused', { member: id }));
  const appointed = wrote('amina', 'stand-in-appointed', { member: 'yewande' });
  expect(standInOf(where, standing(story(...aside), where)).fired).toBe('too-many-recused');
  expect(standInOf(where, standing(story(...aside, appointed), where)).fired).toBe('none');
  const again = wrote('yewande', 'recused', { member: 'yewande' });
  const { fired, offered } = standInOf(where, standing(story(...aside, appointed, again), where));
  expect([fired, offered.map(({ id }) => id)]).toEqual(['too-many-recused', ['amadou']]);
});
