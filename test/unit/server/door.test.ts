import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskInfo, Door, IncidentList } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, visitor, Visitor, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());

test('the door of a rehearsal names the cast and their words', async () => {
  const door = (await (await new Visitor(served.url).get(staffPaths.api.door)).json()) as Door;
  expect(door.rehearsal).toBe(true);
  expect(door.cast).toHaveLength(17);
  expect(door.cast[0]?.words.split(' ')).toHaveLength(8);
});

test('eight words give a session in a host-bound cookie', async () => {
  const one = new Visitor(served.url);
  expect((await one.get(staffPaths.api.desk)).status).toBe(401);
  expect(await one.unlock('rosa')).toMatchObject({ member: 'rosa' });
  const desk = (await (await one.get(staffPaths.api.desk)).json()) as DeskInfo;
  expect(desk).toMatchObject({ member: 'rosa', rehearsal: true, mail: true, alertAddress: 'rosa@pyharbor.example' });
  expect(desk.editions[0]).toMatchObject({ open: true, missing: [] });
  await one.post(staffPaths.api.lock, {});
  expect((await one.get(staffPaths.api.desk)).status).toBe(401);
});

test('wrong words and words of nobody are the same answer', async () => {
  const one = new Visitor(served.url);
  const answers = await Promise.all(
    [
      { handle: '0'.repeat(32), auth: '0'.repeat(64) },
      { handle: 'a'.repeat(32), auth: '1'.repeat(64) },
    ].map(async (key) => {
      const answer = await one.post(staffPaths.api.unlock, key);
      return [answer.status, await answer.text()];
    }),
  );
  expect(answers[0]).toEqual([404, '{"refused":"not-found"}']);
  expect(answers[1]).toEqual(answers[0]);
});

test('a request of another origin, of none, or without a session changes nothing', async () => {
  const rosa = await visitor(served.url, 'rosa');
  const evil = await rosa.post(staffPaths.api.alerts, { address: 'a@b.example' }, { origin: 'https://evil.example' });
  expect([evil.status, await evil.json()]).toEqual([403, { refused: 'wrong-origin' }]);
  const none = await fetch(served.url + staffPaths.api.lock, { method: 'POST', body: '{}' });
  expect(none.status).toBe(403);
  const desk = (await (await rosa.get(staffPaths.api.desk)).json()) as DeskInfo;
  expect(desk.alertAddress).toBe('rosa@pyharbor.example');
});

test('malformed bodies are refused with a code, and only the code is logged', async () => {
  const rosa = await visitor(served.url, 'rosa');
  for (const body of [{}, [], { address: 'not an address at all' }, { address: 7 }])
    expect(await (await rosa.post(staffPaths.api.alerts, body)).json()).toEqual({ refused: 'bad-request' });
  const large = await rosa.post(staffPaths.api.alerts, { address: 'x'.repeat(2_000_000) });
  expect(await large.json()).toEqual({ refused: 'too-large' });
  expect(JSON.stringify(served.logged)).not.toMatch(/pyharbor|address|xxx/u);
  expect(new Set(served.logged.flatMap((line) => Object.keys(line)))).toEqual(new Set(['code']));
});

test('who has no role that reads sees an empty list', async () => {
  const listOf = async (member: string): Promise<number> => {
    const one = await visitor(served.url, member);
    return ((await (await one.get(staffPaths.api.incidents)).json()) as IncidentList).rows.length;
  };
  expect(await listOf('rosa')).toBe(4);
  expect(await listOf('kenji')).toBe(4);
  expect(await listOf('sam')).toBe(0);
  expect(await listOf('helen')).toBe(0);
});

test('pages, health, recipients and what does not exist', async () => {
  const one = new Visitor(served.url);
  expect(await (await one.get(paths.health)).text()).toBe('ok');
  expect((await one.get(paths.favicon)).status).toBe(204);
  expect((await one.get(paths.desk)).headers.get('content-security-policy')).toContain('trusted-types desk');
  expect(await (await one.get(paths.start('pyharbor-2027'))).text()).toContain('REHEARSAL');
  expect(await (await one.get('/api/nothing')).json()).toEqual({ refused: 'not-found' });
  expect((await one.get('/nothing')).status).toBe(404);
  expect((await one.get('/assets/../package.json')).status).toBe(404);
  expect(await (await one.get(paths.rehearsal)).text()).toContain('rosa@pyharbor.example');
});
