import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import { contact, room, settings } from '#kit/settings.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { domainOf, isOneLetterOff, nearDomains } from './domains.ts';
import { doubts, rolesUnheld, type Doubt } from './doubts.ts';
import { noGuide, type Edition } from './edition.ts';
import { responsibleAt } from './lists.ts';

const leads = ['rosa', 'tomasz', 'amina'].map((id) => member(id, ['lead']));
const others = [
  member('kenji', ['reader']),
  member('yewande', ['pool']),
  member('gwen', ['board']),
  member('ines', ['chair']),
  member('marcus', ['deputy']),
];
const team = roster([...leads, ...others]);
const all = { from: '2027-05-14', to: '2027-05-16' };
const ready: Edition = settings({
  rooms: [
    room('Room 23', 'quiet', all.from, all.to),
    room('Room 25', 'safety', all.from, all.to),
    room('Room 11', 'staff', all.from, all.to),
  ],
  guide: {
    version: '1',
    entries: [{ id: 'fire', title: 'Fire', text: 'Leave the house.', phone: '911', address: '' }],
  },
  contacts: [
    contact('Team', { lists: ['shared-address'], email: 'conduct@pyharbor.example' }),
    contact('Rosa', { lists: ['conflict'], email: 'rosa@pyharbor.example', member: 'rosa' }),
  ],
  codeOfConduct: [{ version: '1', from: '2026-01-01', title: 'Code', text: 'Be kind.', link: '' }],
});
const found = (edition: Edition, who = team, how: Procedure = procedure): readonly Doubt[] =>
  doubts(how, edition, who, 0);
const first = (edition: Edition, who = team, how: Procedure = procedure): Doubt | undefined =>
  found(edition, who, how)[0];

test('an event with everything has nothing to look at', () => {
  expect(found(ready)).toEqual([]);
});

describe('each thing that is missing is said, and nothing else', () => {
  test('a day without a room, but not online', () => {
    const edition = { ...ready, rooms: ready.rooms.filter(({ kind }) => kind !== 'quiet') };
    const days = ['2027-05-14', '2027-05-15', '2027-05-16'];
    expect(found(edition)).toEqual([{ what: 'room-missing', kind: 'quiet', days }]);
    const online: Procedure = { ...procedure, gatherings: ['in-person', 'online'] };
    expect(found({ ...edition, gathering: 'online' }, team, online)).toEqual([]);
  });

  test('no guide for volunteers, where the procedure sends staff to it first, but not online', () => {
    const edition = { ...ready, guide: noGuide };
    expect(found(edition)).toEqual([{ what: 'guide-missing' }]);
    const otherwise: Procedure = { ...procedure, police: { ...procedure.police, dangerFirst: 'security' } };
    expect(found(edition, team, otherwise)).toEqual([]);
    const online: Procedure = { ...procedure, gatherings: ['in-person', 'online'] };
    expect(found({ ...edition, gathering: 'online' }, team, online)).toEqual([]);
  });

  test('a contact nobody confirmed, and with it the list it was alone on', () => {
    const contacts = ready.contacts.map((one) => (one.name === 'Rosa' ? { ...one, confirmed: '' } : one));
    expect(found({ ...ready, contacts })).toEqual([
      { what: 'list-empty', list: 'conflict' },
      { what: 'contact-unconfirmed', contact: contacts[1] },
    ]);
  });

  test('no shared address that the public is shown', () => {
    const contacts = ready.contacts.map((one) => ({
      ...one,
      shows: { ...one.shows, name: 'staff', email: 'staff' } as const,
    }));
    expect(found({ ...ready, contacts })).toEqual([
      { what: 'list-empty', list: 'shared-address' },
      { what: 'list-empty', list: 'conflict' },
    ]);
  });

  test('a list that the procedure sends staff to', () => {
    const clause = { id: 'hotline', text: { en: '' }, force: 'must', source: 'seed', rows: [] } as const;
    const how: Procedure = {
      ...procedure,
      channels: [{ ...clause, kind: 'phone', users: 'staff', contacts: 'hotline' }],
    };
    expect(found(ready, team, how)).toEqual([{ what: 'list-empty', list: 'hotline' }]);
    const hotline = contact('Hotline', {
      lists: ['hotline'],
      phone: '1234',
      shows: { name: 'staff', email: 'nobody', phone: 'staff' },
    });
    expect(found({ ...ready, contacts: [...ready.contacts, hotline] }, team, how)).toEqual([]);
  });

  test('a member who left and is still a contact', () => {
    const gone = roster(team.members.map((one) => (one.id === 'rosa' ? { ...one, roles: [] } : one)));
    expect(found(ready, gone).map(({ what }) => what)).not.toContain('contact-left');
    const suspended = roster(team.members.map((one) => (one.id === 'rosa' ? { ...one, suspended: true } : one)));
    expect(found(ready, suspended).map(({ what }) => what)).toContain('contact-left');
  });

  test('a role that the procedure counts on and nobody holds', () => {
    const without = roster(team.members.filter(({ id }) => id !== 'ines'));
    expect(found(ready, without)).toEqual([{ what: 'role-unheld', role: 'chair' }]);
    expect(rolesUnheld(procedure, ready, roster([]), 0)).toEqual([
      'lead',
      'reader',
      'pool',
      'board',
      'chair',
      'deputy',
    ]);
    expect(rolesUnheld(procedure, { ...ready, id: 'another' }, team, 0)).toHaveLength(6);
  });

  test('a role that somebody holds and this procedure does not know', () => {
    const more = roster([
      ...team.members,
      member('lou', ['coordinator']),
      member('bo', ['ghost'], { suspended: true }),
    ]);
    expect(found(ready, more)).toEqual([{ what: 'roles-unknown', roles: ['coordinator'] }]);
  });

  test('a stand-in rule that cannot fire with the leads there are', () => {
    const two = roster(team.members.filter(({ id }) => id !== 'amina'));
    expect(found(ready, two)).toEqual([{ what: 'stand-in-by-number', role: 'lead', holders: 2, moreThan: 2 }]);
  });

  test('nobody to stand in but the leads themselves', () => {
    const alone = roster([
      member('rosa', ['lead', 'pool', 'board']),
      ...leads.slice(1),
      ...others.filter(({ id }) => id !== 'yewande' && id !== 'gwen'),
    ]);
    expect(found(ready, alone)).toEqual([{ what: 'stand-in-nobody', roles: ['pool', 'board'] }]);
  });

  test('a language without its text, an event of another kind, no code of conduct', () => {
    expect(first({ ...ready, languages: ['en', 'es'] })).toEqual({ what: 'language-missing', language: 'es' });
    expect(found({ ...ready, gathering: 'meet-up' }).map(({ what }) => what)).toContain('gathering-other');
    expect(first({ ...ready, codeOfConduct: [] })).toEqual({ what: 'code-missing' });
    const later = ready.codeOfConduct.map((code) => ({ ...code, from: '2027-05-15' }));
    expect(first({ ...ready, codeOfConduct: later })).toEqual({ what: 'code-missing' });
  });

  test('two mail domains that differ by a letter', () => {
    const typo = contact('Lou', { email: 'lou@pyharbour.example' });
    expect(found({ ...ready, contacts: [...ready.contacts, typo] })).toEqual([
      { what: 'near-domains', one: 'pyharbor.example', other: 'pyharbour.example' },
    ]);
  });
});

