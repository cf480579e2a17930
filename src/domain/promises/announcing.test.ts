import { array, assert, boolean, constantFrom, integer, nat, option, property, record, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import {
  amina,
  attempt,
  diego,
  ground,
  kenji,
  lucia,
  now,
  piotr,
  rosa,
  standing,
  story,
  wrote,
} from '#kit/incident.ts';
import type { FactValue, Verified } from '../record/header.ts';
import type { RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Kind } from './kinds.ts';
import { may } from './may.ts';

type Said = Readonly<Record<string, FactValue>>;

/** What `may` says: `allowed`, `warned: reason`, or `reason (clause)`. */
function answer(who: RosterMember, kind: Kind, said: Said, then: readonly Verified[] = [], where: Ground = ground()) {
  const allowed = may(where, standing(story(...then), where), who, attempt(kind, said));
  if ('refused' in allowed) return `${allowed.refused} (${allowed.clause ?? ''})`;
  return allowed.warning === undefined ? 'allowed' : `warned: ${allowed.warning}`;
}

const lead = (kind: Kind, said: Said = {}, ...then: readonly Verified[]) => answer(rosa, kind, said, then);
const but = (changes: Partial<Ground['procedure']>): Ground => ground({ procedure: { ...procedure, ...changes } });
const aside = (id: string): Verified => wrote(id, 'recused', { member: id });

const draft = wrote('rosa', 'drafted', { for: 'announcement' }, { file: 'text', size: 1 });
const cleared = wrote('kenji', 'cleared', { file: 'text', of: draft.hash });
const of = { of: draft.hash };

describe('announcing (PUB-05, D16)', () => {
  const ready = [draft, cleared];
  const approved = wrote('lucia', 'announcement-approved', of);
  const approve = (who: RosterMember, ...then: readonly Verified[]) =>
    answer(who, 'announcement-approved', of, [...ready, ...then]);
  const given = (until: number, by = 'lucia'): Verified => wrote(by, 'delegated', { member: 'amina', until });

  test('is the chair’s, and nobody else’s, a lead’s least of all', () => {
    expect(approve(lucia)).toBe('allowed');
    for (const who of [rosa, amina, diego]) expect(approve(who)).toBe('not-announcer (announcing)');
    expect(answer(rosa, 'published', { of: approved.hash }, [...ready, approved])).toBe('not-announcer (announcing)');
  });
  test('can be delegated by the chair alone, to somebody free, and only ahead', () => {
    const to = (id: string, until: number, who = lucia, ...then: readonly Verified[]) =>
      answer(who, 'delegated', { member: id, until }, then);
    expect(to('amina', now + 1)).toBe('allowed');
    expect(to('amina', now)).toBe('delegation-over (announcing)');
    expect(to('amina', now + 1, lucia, aside('amina'))).toBe('owner-not-free ()');
    expect(to('amina', now + 1, rosa)).toBe('no-role ()');
  });
  test('is a delegate’s while it lasts and the chair has no conflict', () => {
    expect(approve(amina, given(now))).toBe('allowed');
    expect(approve(amina, given(now - 1))).toBe('delegation-over (announcing)');
    expect(approve(amina, given(now, 'rosa'))).toBe('not-announcer (announcing)');
    expect(approve(amina, given(now), aside('lucia'))).toBe('not-announcer (announcing)');
    expect(approve(amina, given(now), aside('amina'))).toBe('recused ()');
  });
  test('falls to the role named in advance once the chair has a conflict', () => {
    expect(approve(lucia, aside('lucia'))).toBe('recused ()');
    expect(approve(diego, aside('lucia'))).toBe('allowed');
    expect(answer(diego, 'delegated', { member: 'amina', until: now + 1 }, [aside('lucia')])).toBe('no-role ()');
    const { announcing } = procedure.public;
    const none = but({ public: { ...procedure.public, announcing: { ...announcing, delegate: null } } });
    expect(answer(diego, 'announcement-approved', of, [...ready, aside('lucia')], none)).toContain('not-announcer');
  });
  test('falls to the body that decides appeals once no delegate is free either, and else to nobody', () => {
    const both = [aside('lucia'), aside('diego')];
    expect(approve(piotr, aside('lucia'))).toBe('not-announcer (announcing)');
    expect(approve(piotr, ...both)).toBe('allowed');
    expect(approve(diego, ...both)).toBe('recused ()');
    for (const who of [rosa, amina, kenji]) expect(approve(who, ...both)).toBe('not-announcer (announcing)');
    expect(answer(piotr, 'delegated', { member: 'amina', until: now + 1 }, both)).toBe('no-role ()');
    expect(approve(piotr, ...both, aside('piotr'))).toBe('recused ()');
    const without = but({ appeal: { ...procedure.appeal, body: null } });
    expect(answer(piotr, 'announcement-approved', of, [...ready, ...both], without)).toContain('not-announcer');
  });
  test('is approved once another person cleared this very text, and published once it is approved', () => {
    expect(answer(lucia, 'announcement-approved', of, [draft])).toBe('not-cleared (announcing)');
    const statement = wrote('rosa', 'drafted', { for: 'reply' }, { file: 'text', size: 1 });
    const read = wrote('kenji', 'cleared', { file: 'text', of: statement.hash });
    expect(answer(lucia, 'announcement-approved', { of: statement.hash }, [statement, read])).toContain('not-cleared');
    expect(answer(lucia, 'published', of, ready)).toBe('not-cleared (announcing)');
    for (const named of [draft.hash, approved.hash])
      expect(answer(lucia, 'published', { of: named }, [...ready, approved])).toBe('allowed');
  });
  test('the second reader is another person, and reads the text that was written', () => {
    expect(lead('cleared', { ...of, file: 'text' }, draft)).toBe('own-draft ()');
    expect(answer(kenji, 'cleared', { ...of, file: 'text' }, [draft])).toBe('allowed');
    expect(answer(kenji, 'cleared', { ...of, file: 'another' }, [draft])).toBe('no-such-entry ()');
  });
});

/** A team of its own: chairs, deputies and a board, each perhaps suspended, left out or aside, and what was lent before. */
const people = record({
  roles: subarray(['chair', 'deputy', 'board', 'lead']),
  suspended: boolean(),
  kept: constantFrom('free', 'free', 'aside', 'made-to', 'left-out'),
  lends: option(record({ to: nat({ max: 7 }), until: integer({ min: now - 2, max: now + 2 }) })),
});

describe('in any team', () => {
  const worlds = array(people, { minLength: 1, maxLength: 8 });

  test('the right is with free chairs and whom they lent it to, else with free deputies, else with the free board', () => {
    assert(
      property(worlds, (team) => {
        const members = team.map(({ roles, suspended }, i) => member(`m${i}`, roles, { suspended }));
        const words = team.flatMap(({ kept, lends }, i) => [
          ...(lends === null
            ? []
            : [wrote(`m${i}`, 'delegated', { member: `m${lends.to % team.length}`, until: lends.until })]),
          ...(kept === 'aside' ? [wrote(`m${i}`, 'recused', { member: `m${i}` })] : []),
          ...(kept === 'made-to' ? [wrote('zoe', 'conflict-answered', { member: `m${i}`, answer: 'conflict' })] : []),
          ...(kept === 'left-out' ? [wrote('reporter', 'barred', { member: `m${i}` })] : []),
        ]);
        const where = ground({ roster: roster(members) });
        const handling = standing(story(draft, cleared, ...words), where);
        const free = (i: number): boolean => team[i]?.kept === 'free' && !team[i].suspended;
        const having = (role: string): readonly number[] =>
          team.flatMap(({ roles }, i) => (roles.some((one) => one === role) && free(i) ? [i] : []));
        const chairs = having('chair');
        const lent = chairs.flatMap((i) => {
          const lends = team[i]?.lends ?? null;
          return lends !== null && lends.until >= now ? [lends.to % team.length] : [];
        });
        const nearest = [having('deputy'), having('board')].find((found) => found.length > 0) ?? [];
        const right = new Set(chairs.length > 0 ? [...chairs, ...lent.filter(free)] : nearest);
        for (const [i, who] of members.entries()) {
          const said = may(where, handling, who, attempt('announcement-approved', of));
          expect([i, !('refused' in said)]).toEqual([i, right.has(i)]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('nobody lends it but a chair who is free, and nobody who has it in their place', () => {
    assert(
      property(worlds, (team) => {
        const members = team.map(({ roles, suspended }, i) => member(`m${i}`, roles, { suspended }));
        const other = member('other', ['lead']);
        // Even where a file gives everybody the act itself.
        const roles = procedure.roles.map((role) => ({ ...role, may: [...role.may, 'delegate' as const] }));
        const where = ground({ roster: roster([...members, other]), procedure: { ...procedure, roles } });
        const words = team.flatMap(({ kept }, i) =>
          kept === 'free' ? [] : [wrote(`m${i}`, 'recused', { member: `m${i}` })],
        );
        const handling = standing(story(...words), where);
        for (const [i, who] of members.entries()) {
          const said = may(where, handling, who, attempt('delegated', { member: 'other', until: now + 1 }));
          const one = team[i];
          const chair = one?.roles.includes('chair') === true && one.kept === 'free' && !one.suspended;
          expect([i, !('refused' in said)]).toEqual([i, chair]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
