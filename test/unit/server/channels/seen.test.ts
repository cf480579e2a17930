import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { opensAt } from '#rehearsal/cast.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { channelCodes, channels, codeOf } from '#server/channels/codes.ts';
import { testDue } from '#server/channels/due.ts';
import { channelSeen, noteChannel } from '#server/channels/seen.ts';
import { testCameBack } from '#server/channels/self-test.ts';
import { shownOf } from '#server/channels/shown.ts';
import { testIn, testToken } from '#server/channels/test-letter.ts';
import { watchChannels } from '#server/channels/watch.ts';
import { start, type Running } from '#server/start.ts';
import { channels as en } from '#words/made/en/channels.ts';
import { databaseFile } from '#store/sqlite-database.ts';
import type { ChannelList } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { adviceFor } from '#desk/channels/words.ts';
import { settingsIn, visitor, type Visitor } from '../rehearsed.ts';

vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), 'recourse-seen-'));
const minute = 60_000;
const post = outbox();
let clock = opensAt;
let running: Running;
let parts: ApiParts;
let poke: () => void;
let rosa: Visitor;
beforeAll(async () => {
  // Nothing listens there: what is seen is only what a test says.
  const settings = settingsIn(folder, { SMTP_URL: 'smtp://127.0.0.1:9' });
  running = await start(settings, {
    now: () => clock,
    lookEvery: 3_600_000,
    say: () => undefined,
    log: () => undefined,
    rehearsal: {
      cast: [],
      post,
      seed,
      pages: (given, again) => {
        parts = given;
        poke = again;
        return new Hono();
      },
    },
  });
  rosa = await visitor(running.url, 'rosa');
  const looked = async (): Promise<void> => {
    if ((await shown()).rows[0]?.state !== 'down') throw new Error('nothing has looked yet');
  };
  await vi.waitFor(looked, { timeout: 40_000 });
  await noteChannel(parts, 'mail-out', 'looked', 'working');
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const shown = async (): Promise<ChannelList> => (await (await rosa.get(staffPaths.api.channels)).json()) as ChannelList;
/** Jobs that would tell another program. */
const hooks = (): number => {
  const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true });
  const [row] = database.prepare(`select count(*) as n from job where kind = 'hook'`).all();
  database.close();
  return Number(row?.['n']);
};
const later = (ms: number): void => {
  clock += ms;
  poke();
};
const news = (): readonly string[] =>
  post
    .mails()
    .map(({ subject }) => subject)
    .filter((one) => one.includes('E-mail we send'));

test('what is seen while something is sent changes nothing that anybody is shown', async () => {
  const [before, told] = [await shown(), hooks()];
  const { store, now, procedures } = parts;
  for (const channel of ['mail-out', 'push', 'webhook', 'sms'] as const) {
    await channelSeen({ store, now, procedures }, channel, 'down', 'refused');
    clock += 20 * minute;
    expect({ ...(await shown()), now: before.now }).toEqual(before);
    await channelSeen({ store, now, procedures }, channel, 'working');
    expect({ ...(await shown()), now: before.now }).toEqual(before);
  }
  later(5 * minute);
  expect(news()).toEqual([]);
  expect(hooks()).toBe(told);
});

test('a way that is down for less than two minutes wakes nobody; one that stays down is told of, and its return', async () => {
  await noteChannel(parts, 'mail-out', 'looked', 'down', 'timed-out');
  expect((await shown()).rows).toMatchObject([{ channel: 'mail-out', state: 'down', code: 'timed-out' }]);
  later(minute);
  await noteChannel(parts, 'mail-out', 'looked', 'working');
  later(10 * minute);
  await noteChannel(parts, 'mail-out', 'looked', 'down', 'no-route');
  later(2 * minute);
  await vi.waitFor(() => expect(new Set(news())).toEqual(new Set(['E-mail we send: not working'])), {
    timeout: 40_000,
  });
  const told = news().length;
  await noteChannel(parts, 'mail-out', 'looked', 'down', 'timed-out');
  later(10 * minute);
  await noteChannel(parts, 'mail-out', 'looked', 'working');
  later(0);
  await vi.waitFor(() => expect(news().filter((one) => one.includes('works again'))).toHaveLength(told), {
    timeout: 40_000,
  });
  expect(news()).toHaveLength(2 * told);
});

test('what was looked at is said no finer than five minutes', async () => {
  clock += 7 * minute + 13;
  await noteChannel(parts, 'mail-out', 'looked', 'working');
  const [row] = (await shown()).rows;
  expect((row?.looked ?? 1) % (5 * minute)).toBe(0);
  const before = await shown();
  clock = Math.floor(clock / (5 * minute)) * 5 * minute + 4 * minute;
  await noteChannel(parts, 'mail-out', 'looked', 'working');
  expect({ ...(await shown()), now: before.now }).toEqual(before);
});

