import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { access, entry, member } from '#kit/given.ts';
import { amina, kenji, opened, reported, rosa, standing, story, wrote } from '#kit/incident.ts';
import { linkCost } from './linking.ts';

const cast = [rosa, kenji, amina];
const barred = (id: string) => entry('report/a', 'barred', { facts: [['member', id]] });
const held = (...who: readonly ReturnType<typeof member>[]) => access('report/a', who);

describe('putting a report into another incident', () => {
  test('given nobody is kept apart from either, it costs nobody anything', () => {
    const one = standing(story(held(rosa, kenji)));
    const other = standing(story(held(rosa, amina)));
    expect(linkCost(one, other)).toEqual({ wouldStepAside: [], wouldLose: [] });
  });

  test('given a holder of the incident is left out of the report, it names them', () => {
    const one = standing(story(held(rosa, kenji)));
    const other = standing(story(barred('kenji'), held(rosa)));
    expect(linkCost(one, other)).toEqual({ wouldStepAside: ['kenji'], wouldLose: [] });
    expect(linkCost(other, one)).toEqual({ wouldStepAside: [], wouldLose: ['kenji'] });
  });

  test('given somebody stepped aside from the incident and reads the report, they would lose it', () => {
    const one = standing(story(held(rosa), wrote('amina', 'recused', { member: 'amina' })));
    const other = standing([reported(), opened(), held(rosa, amina)]);
    expect(linkCost(one, other)).toEqual({ wouldStepAside: [], wouldLose: ['amina'] });
  });

  test('given everybody who would pay steps aside first, nothing is left to pay', () => {
    const ids = fc.subarray(cast.map(({ id }) => id));
    fc.assert(
      fc.property(ids, ids, ids, (holding, apart, read) => {
        const of = (wanted: readonly string[]) => cast.filter(({ id }) => wanted.includes(id));
        const other = [...apart.map(barred), held(...of(read.filter((id) => !apart.includes(id))), member('zoe', []))];
        const then = [held(...of(holding), member('zoe', []))];
        const cost = linkCost(standing(story(...then)), standing(story(...other)));
        const paid = cost.wouldStepAside.map((id) => wrote(id, 'recused', { member: id }));
        expect(cost.wouldStepAside).toEqual(holding.filter((id) => apart.includes(id)).toSorted());
        expect(linkCost(standing(story(...then, ...paid)), standing(story(...other))).wouldStepAside).toEqual([]);
      }),
    );
  });
});
