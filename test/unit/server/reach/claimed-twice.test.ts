import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { noPost } from '#kit/post.ts';
import { databaseIn, startPostgres } from '#kit/postgres.ts';
import { opensAt } from '#rehearsal/cast.ts';
import { seed } from '#rehearsal/seed.ts';
import { alert } from '#server/alerts/alert.ts';
import type { AlertParts } from '#server/alerts/message.ts';
import type { Mail, Post } from '#server/post/post.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { start } from '#server/start.ts';
import type { Job } from '#store/job-store.ts';
import { openStore } from '#store/open.ts';
import { settingsIn } from '../rehearsed.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

/** Longer than a lease: whoever claimed it first is thought to be dead, and is only slow. */
const lapsed = 61_000;

describe.skipIf(server === null)('two processes over one PostgreSQL', () => {
  test('who work on the same alert at the same moment send it once between them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-twice-'));
    const databaseUrl = await databaseIn(server?.admin ?? '', 'twice');
    const mails: Mail[] = [];
    const post: Post = {
      ...noPost,
      async send(mail) {
        await sleep(20);
        mails.push(mail);
      },
    };
    let parts: ApiParts | undefined;
    let clock = opensAt - 3_600_000;
    const now = (): number => clock;
    const running = await start(settingsIn(folder, { DATABASE_URL: databaseUrl }), {
      // Before anything that is seeded is due: the server itself sends nothing.
      now,
      say: () => undefined,
      log: () => undefined,
      rehearsal: {
        cast: [],
        post: noPost,
        async seed(given) {
          clock = opensAt;
          await seed(given);
          clock = 0;
        },
        pages: (given) => {
          parts = given;
          return new Hono();
        },
      },
    });
    await running.stop();
    if (parts === undefined) throw new Error('nothing was started');
    const { procedures } = parts;
    const place = { dataDir: '', databaseUrl, rehearsal: true };
    const [one, two] = [await openStore(place), await openStore(place)];
    clock = opensAt + 60_000;
    const handlers = [one, two].map((store) => {
      const given: AlertParts = { store, now, procedures, post, origin: '', log: () => undefined };
      return alert(given);
    });
    const claimed = (await one.claimJobs(now(), 60_000, 500)).filter(({ kind }) => kind === 'alert');
    expect(claimed.length).toBeGreaterThan(8);
    clock += lapsed;
    const again = new Set((await two.claimJobs(now(), 60_000, 500)).map(({ id }) => id));
    expect(claimed.every(({ id }) => again.has(id))).toBe(true);
    const urgent = claimed.map((job): Job => {
      return { ...job, id: `${job.id}/loud`, payload: JSON.stringify({ ...JSON.parse(job.payload), urgent: true }) };
    });
    for (const jobs of [claimed, urgent]) {
      mails.length = 0;
      await Promise.all(jobs.flatMap((job) => handlers.map((handler) => handler(job))));
      expect(mails.length).toBe(jobs.length);
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(jobs.length);
    }
    await Promise.all([one.close(), two.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
});