test('every code has a sentence, and every error one of the codes', () => {
  for (const code of channelCodes) expect(adviceFor(en, code)).not.toBe(en.codeUnknown());
  const error = (more: object): Error => Object.assign(new Error('secret@example.org said no'), more);
  expect(codeOf(error({ code: 'ECONNREFUSED' }))).toBe('no-route');
  expect(codeOf(error({ code: 'EAUTH', responseCode: 535 }))).toBe('refused-login');
  expect(codeOf(error({ responseCode: 451 }))).toBe('server-busy');
  expect(codeOf(error({ responseCode: 554 }))).toBe('refused');
  expect(codeOf(error({ code: 'CERT_HAS_EXPIRED' }))).toBe('bad-certificate');
  expect(codeOf(error({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }))).toBe('bad-certificate');
  expect(codeOf(new TypeError('fetch failed', { cause: error({ code: 'ENOTFOUND' }) }))).toBe('no-route');
  expect(codeOf(new DOMException('late', 'TimeoutError'))).toBe('timed-out');
  expect(codeOf('no error at all')).toBe('bad-answer');
  expect(channels).toHaveLength(6);
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const letter = (token: string): Uint8Array =>
  utf8(`From: a@b.org\r\nX-Recourse-Test:\r\n ${token}\r\nSubject: Test\r\n\r\nbody`);

test('only a token of ours, not too old and not from the future, makes a letter a test', () => {
  const token = testToken(parts.signer, clock);
  const [at = '', once = '', proof = ''] = token.split('.');
  expect(testIn(parts.signer, letter(token), clock)).toBe(clock);
  expect(testIn(parts.signer, letter(token), clock + 8 * 24 * 60 * minute)).toBeNull();
  // Another server's clock is a little behind, or ours was set back: still no report.
  expect(testIn(parts.signer, letter(token), clock - minute)).toBe(clock);
  expect(testIn(parts.signer, letter(token), clock - 25 * 60 * minute)).toBeNull();
  expect(testIn(parts.signer, letter(`${Number(at) + 1}.${once}.${proof}`), clock + 1)).toBeNull();
  expect(testIn(parts.signer, letter(`${at}.${once}.${'0'.repeat(64)}`), clock)).toBeNull();
  expect(testIn(parts.signer, utf8(`From: a@b.org\r\n\r\nX-Recourse-Test: ${token}\r\n`), clock)).toBeNull();
  expect(testIn(parts.signer, new Uint8Array(), clock)).toBeNull();
  expect(testIn({ seed: new Uint8Array(32) }, letter(token), clock)).toBeNull();
});

test('a test letter that comes back counts for every way that was called down without it, and only the first time', async () => {
  const { store, signer } = parts;
  const org = (await store.organisation())?.org ?? '';
  const states = async (): Promise<readonly string[]> => {
    const rows = await store.channelStates(org);
    return (['mail-in', 'smtp-in'] as const).map((way) => shownOf(way, rows).state);
  };
  const lost = async (): Promise<void> => {
    for (const way of ['mail-in', 'smtp-in'] as const) await noteChannel(parts, way, 'tested', 'down', 'not-read-back');
  };
  const raw = letter(testToken(signer, clock));
  const arrives = (): Promise<unknown> => testCameBack(parts)(raw, { by: 'imap' });
  await lost();
  expect(await states()).toEqual(['down', 'down']);
  await arrives();
  expect(await states()).toEqual(['working', 'working']);
  await lost();
  await arrives();
  expect(await states()).toEqual(['down', 'down']);
});

test('where no test letter can leave any more, the last one that did not come back is no news for ever', async () => {
  const org = (await parts.store.organisation())?.org ?? '';
  const state = async (): Promise<string> => shownOf('mail-in', await parts.store.channelStates(org)).state;
  await noteChannel(parts, 'mail-in', 'tested', 'down', 'not-read-back');
  expect(await state()).toBe('down');
  const { store, now, procedures } = parts;
  const watch = watchChannels({ store, now, procedures, log: () => undefined, looks: {}, address: null }, 3_600_000);
  await vi.waitFor(async () => expect(await state()).toBe('working'), { timeout: 10_000 });
  await watch.stop();
});

test('a test letter is due every morning, and the evening before an event, by its own clock', () => {
  const edition = { from: '2027-05-14', zone: 'America/New_York' };
  const due = (now: string): string => new Date(testDue([edition], Date.parse(now))).toISOString();
  expect(due('2027-05-10T12:00:00Z')).toBe('2027-05-10T11:00:00.000Z');
  expect(due('2027-05-10T10:59:00Z')).toBe('2027-05-09T11:00:00.000Z');
  expect(due('2027-05-14T00:00:00Z')).toBe('2027-05-14T00:00:00.000Z');
  expect(due('2027-05-13T23:59:00Z')).toBe('2027-05-13T11:00:00.000Z');
  // Where the clocks went forward in the night it is seven o'clock all the same.
  expect(due('2027-03-14T12:00:00Z')).toBe('2027-03-14T11:00:00.000Z');
  expect(new Date(testDue([], Date.parse('2027-05-10T12:00:00Z'))).toISOString()).toBe('2027-05-10T07:00:00.000Z');
});
