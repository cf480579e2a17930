import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reach } from '#server/alerts/reach.ts';
import { pushKey } from '#server/alerts/vapid.ts';
import { ground, hookTo, message, pushTo, type Ground } from './ground.ts';
import { listener, type Heard, type Listener } from './listener.ts';

let service: Listener;
let other: Listener;
let here: Ground;
beforeAll(async () => {
  [service, other] = await Promise.all([listener(), listener()]);
  here = await ground(null, [service, other]);
});
afterAll(() => Promise.all([service.close(), other.close()]));
beforeEach(() => {
  here.at(here.now() + 1000);
  service.answers(201);
  other.answers(200);
  service.heard();
  other.heard();
});

let alerts = 0;
/** Another alert each time: what arrived once is not sent again. */
const reached = (how: 'ordinary' | 'urgent' = 'ordinary') =>
  reach(here.parts, 'rosa', { ...message, id: `alert ${alerts++}` }, how);
const own = () => here.parts.store.alertRoutes(here.house.org, 'rosa');
const bytes = (base64url: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64url, 'base64url'));
const asJson = (base64url: string): unknown => JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));

async function claimsIn({ headers }: Heard): Promise<{ aud: string; exp: number; sub: string }> {
  const [, token = '', k = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/u.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const key = await crypto.subtle.importKey('raw', bytes(k), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const signed = new Uint8Array(Buffer.from(`${head}.${claims}`));
  const how = { name: 'ECDSA', hash: 'SHA-256' } as const;
  expect(await crypto.subtle.verify(how, key, bytes(signature), signed)).toBe(true);
  expect(asJson(head)).toMatchObject({ alg: 'ES256', typ: 'JWT' });
  return asJson(claims) as { aud: string; exp: number; sub: string };
}

describe('given a browser that may notify', () => {
  test('an alert is an empty push, signed for its service alone and for less than a day (RFC 8292)', async () => {
    await here.routes(pushTo(`${service.origin}/to/rosa`));
    expect(await reached()).toBe('reached');
    const [heard, ...more] = service.heard();
    if (heard === undefined) throw new Error('nothing was heard');
    expect(more).toEqual([]);
    expect([heard.method, heard.path, heard.body]).toEqual(['POST', '/to/rosa', '']);
    expect(heard.headers).toMatchObject({ 'content-length': '0', ttl: '86400', urgency: 'normal', topic: 'desk' });
    expect(Object.keys(heard.headers).toSorted()).toEqual(
      ['authorization', 'connection', 'content-length', 'host', 'topic', 'ttl', 'urgency', 'user-agent'].toSorted(),
    );
    const { aud, exp, sub } = await claimsIn(heard);
    expect(aud).toBe(service.origin);
    expect(sub).toBe('https://desk.pyharbor.example');
    const left = exp - Date.now() / 1000;
    expect(left).toBeGreaterThan(60);
    expect(left).toBeLessThanOrEqual(86_400);
  });

  test('the key is made once, and the page is given the one that signs', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => pushKey(here.parts.store)));
    expect(new Set(keys.map((key) => key.public)).size).toBe(1);
    await reached('urgent');
    expect(service.heard()[0]?.headers.authorization).toContain(`k=${keys[0]?.public}`);
  });

  test('what is urgent says so, so that a sleeping phone is woken', async () => {
    expect(await reached('urgent')).toBe('reached');
    expect(service.heard()[0]?.headers['urgency']).toBe('high');
  });

  test.each([404, 410])('after %i it is ended, and what comes next takes the alert', async (status) => {
    await here.routes(pushTo(`${service.origin}/gone`), hookTo(`${other.origin}/next`));
    service.answers(status);
    expect(await reached()).toBe('reached');
    expect(other.heard().map(({ path }) => path)).toEqual(['/next']);
    expect((await own()).map(({ kind }) => kind)).toEqual(['webhook']);
    const [last] = (await here.parts.store.alertsSent(here.house.org, 'rosa')).filter(({ kind }) => kind === 'push');
    expect(last?.state).toBe('gone');
  });

  test('where the only one is ended, nothing is tried again', async () => {
    await here.routes(pushTo(`${service.origin}/gone`));
    service.answers(410);
    expect(await reached()).toBe('nowhere');
    expect(await reached()).toBe('nowhere');
    expect(service.heard().length).toBe(1);
  });

  test('after 429 it is tried when the service says, and not before', async () => {
    await here.routes(pushTo(`${service.origin}/busy`));
    service.answers(429, { 'retry-after': '120' });
    expect(await reached()).toEqual({ at: here.now() + 120_000 });
    expect((await own()).length).toBe(1);
  });

  test('a service that fails is tried again, and the browser stays', async () => {
    service.answers(503);
    expect(await reached()).toBe('again');
    expect((await own()).length).toBe(1);
  });

  test('a service that hangs holds nothing up: the next route takes the alert', async () => {
    await here.routes(pushTo(`${service.origin}/slow`), hookTo(`${other.origin}/next`));
    service.answers('hang');
    expect(await reached()).toBe('reached');
    expect(other.heard().length).toBe(1);
  });
});

test.each([
  'https://push.example.org/x',
  'https://fcm.googleapis.com.example.org/x',
  'https://evilfcm.googleapis.com@127.0.0.1/x',
  'https://notfcm.googleapis.com.evil/x',
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://127.0.0.1/x',
  'no address',
])('%s is no push service: it is not asked', (endpoint) => {
  expect(here.parts.bells?.mayPush(endpoint)).toBe(false);
});

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
])('%s is one', (endpoint) => {
  expect(here.parts.bells?.mayPush(endpoint)).toBe(true);
});
