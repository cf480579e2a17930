import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { opensAt } from '#rehearsal/cast.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { currentEditions } from '#server/editions.ts';
import { patienceForLetters, waitingNoted } from '#server/channels/waiting.ts';
import { TurnedAway } from '#server/mail/fetching/turned-away.ts';
import type { Later, WaitingLetter, Waits } from '#server/mail/letter.ts';
import { start, type Running } from '#server/start.ts';
import type { ChannelList } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { recourse } from '../../../../src/cli/recourse.ts';
import { settingsIn, visitor } from '../rehearsed.ts';

vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), 'recourse-waiting-'));
const minute = 60_000;
const day = 24 * 60 * minute;
const post = outbox();
let clock = opensAt;
let running: Running;
let parts: ApiParts;
let poke: () => void;
let noted: Waits;
beforeAll(async () => {
  running = await start(settingsIn(folder), {
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
  noted = waitingNoted({ ...parts, log: () => undefined }, 'mail-in');
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const waiting = async (who: string): Promise<ChannelList['waiting']> => {
  const asked = await visitor(running.url, who);
  return ((await (await asked.get(staffPaths.api.channels)).json()) as ChannelList).waiting;
};
const mails = () => post.mails().filter(({ subject }) => subject === 'Letters wait to be taken in');
const later = (ms: number): void => {
  clock += ms;
  poke();
};
const many = (why: Later, ...since: readonly number[]): readonly WaitingLetter[] =>
  since.map((at) => ({ since: at, why }));
const tells = (count: number): Promise<void> =>
  vi.waitFor(
    () => {
      poke();
      expect(mails()).toHaveLength(count);
    },
    { timeout: 20_000, interval: 100 },
  );
const doctorSays = async (): Promise<readonly string[]> =>
  (await recourse(['doctor'], { DATA_DIR: folder })).lines.filter((line) => /letters? waits?/u.test(line));

test('letters that wait are told after a quarter of an hour, once and then daily, to those who settle, and gone when solved', async () => {
  const since = clock;
  await noted(many('closed', since), true);
  expect(await waiting('rosa')).toEqual([]);
  clock += patienceForLetters - 1;
  await noted(many('closed', since), true);
  expect(await waiting('rosa')).toEqual([]);
  clock += 1;
  await noted(many('closed', since, clock), true);
  expect(await waiting('rosa')).toMatchObject([{ channel: 'mail-in', code: 'all-closed' }]);
  // Who may not settle is not told that there is a letter at all.
  expect(await waiting('kenji')).toEqual([]);
  expect(await doctorSays()).toEqual([expect.stringMatching(/^wrong .*letters wait for .*\(all-closed\)/u)]);

  const members = (await currentEditions(parts.store, parts.procedures, clock))?.roster.members ?? [];
  const settlers = members.filter(({ rights }) => rights.includes('edition') || rights.includes('steward'));
  expect(settlers.length).toBeGreaterThan(0);
  await tells(settlers.length);
  expect(new Set(mails().map(({ to }) => to))).toEqual(new Set(settlers.map(({ id }) => `${id}@pyharbor.example`)));
  for (const { text } of mails()) expect(text).toMatch(/^E-mail to the team: letters wait to be taken in since/u);

  for (let hour = 1; hour < 24; hour++) {
    later(60 * minute);
    await noted(many('closed', since), true);
  }
  poke();
  expect(mails()).toHaveLength(settlers.length);
  later(60 * minute);
  await noted(many('closed', since), true);
  await tells(2 * settlers.length);

  await noted([], true);
  expect(await waiting('rosa')).toEqual([]);
  expect(await doctorSays()).toEqual([expect.stringMatching(/^ok .*no letter waits/u)]);
  later(2 * day);
  await noted([], true);
  expect(mails()).toHaveLength(2 * settlers.length);
});

test('why a letter waits says nothing of whom it is about', async () => {
  const codes: string[] = [];
  for (const why of ['nobody', 'busy', 'no-reader', 'not-set-up'] as const) {
    await noted(many(why, clock - patienceForLetters), true);
    codes.push((await waiting('rosa'))[0]?.code ?? '');
    await noted([], true);
  }
  expect(codes).toEqual(['letter-stuck', 'letter-stuck', 'not-reading', 'no-server-key']);
});

test('a process that has just begun says of letters handed over neither that they wait nor that none does', async () => {
  const since = clock - patienceForLetters;
  const before = waitingNoted({ ...parts, log: () => undefined }, 'smtp-in');
  await before(many('closed', since), true);
  expect(await waiting('rosa')).toMatchObject([{ channel: 'smtp-in' }]);
  const away = new TurnedAway(() => clock);
  const anew = waitingNoted({ ...parts, log: () => undefined }, 'smtp-in');
  await anew(away.all(), away.sure);
  expect(await waiting('rosa')).toMatchObject([{ channel: 'smtp-in' }]);
  // Its server tries again, and this time it is taken.
  const raw = new TextEncoder().encode('Subject: one\r\n\r\nI was pushed.');
  await away.later(raw, 'closed');
  expect(away.all()).toEqual([{ since: clock, why: 'closed', tried: clock }]);
  await away.taken(raw);
  await anew(away.all(), away.sure);
  expect(await waiting('rosa')).toEqual([]);
});

test('a letter that no server tries to hand over any more is forgotten', async () => {
  const away = new TurnedAway(() => clock);
  const raw = new TextEncoder().encode('Subject: two\r\n\r\nI was pushed.');
  const began = clock;
  await away.later(raw, 'closed');
  clock += 11 * 60 * minute;
  await away.later(raw, 'nobody');
  clock += 11 * 60 * minute;
  expect(away.all()).toMatchObject([{ since: began, why: 'nobody' }]);
  clock += 2 * 60 * minute;
  expect(away.all()).toEqual([]);
});
