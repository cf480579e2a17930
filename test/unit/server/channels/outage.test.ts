import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hoodiecrow, type ImapServer } from '#kit/imap-server.ts';
import { letterOf } from '#kit/mail-client.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { smtpPost, type Post } from '#server/post/post.ts';
import { start, type Running } from '#server/start.ts';
import type { ChannelList, ChannelRow } from '#wire/channels.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { settingsIn, visitor, type Visitor } from '../rehearsed.ts';
import { relay, type Relay } from './relay.ts';

// Mail servers that are waited for, each time a little longer.
vi.setConfig({ testTimeout: 90_000 });

/** A whole server with its real ways: a mailbox it watches, and a mail server it sends by. Only its clock is ours. */
const folder = mkdtempSync(join(tmpdir(), 'recourse-outage-'));
const minute = 60_000;
let clock = opensAt;
let imap: ImapServer;
let smtp: Relay;
let post: Post;
let running: Running;
let parts: ApiParts;
let poke: () => void;
let rosa: Visitor;

beforeAll(async () => {
  imap = await hoodiecrow();
  smtp = await relay();
  post = await smtpPost({ baseUrl: 'https://report.pyharbor.example', smtpUrl: smtp.url });
  running = await start(settingsIn(folder, { IMAP_URL: imap.url(), SMTP_URL: smtp.url }), {
    now: () => clock,
    lookEvery: 100,
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
});
afterAll(async () => {
  await running.stop();
  post.close();
  await smtp.down();
  await imap.forget();
  rmSync(folder, { recursive: true, force: true });
});

const until = (ready: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(ready, { timeout: 40_000, interval: 50 });
const list = async (): Promise<ChannelList> => (await (await rosa.get(staffPaths.api.channels)).json()) as ChannelList;
const rowOf = async (channel: ChannelRow['channel']): Promise<ChannelRow | undefined> =>
  (await list()).rows.find((row) => row.channel === channel);
const stateOf = async (channel: ChannelRow['channel']): Promise<string> => {
  const row = await rowOf(channel);
  return row === undefined ? '' : `${row.state} ${row.code}`.trim();
};
const later = (ms: number): void => {
  clock += ms;
  poke();
};
const tests = (): readonly { readonly raw: string }[] =>
  smtp.taken.filter(({ raw }) => /^X-Recourse-Test:/mu.test(raw));
const newsOf = (what: string): readonly string[] =>
  smtp.taken.filter(({ raw }) => raw.includes(`Subject: ${what}`)).flatMap(({ to }) => to);
const waiting = (): number => smtp.taken.filter(({ raw }) => raw.includes('Something is waiting')).length;
const reports = async (): Promise<number> => (await parts.store.counts()).reports;
const page = async (path: string, language = 'en'): Promise<string> =>
  (await fetch(`${running.url}${path}?l=${language}`)).text();

test('a test letter leaves by SMTP as soon as none ever left, comes back by IMAP, and is no report', async () => {
  await until(() => expect(tests()).toHaveLength(1));
  expect(smtp.taken.find(({ raw }) => raw.includes('X-Recourse-Test'))?.to).toEqual(['conduct@pyharbor.example']);
  expect((await list()).test).toMatchObject({ back: 0 });
  const before = await reports();
  await imap.deliver([tests()[0]?.raw ?? '']);
  await until(async () => expect((await list()).test).toEqual({ left: clock, back: clock }));
  expect(await stateOf('mail-in')).toBe('working');
  expect(await stateOf('mail-out')).toBe('working');
  await until(async () => expect(await imap.letters()).toHaveLength(0));
  expect(await reports()).toBe(before);
});

test('a letter that only says that it is a test is a report like any other', async () => {
  const before = await reports();
  const forged = `${clock}.${'0'.repeat(32)}.${'0'.repeat(64)}`;
  await imap.deliver([letterOf({ id: 'forged@home.example', headers: { 'X-Recourse-Test': forged } })]);
  await until(async () => expect(await reports()).toBe(before + 1));
});

test('a mailbox that is down is said on the desk, in public after a minute, and to members; and gone when it is back', async () => {
  const before = await reports();
  await imap.down();
  await until(async () => expect(await stateOf('mail-in')).toBe('down no-route'));
  expect(await page(paths.start(event))).not.toContain('Mail does not reach us');
  later(minute);
  for (const path of [paths.start(event), paths.who(event), paths.mailbox(event)]) {
    expect(await page(path)).toContain('Mail does not reach us right now.');
    expect(await page(path, 'es')).toContain('El correo no nos llega en este momento.');
  }
  expect(await page(paths.report(event))).not.toContain('does not reach us');
  expect(newsOf('E-mail to the team: not working')).toEqual([]);
  later(minute);
  await until(() => expect(newsOf('E-mail to the team: not working')).toContain('amina@pyharbor.example'));
  later(58 * minute);
  await imap.up();
  await imap.deliver([letterOf({ id: 'after-the-hour@home.example', text: 'It happened during the talk.' })]);
  await until(async () => expect(await stateOf('mail-in')).toBe('working'));
  await until(async () => expect(await reports()).toBe(before + 1));
  expect(await page(paths.start(event))).not.toContain('does not reach us');
  await until(() => expect(newsOf('E-mail to the team: works again')).toContain('amina@pyharbor.example'));
});

test('a mail server that is gone is said on the desk, and what could not leave leaves by itself when it is back', async () => {
  await smtp.down();
  await until(async () => expect(await stateOf('mail-out')).toBe('down no-route'));
  const [before, alerts] = [await reports(), waiting()];
  await imap.deliver([letterOf({ id: 'meanwhile@home.example', text: 'It happened at the door.' })]);
  await until(async () => expect(await reports()).toBe(before + 1));
  later(2 * minute);
  expect(newsOf('E-mail we send: not working')).toEqual([]);
  expect(waiting()).toBe(alerts);
  await smtp.up();
  await until(async () => expect(await stateOf('mail-out')).toBe('working'));
  later(60 * minute);
  await until(() => expect(newsOf('E-mail we send: works again').length).toBeGreaterThan(0));
  // To those who read new reports, each of them one.
  await until(() => expect(waiting()).toBeGreaterThanOrEqual(alerts + 4));
});

test('a mail server that takes no letter of ours is down although it lets us in, until a test letter leaves again', async () => {
  smtp.refusing = true;
  expect((await rosa.post(staffPaths.api.channelTest, {})).status).toBe(200);
  await until(async () => expect(await stateOf('mail-out')).toBe('down refused'));
  smtp.refusing = false;
  const left = tests().length;
  later(15 * minute);
  await until(() => expect(tests().length).toBeGreaterThan(left));
  await until(async () => expect(await stateOf('mail-out')).toBe('working'));
  await imap.deliver([tests().at(-1)?.raw ?? '']);
  await until(async () => expect(await list()).toMatchObject({ test: { left: clock, back: clock } }));
});

test('a test letter that does not come back within a quarter of an hour is said, and another one is tried', async () => {
  const left = tests().length;
  later(2 * minute);
  await rosa.post(staffPaths.api.channelTest, {});
  await until(() => expect(tests()).toHaveLength(left + 1));
  expect(await stateOf('mail-in')).toBe('working');
  later(15 * minute);
  await until(async () => expect(await stateOf('mail-in')).toBe('down not-read-back'));
  await until(() => expect(tests()).toHaveLength(left + 2));
  // The mailbox itself answers all the while.
  await imap.deliver([tests().at(-1)?.raw ?? '']);
  await until(async () => expect(await stateOf('mail-in')).toBe('working'));
});

test('only who may settle an event sends a test letter', async () => {
  const kenji = await visitor(running.url, 'kenji');
  const before = await list();
  const answer = await kenji.get(staffPaths.api.channels);
  const shown = (await answer.json()) as ChannelList;
  expect(shown.rows).toEqual(before.rows);
  expect(shown.mayTest).toBe(false);
  expect((await kenji.post(staffPaths.api.channelTest, {})).status).toBe(403);
  expect((await fetch(running.url + staffPaths.api.channels)).status).toBe(401);
});
