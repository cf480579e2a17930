import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttendeesSeen } from '#desk/keys/team-seen.ts';
import { attendeesUntil, type Attendee } from '#domain/edition/attendees.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { house as clocked } from '../server/clocked.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let [rosa, amina, tomasz, kenji, owen]: DeskOf[] = [];
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz, kenji, owen] = await Promise.all(
    ['rosa', 'amina', 'tomasz', 'kenji', 'owen'].map((id) => unlocked(served.url, id)),
  );
});
afterAll(() => served.end());

const desk = (one: DeskOf | undefined): DeskOf => one ?? expect.fail('no desk');
const person = (name: string, badge: string, company = ''): Attendee => ({ name, badge, company, role: '' });
const people = [person('Oleg Fenn', '0452', 'Fenn & Sons'), person('Paloma Ruiz', '0453')];

const seen = async (one: DeskOf | undefined): Promise<AttendeesSeen | undefined> =>
  ok(await desk(one).look()).attendees.find(({ edition }) => edition === event);
const reported = async (leaveOut: readonly string[] = []): Promise<string> =>
  arrived(
    desk(rosa),
    await prepare(ground, [['what', 'badge 0452 said it'], ...leaveOut.map((id) => ['team.leave-out', id] as const)]),
  );
const broughtIn = async (readers: readonly string[]): Promise<void> => {
  ok(await desk(rosa).bringAttendees(event, people, readers));
};

describe('a list of attendees', () => {
  test('given it is brought in, everybody knows who may look and until when, and nobody what it says', async () => {
    await broughtIn(['amina', 'kenji']);
    const { edition } = ok(await desk(owen).look()).editions[0] ?? expect.fail('no event');
    const until = attendeesUntil(edition);
    expect(await seen(owen)).toMatchObject({ by: 'Rosa Okafor', readers: ['amina', 'kenji'], until, mine: false });
    expect(await seen(amina)).toMatchObject({ mine: true });
    const answer = new TextDecoder().decode((await desk(owen).bytes('/api/desk')) as ArrayBuffer);
    expect(answer).toContain('attendees-listed');
    for (const { name, badge } of people) {
      expect(answer).not.toContain(name);
      expect(answer).not.toContain(`"${badge}"`);
    }
  });

  test('given a reader looks out of an incident, they find who it is, and the incident says that they looked', async () => {
    await broughtIn(['amina']);
    const incident = await reported();
    ok(await desk(amina).open(incident));
    const sent = desk(amina).posted.length;
    expect(ok(await desk(amina).lookUp(incident, event, '452'))).toEqual({ found: [people[0]], more: false });
    expect(ok(await desk(amina).lookUp(incident, event, 'paloma')).found).toEqual([people[1]]);
    // Each look is told of, and what was asked for is not.
    expect(desk(amina).posted.slice(sent)).toEqual([
      `/api/incidents/${incident}/attendees`,
      `/api/incidents/${incident}/attendees`,
    ]);
    const opened = ok(await desk(rosa).open(incident));
    expect(opened.lookedUp.map(({ member }) => member)).toEqual(['amina', 'amina']);
    expect(opened.warnings).toEqual([]);
    expect(opened.fetched.map(({ member }) => member)).toContain('amina');
  });

  test('given somebody is no reader, sees no incident, or is kept out of it, there is no list for them', async () => {
    await broughtIn(['amina', 'tomasz', 'owen']);
    const incident = await reported(['tomasz']);
    const nothing = await desk(tomasz).ask.bytes('/api/incidents/0123456789abcdef0123456789abcdef/attendees', {
      method: 'POST',
    });
    for (const one of [rosa, tomasz, owen]) {
      const path = `/api/incidents/${incident}/attendees`;
      expect(await desk(one).ask.bytes(path, { method: 'POST' })).toEqual(nothing);
      expect(await desk(one).lookUp(incident, event, '0452')).toEqual({ refused: 'not-found' });
    }
    expect(ok(await desk(amina).open(incident)).lookedUp).toEqual([]);
  });

  test('given a newer one, the one before is gone, for its readers too', async () => {
    await broughtIn(['amina']);
    await broughtIn(['kenji']);
    const incident = await reported();
    ok(await desk(kenji).open(incident));
    expect(ok(await desk(kenji).lookUp(incident, event, '0453')).found).toEqual([people[1]]);
    expect(await desk(amina).lookUp(incident, event, '0453')).toEqual({ refused: 'not-found' });
  });

  test('given it is deleted, nobody finds anybody any more', async () => {
    await broughtIn(['amina']);
    const incident = await reported();
    ok(await desk(rosa).endAttendees(event));
    expect(await seen(rosa)).toBeUndefined();
    expect(await desk(amina).lookUp(incident, event, '0452')).toEqual({ refused: 'not-found' });
    expect(await desk(amina).ask.bytes(`/api/incidents/${incident}/attendees`, { method: 'POST' })).toEqual({
      refused: 'not-found',
    });
  });

  test('given somebody without the right to settle events, they bring none in and delete none', async () => {
    await broughtIn(['amina']);
    expect(await desk(kenji).bringAttendees(event, people, ['kenji'])).toEqual({ refused: 'not-allowed' });
    expect(await desk(kenji).endAttendees(event)).toEqual({ refused: 'not-allowed' });
    expect(await seen(kenji)).toMatchObject({ readers: ['amina'] });
  });

  test('given it is for nobody, a stranger, or who does not work there, it is not taken', async () => {
    expect(await desk(rosa).bringAttendees(event, people, [])).toEqual({ refused: 'not-found' });
    expect(await desk(rosa).bringAttendees(event, people, ['nobody'])).toEqual({ refused: 'not-found' });
  });

  test('given a desk would keep it for longer than the event allows, it is not taken', async () => {
    const changed = desk(rosa);
    changed.lie = async (path, response) =>
      path === '/api/desk'
        ? new Response((await response.text()).replaceAll(/"to":"2027-\d\d-\d\d"/gu, '"to":"2031-01-01"'))
        : response;
    expect(await changed.bringAttendees(event, people, ['amina'])).toEqual({ refused: 'bad-request' });
    changed.lie = (_path, response) => response;
  });

  test('given the server hands out another list, what it says is not believed', async () => {
    await broughtIn(['amina']);
    const incident = await reported();
    const reader = desk(amina);
    reader.lie = async (path, response) =>
      path.endsWith('/attendees') ? new Response(new Uint8Array(await response.arrayBuffer()).fill(1, -40)) : response;
    expect(await reader.lookUp(incident, event, '0452')).toEqual({ refused: 'bad-signature' });
    reader.lie = (_path, response) => response;
  });
});

