import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Shift } from '#domain/edition/edition.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { randomHex } from '#seal/digest.ts';
import { calendarOf, escaped, folded } from '#server/calendar/ical.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { unlocked } from '../desk/desks.ts';
import { house, settles, type House } from './clocked.ts';
import { dutiesOver, listOf } from './rehearsed.ts';

vi.setConfig({ testTimeout: 60_000 });

const hour = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const houses: House[] = [];
afterEach(async () => {
  for (const one of houses.splice(0)) await one.end();
});
async function begun(now: number): Promise<House> {
  const given = await house(now);
  houses.push(given);
  return given;
}

const turn = (id: string, day: string, ...members: string[]): Shift => {
  return { id, from: `${day}T08:00`, to: `${day}T20:00`, members };
};

describe('a time in which nobody is on duty', () => {
  const days = { from: '2027-05-14', to: '2027-05-16' };
  const told = ({ mails }: House): string[] =>
    mails.flatMap(({ to, subject }) => (/nobody is on duty/u.test(subject) ? [to.split('@')[0] ?? ''] : [])).toSorted();

  test('is told of 48 and 12 hours before to who may settle the event, once each, and names nobody', async () => {
    const given = await begun(at('2027-05-10T12:00:00-04:00'));
    await settles(given, {
      ...days,
      rota: [turn('a', '2027-05-14', 'amina', 'rosa'), turn('b', '2027-05-16', 'amina')],
    });
    await given.pass(0);
    expect(told(given)).toEqual([]);
    // Saturday has nobody: from midnight of the 15th.
    await given.pass(at('2027-05-13T00:00:00-04:00') - given.now() - 1);
    expect(told(given)).toEqual([]);
    await given.pass(1);
    expect(told(given)).toEqual(['helen', 'rosa']);
    await given.pass(36 * hour);
    expect(told(given)).toEqual(['helen', 'helen', 'rosa', 'rosa']);
    await given.pass(72 * hour);
    expect(told(given)).toHaveLength(4);
    const mail = given.mails.find(({ subject }) => /nobody is on duty/u.test(subject));
    expect(mail?.text).toContain('From Saturday, May 15');
    expect(mail?.text).not.toMatch(/Amina|Rosa/u);
  });

  test('that is filled meanwhile is not told of, and one that comes by a suspension is within a day', async () => {
    const given = await begun(at('2027-05-12T12:00:00-04:00'));
    const rota = [turn('a', '2027-05-14', 'amina'), turn('b', '2027-05-15', 'kenji'), turn('c', '2027-05-16', 'amina')];
    await settles(given, { ...days, rota: rota.slice(0, 2) });
    await settles(given, { ...days, rota });
    await given.pass(0);
    expect(told(given)).toEqual([]);
    expect(await (await unlocked(given.url, 'helen')).suspend('kenji')).toEqual({ accepted: true });
    await given.pass(24 * hour);
    expect(told(given)).toEqual(['helen', 'rosa']);
  });
});

describe('a calendar of one’s own', () => {
  const fetched = (given: House, secret: string): Promise<Response> =>
    fetch(given.url + staffPaths.calendar(`${secret}.ics`));

  async function subscribed(given: House, member: string): Promise<string> {
    const secret = randomHex(16);
    const answer = await (await given.as(member)).post(staffPaths.api.feed, { secret });
    expect(answer.status).toBe(200);
    return secret;
  }

  test('has their turns and their dates, by names that stay, and nothing of what they are for', async () => {
    const given = await begun(at('2027-05-14T12:00:00-04:00'));
    await settles(given, { rota: [turn('a', '2027-05-14', 'amina'), turn('b', '2027-05-15', 'rosa')] });
    const secret = await subscribed(given, 'amina');
    const answer = await fetched(given, secret);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const first = await answer.text();
    expect(first).toContain('DTSTART:20270514T120000Z\r\nDTEND:20270515T000000Z\r\nSUMMARY:Recourse: on duty\r\n');
    expect(first).not.toContain('20270515T120000Z');
    const prepared = await prepare(await groundOf(given.url, event), [['what', 'zwirbelquark']]);
    expect((await prepared.send()).status).toBe(200);
    const text = await (await fetched(given, secret)).text();
    expect(text.match(/something is due/gu)?.length).toBeGreaterThan(first.match(/something is due/gu)?.length ?? 0);
    const uids = (of: string): string[] => of.match(/^UID:.+$/gmu) ?? [];
    expect(uids(text)).toEqual(expect.arrayContaining(uids(first)));
    expect(new Set(uids(text)).size).toBe(uids(text).length);
    const amina = await given.as('amina');
    const secrets = [
      ...(await listOf(amina)).flatMap(({ incident, codeName }) => [incident, codeName]),
      ...(await dutiesOver(amina)).flatMap(({ duty, cause }) => [duty, cause]),
      'zwirbelquark',
      'Amina',
    ];
    for (const one of secrets) expect(text).not.toContain(one);
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  test('is to the byte the same for who is left out of a report as without it', async () => {
    const given = await begun(at('2027-05-14T12:00:00-04:00'));
    const secret = await subscribed(given, 'tomasz');
    const before = await (await fetched(given, secret)).text();
    const prepared = await prepare(await groundOf(given.url, event), [
      ['what', 'zwirbelquark'],
      ['team.leave-out', 'tomasz'],
    ]);
    expect((await prepared.send()).status).toBe(200);
    expect(await (await fetched(given, secret)).text()).toBe(before);
  });

  test('ends when another address is made, when it is ended, and when its member is suspended', async () => {
    const given = await begun(at('2027-05-14T12:00:00-04:00'));
    const secret = await subscribed(given, 'amina');
    expect((await fetched(given, secret)).status).toBe(200);
    const other = await subscribed(given, 'amina');
    expect((await fetched(given, secret)).status).toBe(404);
    expect((await fetched(given, other)).status).toBe(200);
    const kenji = await subscribed(given, 'kenji');
    expect((await fetched(given, kenji)).status).toBe(200);
    expect(await (await unlocked(given.url, 'helen')).suspend('kenji')).toEqual({ accepted: true });
    expect((await fetched(given, kenji)).status).toBe(404);
    expect((await fetched(given, other)).status).toBe(200);
    await (await given.as('amina')).post(staffPaths.api.feed, { secret: '' });
    expect((await fetched(given, other)).status).toBe(404);
    for (const wrong of ['', 'x'.repeat(32), '0'.repeat(32), `${other}0`])
      expect((await fetched(given, wrong)).status).toBe(404);
    const refused = await (await given.as('amina')).post(staffPaths.api.feed, { secret: 'short' });
    expect(refused.status).toBe(400);
  });
});

describe('what a calendar is written in', () => {
  test('a line is folded before 75 octets, and never within a character', () => {
    const line = `SUMMARY:${'ñ'.repeat(40)}${'🙂'.repeat(30)}x`;
    const parts = folded(line).split('\r\n ');
    expect(parts.length).toBeGreaterThan(2);
    for (const [i, part] of parts.entries())
      expect(new TextEncoder().encode(part).length + (i === 0 ? 0 : 1)).toBeLessThanOrEqual(75);
    expect(parts.join('')).toBe(line);
  });

  test('what has a meaning of its own is escaped, and nothing begins a line of its own', () => {
    expect(escaped('a,b;c\\d\r\nEND:VCALENDAR\u0000')).toBe('a\\,b\\;c\\\\d\\nEND:VCALENDAR');
    const text = calendarOf('x\nBEGIN:VEVENT', []);
    expect(text.split('\r\n').filter((line) => line === 'BEGIN:VEVENT')).toEqual([]);
  });
});
