import fc from 'fast-check';
import { expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import type { Roster, RosterMember } from '../team/roster.ts';
import { carriedBy, receivedLater } from './carried.ts';
import { barredFrom, recipientsAtBirth, sameReceivers, type Receiving, type Wishes } from './recipients.ts';

const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const yewande = member('yewande', ['pool']);
const gwen = member('gwen', ['board']);
const priya = member('priya', ['floor']);
const team = roster([rosa, tomasz, kenji, yewande, gwen, priya]);
const nobodyOut = { leaveOut: [], only: '' };
const opening = {
  id: 'opening',
  text: { en: 'x' },
  force: 'must',
  source: 'default',
  rows: [],
  first: ['lead'],
} as const;
const twoSteps: Receiving = { roles: procedure.roles, opening };
const ids = (members: readonly { readonly id: string }[]): readonly string[] => members.map((m) => m.id);

const carried = (wishes: Wishes, then = team, under: Receiving = procedure) => {
  const { account, identity, parties, narrow } = carriedBy(under, 'pyharbor', then, wishes);
  return { account: ids(account), identity: ids(identity), parties: ids(parties), narrow };
};
const later = (head: Roster, wishes: Wishes = nobodyOut, under: Receiving = procedure, then = team) => {
  const { account, identity, parties, narrow } = receivedLater(under, 'pyharbor', head, then, wishes, 10);
  return { account: ids(account), identity: ids(identity), parties: ids(parties), narrow };
};

test('a report that waits is locked for every reader and every fallback, and for no volunteer', () => {
  const all = ['rosa', 'tomasz', 'kenji', 'yewande', 'gwen'];
  expect(carried(nobodyOut)).toEqual({ account: all, identity: all, parties: [], narrow: false });
  expect(carried(nobodyOut, team, twoSteps).parties).toEqual(['kenji', 'yewande', 'gwen']);
  expect(carried({ leaveOut: ['rosa'], only: '', named: ['gwen'] }).account).toEqual(['tomasz', 'kenji', 'yewande']);
});

test('a report for one alone is locked for that one; for whoever is named only when nobody else is there', () => {
  expect(carried({ leaveOut: [], only: 'tomasz' })).toMatchObject({ account: ['tomasz'], parties: [], narrow: true });
  expect(carried({ leaveOut: [], only: 'kenji' }).narrow).toBe(false);
  const named = ['tomasz', 'kenji', 'yewande', 'gwen'];
  expect(carried({ leaveOut: ['rosa'], only: '', named }).account).toEqual(named);
});

test('suspended, or past their term when the list was made: not locked for them; a wrong clock changes nothing', () => {
  const then = {
    ...roster([
      { ...rosa, until: 5 },
      { ...tomasz, suspended: true },
      { ...kenji, until: 7 },
    ]),
    time: 6,
  };
  expect(carried(nobodyOut, then).account).toEqual(['kenji']);
});

test('while nothing moves, it is received as at birth', () => {
  expect(later(team).account).toEqual(['rosa', 'tomasz', 'kenji']);
  expect(later(team, nobodyOut, twoSteps)).toEqual({
    account: ['rosa', 'tomasz'],
    identity: ['rosa', 'tomasz'],
    parties: ['kenji'],
    narrow: false,
  });
});

test('who left, was suspended, got new keys or lost the role meanwhile receives nothing; who joined neither', () => {
  const zoe = member('zoe', ['lead']);
  const without = (changed: readonly RosterMember[]) =>
    later(roster([...team.members.filter(({ id }) => !ids(changed).includes(id)), ...changed, zoe], 2)).account;
  const others = ['rosa', 'kenji'];
  expect(without([])).toEqual(['rosa', 'tomasz', 'kenji']);
  expect(later(roster([rosa, kenji], 2)).account).toEqual(others);
  expect(without([{ ...tomasz, suspended: true }])).toEqual(others);
  expect(without([{ ...tomasz, until: 9 }])).toEqual(others);
  expect(without([{ ...tomasz, ageHash: 'new' }])).toEqual(others);
  expect(without([{ ...tomasz, sign: 'new' }])).toEqual(others);
  expect(without([{ ...tomasz, roles: [['pyharbor', 'floor']] }])).toEqual(others);
  expect(without([{ ...priya, roles: [['pyharbor', 'lead']] }])).toEqual(['rosa', 'tomasz', 'kenji']);
});

test('when no reader is left the fallback receives it; a fallback who reads by now receives it as a reader', () => {
  expect(later(roster([yewande, gwen], 2)).account).toEqual(['yewande']);
  const reads = { ...gwen, roles: [['pyharbor', 'lead']] as const };
  expect(later(roster([kenji, reads], 2))).toMatchObject({ account: ['kenji', 'gwen'], identity: ['gwen'] });
});

test('of one to whom alone it went, and who is gone or may not be sent to any more, nobody receives that locking', () => {
  const alone = { leaveOut: [], only: 'tomasz' };
  expect(later(team, alone)).toMatchObject({ account: ['tomasz'], narrow: true });
  expect(later(roster([rosa, kenji], 2), alone).account).toEqual([]);
  const reader = { ...tomasz, roles: [['pyharbor', 'reader']] as const };
  expect(later(roster([rosa, reader], 2), alone).account).toEqual([]);
});

test('who comes first only since then is not asked about the names with a key that was never made for it', () => {
  const reads = { ...tomasz, roles: [['pyharbor', 'reader']] as const };
  expect(later(roster([rosa, reads, kenji], 2), nobodyOut, twoSteps)).toMatchObject({
    account: ['rosa'],
    parties: ['kenji'],
  });
});

const some = fc.subarray([...ids(team.members)]);
const wished = fc.record({ leaveOut: some, named: some, only: fc.constantFrom('', 'rosa', 'tomasz') });
const changes = ['same', 'same', 'gone', 'suspended', 'lapsed', 're-keyed', 'other-role'] as const;
const moved = fc.tuple(
  ...team.members.map(() => fc.constantFrom(...changes)),
  fc.constantFrom('lead', 'board', 'floor'),
);

/** The list after each member changed in one of these ways, and somebody new joined. */
function headOf(how: readonly string[]): Roster {
  const role = how.at(-1) ?? '';
  const members = team.members.flatMap((m, i): readonly RosterMember[] => {
    switch (how[i]) {
      case 'gone':
        return [];
      case 'suspended':
        return [{ ...m, suspended: true }];
      case 'lapsed':
        return [{ ...m, until: 9 }];
      case 're-keyed':
        return [{ ...m, ageHash: `${m.id}-new` }];
      case 'other-role':
        return [{ ...m, roles: [['pyharbor', role]] }];
      default:
        return [m];
    }
  });
  return roster([...members, member('zoe', ['lead', 'board'])], 2);
}

test('whatever moves: only who carried it and is the same still, nobody left out, and never nobody while one is left', () => {
  fc.assert(
    fc.property(wished, moved, fc.boolean(), (wishes, how, both) => {
      const under = both ? twoSteps : procedure;
      const head = headOf(how);
      const [found, before] = [
        receivedLater(under, 'pyharbor', head, team, wishes, 10),
        carriedBy(under, 'pyharbor', team, wishes),
      ];
      const stays = (m: RosterMember): boolean =>
        !m.suspended && m.until >= 10 && before.account.some((c) => c.id === m.id && c.ageHash === m.ageHash);
      for (const part of ['account', 'identity', 'parties'] as const) {
        expect(ids(before[part])).toEqual(expect.arrayContaining([...ids(found[part])]));
        expect(found[part].every(stays)).toBe(true);
        if (!before.narrow) expect(found[part].some(({ id }) => wishes.leaveOut.includes(id))).toBe(false);
      }
      const roles = before.narrow ? ['lead'] : ['lead', 'reader', 'pool', 'board'];
      const left = head.members.filter((m) => stays(m) && m.roles.some(([, role]) => roles.includes(role)));
      expect(found.account.length > 0).toBe(left.length > 0);
      expect(found.identity.length > 0).toBe(left.length > 0);
    }),
    { numRuns: 1000 },
  );
});

test('the phone and the server reckon alike: the bars in the headers give the same people again', () => {
  fc.assert(
    fc.property(wished, moved, fc.boolean(), (wishes, how, both) => {
      const under = both ? twoSteps : procedure;
      const before = carriedBy(under, 'pyharbor', team, wishes);
      const headers = {
        leaveOut: barredFrom(before, wishes),
        only: before.narrow ? (before.account[0]?.id ?? '') : '',
      };
      expect(before.account.some(({ id }) => headers.leaveOut.includes(id))).toBe(false);
      expect(sameReceivers(carriedBy(under, 'pyharbor', team, headers), before)).toBe(true);
      const still = recipientsAtBirth(under, 'pyharbor', team, wishes, 10);
      expect(sameReceivers(receivedLater(under, 'pyharbor', team, team, headers, 10), still)).toBe(true);
      const head = headOf(how);
      const found = receivedLater(under, 'pyharbor', head, team, wishes, 10);
      expect(sameReceivers(receivedLater(under, 'pyharbor', head, team, headers, 10), found)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
