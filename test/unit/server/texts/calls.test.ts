import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { event } from '#rehearsal/cast.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { LineCalls } from '#wire/line.ts';
import type { DeskOf } from '../../desk/desks.ts';
import { ok } from '../../desk/desks.ts';
import { account, nextSid, teamNumber, toldAsTwilio } from './carrier.ts';
import { desk, houseWith, type House } from './house.ts';

let house: House;
let rosa: DeskOf;
beforeAll(async () => {
  house = await houseWith('twilio', '&dial=%2B14125550111');
  rosa = await desk(house, 'rosa');
});
afterAll(() => house.end());

const called = (CallSid: string, more: Readonly<Record<string, string>>): Promise<Response> =>
  toldAsTwilio(house.url, staffPaths.textsCall('twilio'), {
    CallSid,
    AccountSid: account,
    From: '+16465559876',
    To: teamNumber,
    Direction: 'inbound',
    ...more,
  });
const shown = async (member: DeskOf = rosa): Promise<LineCalls['rows']> =>
  ok(await member.ask.json<LineCalls>(staffPaths.api.line)).rows;

function waiting(): number {
  const database = new DatabaseSync(join(house.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    const query = `select count(*) as n from job where kind = 'line' and done = 0 and due <= ${house.now()}`;
    return (database.prepare(query).get() as { n: number }).n;
  } finally {
    database.close();
  }
}
const told = (): readonly string[] =>
  house.mails.filter(({ subject }) => subject === 'A call').map(({ to }) => to.replace(/@.*/u, ''));
const settled = (): Promise<void> => vi.waitFor(() => expect(waiting()).toBe(0), { timeout: 12_000 });
async function pass(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  const headers = { origin: house.url };
  await fetch(house.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
}

describe('a call to the team’s number', { timeout: 60_000 }, () => {
  beforeEach(() => pass(6 * 60_000));

  test('is put through, noted with its time, and no number of it is anywhere', async () => {
    const sid = nextSid('CA');
    const answer = await called(sid, { CallStatus: 'ringing' });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await answer.text()).toContain('>+14125550111</Dial>');
    expect((await shown())[0]).toMatchObject({ state: 'rang', edition: event });
    await called(sid, { CallStatus: 'in-progress', DialCallStatus: 'completed' });
    expect((await shown()).map(({ state }) => state)).toEqual(['answered']);
    expect(house.holds('6465559876')).toBe(false);
    expect(house.holds(sid)).toBe(false);
    await settled();
    expect(told()).toEqual([]);
  });

  test('that nobody takes tells those who read new reports, once, and the caller where help is', async () => {
    const sid = nextSid('CA');
    await called(sid, { CallStatus: 'ringing' });
    const answer = await (await called(sid, { CallStatus: 'in-progress', DialCallStatus: 'no-answer' })).text();
    expect(answer).toContain('<Say language="en">');
    expect(answer).toContain('911');
    await settled();
    const first = told();
    expect(first).toContain('rosa');
    expect(new Set(first).size).toBe(first.length);
    // The provider tells of it again, and somebody dials again and again.
    await called(sid, { CallStatus: 'in-progress', DialCallStatus: 'no-answer' });
    for (let times = 0; times < 3; times++)
      await called(nextSid('CA'), { CallStatus: 'in-progress', DialCallStatus: 'busy' });
    await settled();
    expect(told()).toEqual(first);
    await pass(6 * 60_000);
    await called(nextSid('CA'), { CallStatus: 'in-progress', DialCallStatus: 'no-answer' });
    await settled();
    expect(told()).toHaveLength(2 * first.length);
    await pass(6 * 60_000);
    await called(sid, { CallStatus: 'in-progress', DialCallStatus: 'no-answer' });
    await settled();
    expect(told()).toHaveLength(2 * first.length);
  });

  test('tells nothing but that there was one', async () => {
    const mail = house.mails.find(({ subject }) => subject === 'A call');
    expect(mail?.text).toContain(`${house.url}/desk`);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/\d{4}(?!\d*\/desk)/u);
  });

  test('is shown to everybody who works there the same, and for two days', async () => {
    const tomasz = await desk(house, 'tomasz');
    rosa = await desk(house, 'rosa');
    const rows = await shown();
    expect(rows.length).toBeGreaterThan(0);
    expect(await shown(tomasz)).toEqual(rows);
    await pass(49 * 3_600_000);
    rosa = await desk(house, 'rosa');
    expect(await shown()).toEqual([]);
  });

  test('by nobody the provider knows is no call', async () => {
    const before = await shown();
    const forged = { CallSid: 'CA9', CallStatus: 'ringing', To: teamNumber };
    const answer = await toldAsTwilio(house.url, staffPaths.textsCall('twilio'), forged, 'forged');
    expect(answer.status).not.toBe(200);
    expect(await shown()).toEqual(before);
  });
});
