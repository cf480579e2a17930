import fc from 'fast-check';
import { expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import { directReaders, readersOf, recipientsAtBirth, wishesIn } from './recipients.ts';

const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const yewande = member('yewande', ['pool']);
const gwen = member('gwen', ['board']);
const priya = member('priya', ['floor']);
const team = roster([rosa, tomasz, kenji, yewande, gwen, priya]);
const nobodyOut = { leaveOut: [], only: '' };
const ids = (members: readonly { readonly id: string }[]): readonly string[] => members.map((m) => m.id);
const to = (wishes: { leaveOut: readonly string[]; only: string }) =>
  recipientsAtBirth(procedure, 'pyharbor', team, wishes, 0);

test('a new report goes to everyone whose role reads new reports, and to nobody else', () => {
  expect(ids(to(nobodyOut).account)).toEqual(['rosa', 'tomasz', 'kenji']);
  expect(ids(readersOf(procedure, 'pyharbor', team, 0))).toEqual(['rosa', 'tomasz', 'kenji']);
  expect(ids(readersOf(procedure, 'another-event', team, 0))).toEqual([]);
});

test('the name and contact go only to roles that read them', () => {
  expect(ids(to(nobodyOut).identity)).toEqual(['rosa', 'tomasz']);
});

test('a member whom the reporter left out receives nothing', () => {
  const { account, identity, narrow } = to({ leaveOut: ['tomasz'], only: '' });
  expect(ids(account)).toEqual(['rosa', 'kenji']);
  expect(ids(identity)).toEqual(['rosa']);
  expect(narrow).toBe(false);
});

test('sent to one, it goes to that one; somebody without a direct role cannot be picked', () => {
  expect(ids(to({ leaveOut: [], only: 'tomasz' }).account)).toEqual(['tomasz']);
  expect(to({ leaveOut: [], only: 'tomasz' }).narrow).toBe(true);
  expect(ids(to({ leaveOut: [], only: 'kenji' }).account)).toEqual(['rosa', 'tomasz', 'kenji']);
  expect(ids(directReaders(procedure, 'pyharbor', team, 0))).toEqual(['rosa', 'tomasz']);
});

test('when every reader is left out the nearest fallback is asked, then the next; never nobody', () => {
  const readers = ['rosa', 'tomasz', 'kenji'];
  expect(ids(to({ leaveOut: readers, only: '' }).account)).toEqual(['yewande']);
  expect(ids(to({ leaveOut: [...readers, 'yewande'], only: '' }).account)).toEqual(['gwen']);
});

test('when nobody left may answer, or know the name, the nearest who can join in, and the name stays with them', () => {
  const able = {
    roles: procedure.roles.map((role) =>
      role.id === 'board'
        ? { ...role, reads: ['account', 'identity'] as const, may: ['write-to-reporter'] as const }
        : role,
    ),
  };
  const given = (leaveOut: readonly string[]) => {
    const { account, identity } = recipientsAtBirth(able, 'pyharbor', team, { leaveOut, only: '' }, 0);
    return { account: ids(account), identity: ids(identity) };
  };
  expect(given(['tomasz'])).toEqual({ account: ['rosa', 'kenji'], identity: ['rosa'] });
  expect(given(['rosa', 'tomasz'])).toEqual({ account: ['kenji', 'gwen'], identity: ['gwen'] });
  expect(given(['rosa', 'tomasz', 'kenji'])).toEqual({ account: ['yewande', 'gwen'], identity: ['gwen'] });
  expect(given(['rosa', 'tomasz', 'gwen'])).toEqual({ account: ['kenji'], identity: ['kenji'] });
});

test('a suspended or lapsed member receives nothing', () => {
  const lapsed = roster([{ ...rosa, until: 5 }, { ...tomasz, suspended: true }, kenji, yewande]);
  expect(ids(recipientsAtBirth(procedure, 'pyharbor', lapsed, nobodyOut, 6).account)).toEqual(['kenji']);
});

test('whoever is left out, they are never among the recipients, and somebody free always is', () => {
  const everyone = ids(team.members);
  fc.assert(
    fc.property(fc.subarray([...everyone]), (leaveOut) => {
      const { account, identity } = to({ leaveOut, only: '' });
      const freeRoles = ['rosa', 'tomasz', 'kenji', 'yewande', 'gwen'].some((id) => !leaveOut.includes(id));
      expect(ids(account).some((id) => leaveOut.includes(id))).toBe(false);
      expect(account.length > 0).toBe(freeRoles);
      expect(identity.every((m) => account.includes(m))).toBe(true);
    }),
  );
});

test('the wishes come from whichever question asked them', () => {
  const team1 = { kind: 'team', leaveOut: ['b', 'a', 'b'], only: '', closeTo: '' } as const;
  expect(wishesIn({ anything: team1 })).toEqual({ leaveOut: ['a', 'b'], only: '' });
  expect(wishesIn({})).toEqual({ leaveOut: [], only: '' });
});
