import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import postgres from 'postgres';
import { afterAll, expect, test, vi } from 'vitest';
import { noPost } from '#kit/post.ts';
import { startPostgres } from '#kit/postgres.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event, opensAt } from '#rehearsal/cast.ts';
import { seed } from '#rehearsal/seed.ts';
import { sha256Hex } from '#seal/digest.ts';
import { jobName } from '#server/due/job-names.ts';
import type { Mail } from '#server/post/post.ts';
import { readSettings } from '#server/settings.ts';
import { start, type Running } from '#server/start.ts';

// Where PostgreSQL is missing this says so aloud, and the test counts as skipped.
const database = await startPostgres();
afterAll(() => database?.stop());

const hour = 3_600_000;

interface Named {
  readonly incident: string;
  readonly cause: string;
  readonly stream: string;
}

test.skipIf(database === null)(
  'two servers on one database send each reminder once between them',
  async () => {
    if (database === null) throw new Error('no PostgreSQL');
    const folder = mkdtempSync(join(tmpdir(), 'recourse-two-'));
    const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, DATABASE_URL: database.url });
    if ('wrong' in settings) throw new Error(settings.wrong);
    let clock = opensAt;
    const pokes: (() => void)[] = [];
    const mails: Mail[][] = [[], []];
    const server = (which: number): Promise<Running> =>
      start(settings, {
        now: () => clock,
        say: () => undefined,
        log: () => undefined,
        rehearsal: {
          cast: [],
          seed,
          post: {
            ...noPost,
            async send(mail) {
              mails[which]?.push(mail);
            },
          },
          pages: (_, poke) => {
            pokes.push(poke);
            return new Hono();
          },
        },
      });
    // The application's own role is shown nothing by a statement that does not say for whom it reads.
    const itself = database.url.replace(/^.*\//u, '');
    const sql = postgres(database.admin.replace(/[^/]*$/u, itself), { max: 1, onnotice: () => undefined });
    const drained = (): Promise<void> =>
      vi.waitFor(
        async () => {
          for (const poke of pokes) poke();
          expect(await sql`select id from job where done = 0 and due <= ${clock}`).toHaveLength(0);
        },
        { timeout: 20_000, interval: 50 },
      );
    const servers: Running[] = [await server(0)];
    try {
      servers.push(await server(1));
      const origins = servers.map(({ url }) => url);
      for (const [i, origin] of [...origins, ...origins, ...origins].entries()) {
        const prepared = await prepare(await groundOf(origin, event), [['what', `number ${i}`]]);
        expect((await prepared.send()).status).toBe(200);
      }
      // Leases run on the same clock: who jumps a minute ahead of a mail that is on its way takes its server for dead.
      await drained();
      for (const ahead of [13 * hour, 6 * hour, 6 * hour, 4 * 24 * hour]) {
        clock += ahead;
        await drained();
      }
      const sent = mails.flat().map(({ messageId }) => messageId);
      const alerts = await sql<{ id: string }[]>`select id from job where kind = 'alert' and done = 1`;
      expect(new Set(sent).size).toBe(sent.length);
      const named = new Set(alerts.map(({ id }) => sha256Hex(id).slice(0, 32)));
      expect(sent.every((name) => named.has(name))).toBe(true);
      const owed = await sql<Named[]>`select incident, cause, stream from owed where duty = 'acknowledge'`;
      const of = (step: string): number =>
        owed
          .flatMap(({ incident, cause, stream }) =>
            cast.map(({ id }) => jobName('alert', incident, id, 'remind', 'acknowledge', cause, stream, step)),
          )
          .filter((name) => alerts.some(({ id }) => id === name)).length;
      // Six new reports, and of the two seeded ones that nobody answered one is past its half: to four people each.
      expect([of('50%'), of('75%')]).toEqual([(6 + 1) * 4, (6 + 2) * 4]);
      expect(mails.every((own) => own.length > 0)).toBe(true);
    } finally {
      await sql.end();
      for (const one of servers) await one.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
