import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '#kit/free-port.ts';
import { opensAt } from '#rehearsal/cast.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { start, type Running } from '#server/start.ts';
import type { ChannelList } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { settingsIn, visitor } from '../rehearsed.ts';

/** A server that is the mail server for its own address: what it sends there comes back to it by its own port. */
const folder = mkdtempSync(join(tmpdir(), 'recourse-round-'));
let running: Running;
let parts: ApiParts;
beforeAll(async () => {
  const port = await freePort();
  const settings = settingsIn(folder, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SMTP_LISTEN: `127.0.0.1:${port}`,
    MAIL_REPLY: 'conduct+{token}@pyharbor.example',
  });
  running = await start(settings, {
    now: () => opensAt,
    lookEvery: 100,
    say: () => undefined,
    log: () => undefined,
    rehearsal: {
      cast: [],
      post: outbox(),
      seed,
      pages: (given) => {
        parts = given;
        return new Hono();
      },
    },
  });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a test letter to the address of answers goes out by SMTP and comes in by SMTP', async () => {
  const rosa = await visitor(running.url, 'rosa');
  const before = (await parts.store.counts()).reports;
  await vi.waitFor(
    async () => {
      const list = (await (await rosa.get(staffPaths.api.channels)).json()) as ChannelList;
      expect(list.rows.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
        'smtp-in working',
        'mail-out working',
      ]);
      expect(list.test).toEqual({ left: opensAt, back: opensAt });
    },
    { timeout: 40_000, interval: 100 },
  );
  expect((await parts.store.counts()).reports).toBe(before);
}, 60_000);
