import fc from 'fast-check';
import { expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import {
  barredFrom,
  directReaders,
  keptBackFrom,
  readersOf,
  receiversFor,
  recipientsAtBirth,
  sameReceivers,
  wishesIn,
} from './recipients.ts';

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

const twoSteps = {
  roles: procedure.roles,
  opening: {
    id: 'opening',
    text: { en: 'x' },
    force: 'must',
    source: 'default',
    rows: [],
    first: ['lead'],
  },
} as const;
type Asked = Parameters<typeof recipientsAtBirth>[3];
const partsOf = (wishes: Asked, under: Parameters<typeof recipientsAtBirth>[0] = procedure) => {
  const { account, identity, parties, narrow } = recipientsAtBirth(under, 'pyharbor', team, wishes, 0);
  return { account: ids(account), identity: ids(identity), parties: ids(parties), narrow };
};

test('a member who is named in it receives nothing, like one who was left out', () => {
  const named = { leaveOut: ['kenji'], only: '', named: ['tomasz'] };
  expect(partsOf(named)).toEqual({ account: ['rosa'], identity: ['rosa'], parties: [], narrow: false });
  expect(barredFrom(to(named), named)).toEqual(['kenji', 'tomasz']);
});

test('when the leads and readers are all named, it goes to the nearest fallback; when nobody is left, to the named', () => {
  const readers = ['rosa', 'tomasz', 'kenji'];
  expect(partsOf({ leaveOut: [], only: '', named: readers }).account).toEqual(['yewande']);
  const everybody = { leaveOut: ['rosa'], only: '', named: ['tomasz', 'kenji', 'yewande', 'gwen'] };
  expect(partsOf(everybody).account).toEqual(['tomasz', 'kenji']);
  expect(barredFrom(to(everybody), everybody)).toEqual(['gwen', 'rosa', 'yewande']);
  expect(partsOf({ leaveOut: [...readers, 'yewande', 'gwen'], only: '', named: readers }).account).toEqual([]);
});

test('sent to one alone who is named in it: they were asked for, and are not held back', () => {
  const alone = { leaveOut: [], only: 'tomasz', named: ['tomasz', 'rosa'] };
  expect(partsOf(alone)).toEqual({ account: ['tomasz'], identity: ['tomasz'], parties: [], narrow: true });
  expect(barredFrom(to(alone), alone)).toEqual(['rosa']);
});

test('in two steps the first readers hold the account, and the other free readers are asked about the names', () => {
  expect(partsOf(nobodyOut, twoSteps)).toEqual({
    account: ['rosa', 'tomasz'],
    identity: ['rosa', 'tomasz'],
    parties: ['kenji'],
    narrow: false,
  });
  expect(partsOf({ leaveOut: ['kenji'], only: '' }, twoSteps)).toMatchObject({ parties: [] });
  expect(partsOf({ leaveOut: [], only: 'rosa' }, twoSteps)).toMatchObject({ account: ['rosa'], parties: [] });
  expect(partsOf({ leaveOut: ['rosa'], only: '', named: ['tomasz'] }, twoSteps)).toMatchObject({
    account: ['kenji'],
    parties: [],
  });
  const [one, two] = [recipientsAtBirth(procedure, 'pyharbor', team, nobodyOut, 0), to(nobodyOut)];
  expect(sameReceivers(one, two)).toBe(true);
  expect(sameReceivers(one, recipientsAtBirth(twoSteps, 'pyharbor', team, nobodyOut, 0))).toBe(false);
});

test('never nobody while somebody is not left out, and the bars alone give the same recipients again', () => {
  const some = fc.subarray([...ids(team.members)]);
  const only = fc.constantFrom('', 'rosa', 'tomasz');
  fc.assert(
    fc.property(some, some, only, fc.boolean(), (leaveOut, named, alone, both) => {
      const under = both ? twoSteps : procedure;
      const wishes = { leaveOut, named, only: alone };
      const found = recipientsAtBirth(under, 'pyharbor', team, wishes, 0);
      const barred = barredFrom(found, wishes);
      const holders = [...ids(found.account), ...ids(found.parties)];
      const possible = ['rosa', 'tomasz', 'kenji', 'yewande', 'gwen'].some((id) => !leaveOut.includes(id));
      expect(found.account.length > 0).toBe(possible || found.narrow);
      expect(holders.some((id) => barred.includes(id))).toBe(false);
      expect([...barred, ...holders]).toEqual(expect.arrayContaining([...leaveOut, ...named]));
      if (found.account.length === 0) return;
      const headers = { leaveOut: barred, only: found.narrow ? (found.account[0]?.id ?? '') : '' };
      expect(sameReceivers(recipientsAtBirth(under, 'pyharbor', team, headers, 0), found)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const edition = { id: 'pyharbor', contacts: [] };

test('from the answers: who receives, why somebody does not, and whom the page names as kept out for now', () => {
  const answers = {
    what: { kind: 'text', text: 'Tomasz did it, gwen saw it, and Priya.' },
    team: { kind: 'team', leaveOut: ['rosa', 'nobody'], only: '', closeTo: 'rosa' },
  } as const;
  const found = receiversFor(procedure, edition, team, answers, 0);
  expect(ids(found.account)).toEqual(['kenji']);
  expect(found.barred).toEqual(['gwen', 'priya', 'rosa', 'tomasz']);
  expect(found.leftOut).toEqual(['rosa']);
  expect(found.named.map(({ member: id }) => id).toSorted()).toEqual(['gwen', 'priya', 'tomasz']);
  expect(ids(keptBackFrom(procedure, edition.id, team, found, 0))).toEqual(['tomasz']);
  const alone = { ...answers, team: { ...answers.team, only: 'tomasz' } };
  const narrow = receiversFor(procedure, edition, team, alone, 0);
  expect([narrow.only, narrow.barred]).toEqual(['tomasz', ['gwen', 'priya', 'rosa']]);
  expect(keptBackFrom(procedure, edition.id, team, narrow, 0)).toEqual([]);
});
