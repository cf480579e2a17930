import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import { paths } from '#wire/paths.ts';
import type { RouteAdded, RouteSent, RoutesAnswer, TestAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { settingsIn, visitor, Visitor } from '../rehearsed.ts';
import { listener, type Listener } from './listener.ts';

let service: Listener;
let chat: Listener;
let served: Rehearsing;
let rosa: Visitor;
let tomasz: Visitor;
const lines: unknown[] = [];
const folder = mkdtempSync(join(tmpdir(), 'recourse-routes-'));
beforeAll(async () => {
  [service, chat] = await Promise.all([listener(), listener()]);
  const settings = settingsIn(folder, { PUSH_ALSO: service.origin, WEBHOOK_ALSO: chat.origin });
  served = await rehearse(settings, { say: () => undefined, log: (line) => lines.push(line) });
  [rosa, tomasz] = [await visitor(served.url, 'rosa'), await visitor(served.url, 'tomasz')];
});
afterAll(async () => {
  await served.stop();
  await Promise.all([service.close(), chat.close()]);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  service.answers(201);
  chat.answers(200);
});

const routesOf = async (one: Visitor): Promise<RoutesAnswer> =>
  (await (await one.get(staffPaths.api.routes)).json()) as RoutesAnswer;
const hook: RouteSent = { kind: 'webhook', shape: 'ntfy', url: '', token: 'tk_secret_1', to: '', as: '' };
async function added(one: Visitor, route: RouteSent): Promise<string> {
  const answer = await one.post(staffPaths.api.routes, route);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as RouteAdded).id;
}
const statusOf = async (one: Visitor, route: object): Promise<number> =>
  (await one.post(staffPaths.api.routes, route)).status;
