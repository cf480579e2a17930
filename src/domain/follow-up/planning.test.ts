import { describe, expect, test } from 'vitest';
import { owedPlans, plansFor, withoutPlan, type PersonTold, type PlanTold } from './planning.ts';

const [ana, bo, chi] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const person = (id: string, parts: readonly string[], joined: readonly string[] = []): PersonTold => ({
  person: id,
  parts,
  joined: joined.map((one) => ({ person: one })),
});
const plan = (who: string, at: number, owner = 'rosa'): PlanTold => ({
  hash: `${who} ${at}`,
  at,
  person: who,
  owner,
  due: at + 1,
  text: '',
});

describe('who is owed a follow-up plan', () => {
  test('the reporter always, and each person affected, and nobody else', () => {
    const people = [person(ana, ['impacted']), person(bo, ['impacted', 'witness']), person(chi, ['reported'])];
    expect(owedPlans(people)).toEqual([['reporter'], [ana], [bo]]);
  });

  test('given a member wrote it out of another report, everybody affected and nobody for having told it', () => {
    const people = [person(ana, ['reporter', 'impacted']), person(bo, ['reporter'])];
    expect(owedPlans(people, false)).toEqual([[ana]]);
  });

  test('a reporter who is affected is one person', () => {
    const owed = owedPlans([person(ana, ['reporter', 'impacted'])]);
    expect(owed).toEqual([['reporter', ana]]);
    expect(plansFor(owed, [plan(ana, 1)], [])[0]?.now?.person).toBe(ana);
  });
});

describe('plans', () => {
  const owed = owedPlans([person(ana, ['impacted']), person(bo, ['impacted'])]);

  test('of two people affected, one plan leaves one without', () => {
    expect(withoutPlan(plansFor(owed, [plan('reporter', 1), plan(ana, 2)], []))).toEqual([bo]);
    expect(withoutPlan(plansFor(owed, [plan('reporter', 1), plan(ana, 2), plan(bo, 3)], []))).toEqual([]);
  });

  test('a reason for none stands for a plan, until there is one', () => {
    const none = [{ at: 2, person: bo, text: 'moved away, asked not to be written to' }];
    const [, , first] = plansFor(owed, [], none);
    expect(first).toMatchObject({ now: null, notNeeded: { text: 'moved away, asked not to be written to' } });
    expect(withoutPlan(plansFor(owed, [], none))).toEqual(['reporter', ana]);
    const [, , later] = plansFor(owed, [plan(bo, 3)], none);
    expect(later).toMatchObject({ now: { at: 3 }, notNeeded: null });
    const [, , dropped] = plansFor(owed, [plan(bo, 1)], none);
    expect(dropped).toMatchObject({ now: null, before: [{ at: 1 }] });
  });

  test('with a new owner, the plan before it is still there', () => {
    const [, first] = plansFor(owed, [plan(ana, 1, 'rosa'), plan(ana, 5, 'amina')], []);
    expect(first?.now?.owner).toBe('amina');
    expect(first?.before.map(({ owner }) => owner)).toEqual(['rosa']);
  });

  test('of who turned out to be the same person, one plan is for both', () => {
    const same = owedPlans([person(ana, ['impacted'], [bo])]);
    expect(withoutPlan(plansFor(same, [plan(bo, 1)], []))).toEqual(['reporter']);
  });
});
