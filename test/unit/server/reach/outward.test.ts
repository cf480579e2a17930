import type { LookupAddress } from 'node:dns';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublic, mayAsk, outward, type Going, type Resolve } from '#server/alerts/outward.ts';
import { listener, type Listener } from './listener.ts';

let inside: Listener;
let elsewhere: Listener;
beforeAll(async () => {
  [inside, elsewhere] = await Promise.all([listener(), listener()]);
});
afterAll(() => Promise.all([inside.close(), elsewhere.close()]));
beforeEach(() => {
  inside.answers(200);
  inside.heard();
  elsewhere.heard();
});

const going = (url: string): Going => ({ url, method: 'POST', headers: {}, body: 'x' });
const portOf = (one: Listener): string => new URL(one.origin).port;
const names =
  (...found: readonly string[]): Resolve =>
  (_host, _options, done) => {
    done(
      null,
      found.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

describe('given an address that leads into the network the server stands in', () => {
  test.each([
    'https://127.0.0.1:PORT/',
    'https://127.1:PORT/',
    'https://2130706433:PORT/',
    'https://0x7f000001:PORT/',
    'https://0177.0.0.1:PORT/',
    'https://0.0.0.0:PORT/',
    'https://[::1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://[::ffff:7f00:1]:PORT/',
    'https://[64:ff9b::7f00:1]:PORT/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.20.0.1/',
    'https://100.64.0.1/',
    'https://localhost:PORT/',
    'https://anything.localhost:PORT/',
    'http://127.0.0.1:PORT/',
    'http://hooks.example.org/',
    'file:///etc/passwd',
    'ftp://hooks.example.org/',
    'https://user:word@hooks.example.org/',
    'https://',
    '',
  ])('%s is not asked', async (written) => {
    const url = written.replace('PORT', portOf(inside));
    expect(mayAsk(url, [])).toBe(false);
    expect(await outward({ also: [], timeoutMs: 500 })(going(url))).toEqual({ barred: true });
    expect(inside.heard()).toEqual([]);
  });

  test.each([
    ['a name for this machine', ['127.0.0.1']],
    ['a name for a cloud’s own metadata', ['169.254.169.254']],
    ['a name for the open web and for this machine too', ['93.184.215.14', '127.0.0.1']],
    ['a name for nothing', []],
    ['a name for IPv6 that hides IPv4', ['::ffff:127.0.0.1']],
  ])('%s is not asked', async (_what, found) => {
    const ask = outward({ also: [], timeoutMs: 500, resolve: names(...found) });
    expect(await ask(going(`https://hooks.example.org:${portOf(inside)}/`))).toEqual({ barred: true });
    expect(inside.heard()).toEqual([]);
  });

  test('a name is looked up each time it is asked: what it led to yesterday counts for nothing', async () => {
    const hosts: string[] = [];
    const resolve: Resolve = (host, _options, done) => {
      hosts.push(host);
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const ask = outward({ also: [], timeoutMs: 500, resolve });
    const url = `https://hooks.example.org:${portOf(inside)}/`;
    expect([await ask(going(url)), await ask(going(url))]).toEqual([{ barred: true }, { barred: true }]);
    expect(hosts).toEqual(['hooks.example.org', 'hooks.example.org']);
    expect(inside.heard()).toEqual([]);
  });

  test('a redirect there is not followed', async () => {
    inside.answers(302, { location: `${elsewhere.origin}/inside` });
    const ask = outward({ also: [inside.origin], timeoutMs: 500 });
    expect(await ask(going(`${inside.origin}/hook`))).toEqual({ status: 302, after: null });
    expect(elsewhere.heard()).toEqual([]);
  });

  test('where the operator vouches for it, it is asked: that origin, and no other port of it', async () => {
    const ask = outward({ also: [inside.origin], timeoutMs: 500 });
    expect(await ask(going(`${inside.origin}/hook`))).toEqual({ status: 200, after: null });
    expect(await ask(going(`${elsewhere.origin}/hook`))).toEqual({ barred: true });
  });
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['198.51.100.7', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['fe80::1', false],
  ['::', false],
  ['no address', false],
])('%s is public: %s', (address, open) => {
  expect(isPublic(address)).toBe(open);
});

test('how long another server asks us to wait is taken as it says: seconds or a date, and never for days', async () => {
  const ask = outward({ also: [inside.origin], timeoutMs: 500 });
  const after = async (value: string): Promise<number | null> => {
    inside.answers(429, { 'retry-after': value });
    const came = await ask(going(inside.origin));
    return 'status' in came ? came.after : null;
  };
  expect(await after('30')).toBe(30_000);
  const date = await after(new Date(Date.now() + 60_000).toUTCString());
  expect(date).toBeGreaterThan(50_000);
  expect(date).toBeLessThanOrEqual(60_000);
  expect(await after('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
  expect(await after('99999999')).toBe(6 * 3_600_000);
  expect(await after('soon')).toBeNull();
});

test('nothing that answers, or that answers for ever, holds it up', async () => {
  inside.answers('hang');
  const ask = outward({ also: [inside.origin, 'http://127.0.0.1:1'], timeoutMs: 200 });
  expect(await ask(going(inside.origin))).toEqual({ failed: 'timed-out' });
  expect(await ask(going('http://127.0.0.1:1'))).toEqual({ failed: 'no-route' });
});

test('one that answers with another protocol is no answer, and holds it up as little', async () => {
  const switches = createServer((line) => {
    line.on('error', () => undefined);
    line.once('data', () => {
      line.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
    });
  });
  await new Promise<void>((ready) => {
    switches.listen(0, '127.0.0.1', ready);
  });
  const origin = `http://127.0.0.1:${(switches.address() as AddressInfo).port}`;
  expect(await outward({ also: [origin], timeoutMs: 1_000 })(going(origin))).toEqual({ failed: 'bad-answer' });
  switches.close();
});