async function passes(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  const headers = { origin: served.url };
  await fetch(served.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
}

test('nobody without a session is shown or changes anything', async () => {
  const nobody = new Visitor(served.url);
  expect((await nobody.get(staffPaths.api.routes)).status).toBe(401);
  for (const path of ['routes', 'routesOrder', 'routesQuiet', 'routesTest'] as const)
    expect((await nobody.post(staffPaths.api[path], {})).status).toBe(401);
  expect((await nobody.delete(staffPaths.api.route('mail'))).status).toBe(401);
});

describe('a member adds ways to be reached', () => {
  test('and is shown them after mail, with their hosts and without any secret; another member is not', async () => {
    expect((await routesOf(rosa)).routes.map(({ kind }) => kind)).toEqual(['mail']);
    await added(rosa, { kind: 'push', endpoint: `${service.origin}/rosa/0123` });
    await added(rosa, { ...hook, url: `${chat.origin}/topic-nobody-guesses` });
    const answer = await routesOf(rosa);
    expect(answer.routes.map(({ kind, shape }) => [kind, shape])).toEqual([
      ['mail', ''],
      ['push', ''],
      ['webhook', 'ntfy'],
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/tk_secret|topic-nobody|rosa\/0123/u);
    expect((await routesOf(tomasz)).routes.map(({ kind }) => kind)).toEqual(['mail']);
    expect(answer.offers).toEqual(['push', 'webhook']);
    expect(Buffer.from(answer.pushKey, 'base64url').length).toBe(65);
  });

  test('the same browser again is the same way', async () => {
    const endpoint = `${service.origin}/rosa/0123`;
    expect(await added(rosa, { kind: 'push', endpoint })).toBe(await added(rosa, { kind: 'push', endpoint }));
    expect((await routesOf(rosa)).routes.length).toBe(3);
  });

  test.each([
    { kind: 'push', endpoint: 'https://push.example.org/x' },
    { kind: 'push', endpoint: 'https://169.254.169.254/' },
    { kind: 'push', endpoint: 'javascript:1' },
    { kind: 'sms', number: '+14125550142' },
    { ...hook, url: 'http://10.0.0.1/' },
    { ...hook, url: 'https://hooks.example.org/' },
    { ...hook, url: 'https://127.0.0.1/' },
    { ...hook, url: 'CHAT', token: 'a\r\nx-injected: 1' },
    { ...hook, url: 'CHAT', shape: 'generic', token: 'short' },
    { ...hook, url: 'CHAT', shape: 'matrix', to: '' },
    { ...hook, url: 'CHAT', shape: 'carrier-pigeon' },
    { kind: 'mail', address: 'x@example.org' },
    [],
  ])('but not %j', async (route) => {
    const sent = 'url' in route && route.url === 'CHAT' ? { ...route, url: chat.origin } : route;
    expect(await statusOf(tomasz, sent)).toBe(400);
    expect((await routesOf(tomasz)).routes.length).toBe(1);
  });

  test('and not without end', async () => {
    const kenji = await visitor(served.url, 'kenji');
    for (let n = 0; n < 8; n++) await added(kenji, { ...hook, url: `${chat.origin}/${n}` });
    expect(await statusOf(kenji, { ...hook, url: `${chat.origin}/9` })).toBe(409);
  });

  test('orders them, and removes one; nobody removes another’s', async () => {
    const [mail, push, chatting] = (await routesOf(rosa)).routes.map(({ id }) => id);
    const order = [chatting, mail, push];
    expect((await rosa.post(staffPaths.api.routesOrder, { order })).status).toBe(200);
    expect((await routesOf(rosa)).routes.map(({ id }) => id)).toEqual(order);
    const back = [mail, push, chatting];
    expect((await rosa.post(staffPaths.api.routesOrder, { order: back })).status).toBe(200);
    expect((await tomasz.delete(staffPaths.api.route(push ?? ''))).status).toBe(200);
    expect((await routesOf(rosa)).routes.map(({ id }) => id)).toEqual(back);
    const one = await added(rosa, { ...hook, url: `${chat.origin}/one-more` });
    expect((await rosa.delete(staffPaths.api.route(one))).status).toBe(200);
    expect((await routesOf(rosa)).routes.map(({ id }) => id)).toEqual(back);
  });

  test('keeps quiet hours in a zone there is, and drops them', async () => {
    const zone = 'America/New_York';
    const keeps = async (quiet: object): Promise<number> => (await rosa.post(staffPaths.api.routesQuiet, quiet)).status;
    expect(await keeps({ from: 1320, to: 420, zone })).toBe(200);
    expect((await routesOf(rosa)).quiet).toEqual({ from: 1320, to: 420, zone });
    expect(await keeps({ from: 1320, to: 420, zone: 'Middle/Earth' })).toBe(400);
    expect(await keeps({ from: 1440, to: 420, zone })).toBe(400);
    expect(await keeps({ from: 0, to: 0, zone })).toBe(200);
    expect((await routesOf(rosa)).quiet).toBeNull();
  });
});

describe('does it ring?', () => {
  test('every way is rung and said of each what became of it, to the member alone', async () => {
    service.heard();
    chat.heard();
    const others = (await routesOf(tomasz)).sent;
    service.answers(503);
    const answer = await rosa.post(staffPaths.api.routesTest, {});
    const { tried } = (await answer.json()) as TestAnswer;
    expect(tried.map(({ kind, state }) => [kind, state])).toEqual([
      ['mail', 'sent'],
      ['push', 'failed'],
      ['webhook', 'sent'],
    ]);
    expect(service.heard().map(({ headers }) => headers['urgency'])).toEqual(['high']);
    expect(chat.heard().map(({ path }) => path)).toEqual(['/topic-nobody-guesses']);
    expect(served.post.mails()[0]).toMatchObject({ to: 'rosa@pyharbor.example', subject: 'It rings' });
    const { sent } = await routesOf(rosa);
    const last = sent.slice(0, 3);
    expect(last.every(({ urgent }) => urgent)).toBe(true);
    expect(new Set(last.map(({ kind }) => kind))).toEqual(new Set(['mail', 'push', 'webhook']));
    expect((await routesOf(tomasz)).sent).toEqual(others);
  });

  test('not again at once', async () => {
    expect((await rosa.post(staffPaths.api.routesTest, {})).status).toBe(429);
    await passes(60_000);
    expect((await rosa.post(staffPaths.api.routesTest, {})).status).toBe(200);
  });
});

test('of a report that names a member, their ways stay silent and their page stays as it was; the others ring', async () => {
  // Each of the two is rung by a chat before any mail.
  for (const [one, path] of [
    [rosa, 'rosa'],
    [tomasz, 'tomasz'],
  ] as const) {
    const id = await added(one, { ...hook, url: `${chat.origin}/${path}` });
    await one.post(staffPaths.api.routesOrder, { order: [id] });
  }
  const before = await (await tomasz.get(staffPaths.api.routes)).text();
  chat.heard();
  const prepared = await prepare(await groundOf(served.url, event), [
    ['what', 'zwirbelquark about Tomasz Brandt'],
    ['team.leave-out', 'tomasz'],
    ['contact.name', 'Solène'],
  ]);
  await prepared.send();
  const heard = [...chat.heard()];
  const hers = (): boolean => {
    heard.push(...chat.heard());
    return heard.some(({ path }) => path === '/rosa');
  };
  await vi.waitFor(() => expect(hers()).toBe(true), { timeout: 10_000 });
  expect(heard.map(({ path }) => path)).not.toContain('/tomasz');
  expect(await (await tomasz.get(staffPaths.api.routes)).text()).toBe(before);
  for (const one of heard) expect(JSON.stringify(one)).not.toMatch(/zwirbelquark|Tomasz|Brandt|Sol|incident/u);
});

test('no address or secret of a way is logged, and what an alert was about is nowhere beside it', () => {
  expect(JSON.stringify(lines)).not.toMatch(/tk_secret|topic-nobody|127\.0\.0\.1|rosa/u);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(kept.join('')).not.toContain('zwirbelquark');
});
