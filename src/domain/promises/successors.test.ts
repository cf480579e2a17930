import { describe, expect, test } from 'vitest';
import { access, member, procedure, roster } from '#kit/given.ts';
import { ground, opened, reported, standing, wrote } from '#kit/incident.ts';
import type { RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import { holdersWithout, remainingWithout } from './successors.ts';

const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const yewande = member('yewande', ['pool']);
const gwen = member('gwen', ['board']);
/** Here the pool can answer a reporter. */
const able: Ground['procedure'] = {
  ...procedure,
  roles: procedure.roles.map((role) => (role.id === 'pool' ? { ...role, may: ['note', 'write-to-reporter'] } : role)),
};

function remaining(
  team: readonly RosterMember[],
  holders: readonly RosterMember[],
  leaving: RosterMember,
  more: {
    readonly away?: readonly string[];
    readonly narrow?: boolean;
    readonly introducers?: Readonly<Record<string, readonly string[]>>;
    readonly procedure?: Ground['procedure'];
  } = {},
) {
  const introducers = Object.entries(more.introducers ?? {}).map(([id, by]) => [id, new Set(by)] as const);
  const where = ground({
    procedure: more.procedure ?? procedure,
    roster: roster(team),
    ...(introducers.length > 0 && { introducers: new Map(introducers) }),
  });
  const facts = more.narrow === true ? ([['narrow', 'yes']] as const) : [];
  const told = [{ ...reported(), header: { ...reported().header, facts } }, access('report/a', holders, { seq: 1 })];
  const aside = (more.away ?? []).map((id) => wrote(id, 'recused', { member: id }));
  const handling = standing([...told, opened(), ...aside], where);
  const keeping = { ...where, apart: handling.away };
  const { stay, next } = remainingWithout(where, handling, keeping, leaving.id);
  const account = handling.reports.get('a')?.holding.newest.get('account');
  const after = account && holdersWithout(where, handling, keeping, leaving.id, account);
  const ids = (members: readonly RosterMember[] = []): readonly string[] => members.map(({ id }) => id);
  return { stay: ids(stay), next: ids(next), after: ids(after) };
}

describe('who follows who leaves', () => {
  test('nobody, while somebody stays who may answer the reporter', () => {
    const found = remaining([rosa, tomasz, kenji, yewande], [rosa, tomasz, kenji], rosa);
    expect(found).toEqual({ stay: ['tomasz', 'kenji'], next: [], after: ['tomasz', 'kenji'] });
  });
  test('given only a reader stays, whoever would receive it now', () => {
    const found = remaining([rosa, tomasz, kenji, yewande], [rosa, kenji], rosa);
    expect(found).toEqual({ stay: ['kenji'], next: ['tomasz'], after: ['kenji', 'tomasz'] });
  });
  test('given the others are out too, the pool, and after it the board: never nobody', () => {
    expect(remaining([rosa, tomasz, yewande, gwen], [rosa], rosa, { away: ['tomasz'], procedure: able }).next).toEqual([
      'yewande',
    ]);
    expect(remaining([rosa, tomasz, gwen], [rosa], rosa, { away: ['tomasz'] }).next).toEqual(['gwen']);
    expect(remaining([rosa, tomasz], [rosa], rosa, { away: ['tomasz'] })).toEqual({ stay: [], next: [], after: [] });
  });
  test('given it was sent to one alone, the pool and not the colleagues the reporter went around', () => {
    const team = [rosa, tomasz, kenji, yewande];
    expect(remaining(team, [rosa], rosa, { narrow: true, procedure: able }).next).toEqual(['yewande']);
    expect(remaining(team, [rosa], rosa, { procedure: able }).next).toEqual(['tomasz', 'kenji']);
  });
  test('nobody whom only who leaves brought into the team', () => {
    const introducers = { yewande: ['rosa'], gwen: ['root'] };
    const found = remaining([rosa, tomasz, yewande, gwen], [rosa], rosa, {
      away: ['tomasz'],
      procedure: able,
      introducers,
    });
    expect(found.next).toEqual(['gwen']);
  });
  test('given a stand-in is called for and nobody who stays may appoint one, those who are offered', () => {
    const roles = procedure.roles.map((role) =>
      role.id === 'reader' ? { ...role, may: ['note', 'write-to-reporter'] as const } : role,
    );
    const silent = { ...procedure, roles };
    const team = [rosa, kenji, yewande];
    expect(remaining(team, [rosa, kenji], rosa, { procedure: silent }).next).toEqual(['yewande']);
    expect(
      remaining(team, [rosa, kenji], rosa, { procedure: silent, introducers: { yewande: ['rosa'] } }).next,
    ).toEqual([]);
    expect(remaining([...team, tomasz], [rosa, kenji], rosa, { procedure: silent }).next).toEqual([]);
  });
});
