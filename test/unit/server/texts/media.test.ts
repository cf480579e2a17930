import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fetchMedia, largestMedia, type MediaWay } from '#server/texts/media.ts';
import { carrier, type Carrier, type Lying } from './carrier.ts';

let theirs: Carrier;
let elsewhere: Carrier;
beforeAll(async () => {
  [theirs, elsewhere] = await Promise.all([carrier(), carrier()]);
});
afterAll(() => Promise.all([theirs.end(), elsewhere.end()]));
afterEach(() => {
  theirs.lies.clear();
  elsewhere.lies.clear();
});

const way = (more: Partial<MediaWay> = {}): MediaWay => ({
  origins: [theirs.url],
  proof: () => ({ authorization: 'Basic secret' }),
  sendsOn: true,
  timeoutMs: 2_000,
  ...more,
});
const bytes = new Uint8Array([1, 2, 3]);
let places = 0;
/** Lays something down and fetches it. */
async function fetched(lying: Lying, more?: Partial<MediaWay>, type = 'image/gif') {
  const path = `/file/${++places}`;
  theirs.lies.set(path, [lying]);
  return fetchMedia({ type, url: theirs.url + path }, way(more));
}
const sentOn = (location: string, status = 302): Lying => ({ status, headers: { location } });

describe('a file that lies with the provider', () => {
  test('is fetched with what proves that it is us, by the type that the provider names', async () => {
    expect(await fetched({ body: bytes, headers: { 'content-type': 'text/html' } })).toEqual({
      type: 'image/gif',
      bytes,
    });
    expect(theirs.askedFor.at(-1)?.headers.authorization).toBe('Basic secret');
    const unnamed = { body: bytes, headers: { 'content-type': 'audio/ogg; codecs=opus' } };
    expect(await fetched(unnamed, {}, '')).toEqual({ type: 'audio/ogg', bytes });
  });

  test.each([301, 302, 303, 307, 308])(
    'is fetched where it sends us on to (%i), without what proves it',
    async (status) => {
      elsewhere.lies.set('/lasting', [{ body: bytes }]);
      const done = await fetched(sentOn(`${elsewhere.url}/lasting`, status), { also: [elsewhere.url] });
      expect(done).toEqual({ type: 'image/gif', bytes });
      expect(elsewhere.askedFor.at(-1)?.headers.authorization).toBeUndefined();
    },
  );

  test.each([
    ['http', 'http://203.0.113.9/'],
    ['the house', 'https://192.168.0.1/'],
    ['a cloud’s own metadata', 'https://169.254.169.254/latest'],
    ['this machine, in the other way of writing', 'https://[::1]/'],
    ['another kind of address', 'file:///etc/passwd'],
    ['a name with a password', 'https://a:b@example.org/'],
    ['nothing', ''],
    ['no address', 'https://'],
  ])('is not fetched where it sends us on to %s', async (_, location) => {
    expect(await fetched(sentOn(location))).toEqual({ failed: 'never' });
  });

  test('is not fetched by a name that leads into the house', async () => {
    const resolve: MediaWay['resolve'] = (_host, _options, done) => done(null, [{ address: '10.0.0.7', family: 4 }]);
    expect(await fetched(sentOn('https://cdn.example/'), { resolve })).toEqual({ failed: 'never' });
  });

  test('is not fetched from its own host a second time with the secret, nor from anywhere where none sends on', async () => {
    theirs.lies.set('/second', [{ body: bytes }]);
    expect(await fetched(sentOn('/second'), { also: [theirs.url] })).toEqual({ type: 'image/gif', bytes });
    expect(theirs.askedFor.at(-1)?.headers.authorization).toBeUndefined();
    const before = elsewhere.askedFor.length;
    const done = await fetched(sentOn(`${elsewhere.url}/x`), { also: [elsewhere.url], sendsOn: false });
    expect([done, elsewhere.askedFor.length]).toEqual([{ failed: 'never' }, before]);
  });

  test('that sends us round in a circle is given up', async () => {
    theirs.lies.set('/round', [sentOn('/round')]);
    const done = await fetchMedia({ type: '', url: `${theirs.url}/round` }, way({ also: [theirs.url] }));
    expect(done).toEqual({ failed: 'never' });
    expect(theirs.askedFor.filter(({ path }) => path === '/round').length).toBe(4);
  });

  test.each([['with', false] as const, ['without', true] as const])(
    'is taken up to five megabytes, %s a length said before, and not a byte more',
    async (_, unmeasured) => {
      const more = unmeasured ? { unmeasured } : {};
      const done = await fetched({ body: new Uint8Array(largestMedia), ...more });
      expect('bytes' in done && done.bytes.length).toBe(largestMedia);
      expect(await fetched({ body: new Uint8Array(largestMedia + 1), ...more })).toEqual({ failed: 'never' });
    },
  );

  test.each([
    [404, 'again'],
    [429, 'again'],
    [500, 'again'],
    [503, 'again'],
    [401, 'never'],
    [403, 'never'],
    [410, 'never'],
    [204, 'never'],
  ] as const)('that is answered with %i may be asked for: %s', async (status, failed) => {
    expect(await fetched({ status })).toEqual({ failed });
  });

  test.each([
    ['is empty', {}, 'never'],
    ['is packed though nobody asked for it', { body: bytes, headers: { 'content-encoding': 'gzip' } }, 'never'],
    ['ends before its end', { body: bytes, headers: { 'content-length': '9' } }, 'again'],
    ['does not come', { when: new Promise<void>(() => undefined) }, 'again'],
  ] as const)('that %s is none', async (_, lying, failed) => {
    expect(await fetched(lying, { timeoutMs: 300 })).toEqual({ failed });
  });

  test.each(['', 'x', 'http://127.0.0.1:1/', 'https://api.twilio.com.evil.example/', 'https://user@api.twilio.com/'])(
    'is never asked for at "%s"',
    async (url) => {
      const done = await fetchMedia({ type: '', url }, way({ origins: ['https://api.twilio.com'] }));
      expect(done).toEqual({ failed: 'never' });
    },
  );

  test('of a provider that is not there may come', async () => {
    const done = await fetchMedia({ type: '', url: 'http://127.0.0.1:1/x' }, way({ origins: ['http://127.0.0.1:1'] }));
    expect(done).toEqual({ failed: 'again' });
  });
});