describe('one letter off', () => {
  test.each([
    ['pyharbor.example', 'pyharbour.example', true],
    ['pyharbor.example', 'pyharbro.example', true],
    ['pyharbor.example', 'pyharbar.example', true],
    ['pyharbor.example', 'pyharbor.example', false],
    ['pyharbor.example', 'pyharbor.org', false],
    ['ab', 'ba', true],
    ['abc', 'cab', false],
    ['a', '', true],
  ])('%s and %s: %s', (a, b, off) => {
    expect(isOneLetterOff(a, b)).toBe(off);
    expect(isOneLetterOff(b, a)).toBe(off);
  });

  test('every single slip is found', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'add', 'other', 'swap'), (from, seed, slip) => {
        const at = seed % from.length;
        const [before, here, after] = [from.slice(0, at), from.slice(at, at + 1), from.slice(at + 1)];
        const to = {
          drop: before + after,
          add: `${before}x${here}${after}`,
          other: `${before}x${after}`,
          swap: before + after.slice(0, 1) + here + after.slice(1),
        }[slip];
        expect(isOneLetterOff(from, to)).toBe(from !== to);
      }),
    );
  });

  test('addresses of one domain raise no doubt, in whatever case', () => {
    const emails = ['A@PyHarbor.example', 'b@pyharbor.example', ''].map((email) => ({ email }));
    expect(domainOf('A@PyHarbor.example')).toBe('pyharbor.example');
    expect(nearDomains(emails)).toEqual([]);
  });
});

test('who reads, who leads and who is asked in a conflict are three lists', () => {
  const outside = contact('Noor', { lists: ['conflict'], email: 'noor@elsewhere.example' });
  const lists = responsibleAt(procedure, { ...ready, contacts: [...ready.contacts, outside] }, team, 0, 'public');
  const of = (as: string) => lists.find((list) => list.as === as);
  expect(of('readers')?.members.map(({ id }) => id)).toEqual(['rosa', 'tomasz', 'amina', 'kenji']);
  expect(of('leads')?.members.map(({ id }) => id)).toEqual(['rosa', 'tomasz', 'amina']);
  expect(of('conflict-contacts')).toMatchObject({ members: [], contacts: [{ name: 'Rosa' }, { name: 'Noor' }] });
  expect(of('stand-in-pool')?.members.map(({ id }) => id)).toEqual(['yewande', 'gwen']);
  expect(of('appeal-body')?.members.map(({ id }) => id)).toEqual(['gwen']);
  const none = { ...procedure, standIn: { ...procedure.standIn, rule: null } };
  expect(responsibleAt(none, ready, team, 0, 'public').map(({ as }) => as)).not.toContain('stand-in-pool');
});