test('given its time is over, the server deletes it by itself, and takes no new one', async () => {
  const house = await clocked(opensAt);
  try {
    const reader = await unlocked(house.url, 'rosa');
    ok(await reader.bringAttendees(event, people, ['rosa']));
    const list = ok(await reader.look()).attendees[0];
    const incident = await arrived(reader, await prepare(await groundOf(house.url, event), [['what', 'late']]));
    expect(ok(await reader.lookUp(incident, event, '0452')).found).toEqual([people[0]]);
    await house.pass((list?.until ?? 0) - house.now());
    const later = await unlocked(house.url, 'rosa');
    expect(ok(await later.look()).attendees).toEqual([]);
    expect(await later.lookUp(incident, event, '0452')).toEqual({ refused: 'not-found' });
    expect(house.rows('attendees')).toBe(0);
    expect(house.rows('attendee_reader')).toBe(0);
    expect(await later.bringAttendees(event, people, ['rosa'])).toEqual({ refused: 'closed' });
  } finally {
    await house.end();
  }
});

test('given the event turns out to end earlier, the list is deleted earlier too', async () => {
  const house = await clocked(opensAt);
  try {
    const settler = await unlocked(house.url, 'rosa');
    ok(await settler.bringAttendees(event, people, ['rosa']));
    const before = ok(await settler.look());
    const [list] = before.attendees;
    const { edition } = before.editions[0] ?? expect.fail('no event');
    const { base } = before.settings[0] ?? expect.fail('no settings');
    ok(await settler.settle({ ...edition, to: edition.from, rooms: [], rota: [], programme: [] }, base));
    const until = ok(await settler.look()).attendees[0]?.until ?? 0;
    expect(until).toBeLessThan(list?.until ?? 0);
    await house.pass(until - house.now());
    expect(house.rows('attendees')).toBe(0);
  } finally {
    await house.end();
  }
});
