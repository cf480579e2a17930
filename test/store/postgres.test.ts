import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { restoreInto } from '#store/backup.ts';
import { openStore, type Place } from '#store/open.ts';
import { databaseIn, runIn, startPostgres } from '#kit/postgres.ts';
import { only, org, twoSteps } from '#kit/store.ts';
import { describeStore } from './contract.ts';
import { describePlaces } from './copies.ts';
import { killWhileWriting } from './kills.ts';

// Where PostgreSQL is missing this says so aloud, and the suite counts as skipped.
const server = await startPostgres();
afterAll(() => server?.stop());

/** A new empty database of the throw-away server; `raw` is a superuser's hand in it. */
let made = 0;
async function database(): Promise<{ readonly url: string; readonly raw: (text: string) => Promise<void> }> {
  if (server === null) throw new Error('no PostgreSQL');
  const name = `t${++made}`;
  const url = await databaseIn(server.admin, name);
  const admin = server.admin.replace(/[^/]*$/u, name);
  return {
    url,
    async raw(text) {
      await runIn(admin, text);
    },
  };
}

describe.skipIf(server === null)('on PostgreSQL', () => {
  describeStore('postgres', async () => {
    const { url, raw } = await database();
    const open = { dataDir: '', databaseUrl: url, rehearsal: false };
    const [store, second] = [await openStore(open), await openStore(open)];
    return {
      store,
      second,
      raw,
      async stop() {
        await store.close();
        await second.close();
      },
    };
  });

  describePlaces('postgres', async () => {
    const [one, two] = [await database(), await database()];
    return {
      one: { dataDir: '', databaseUrl: one.url },
      two: { dataDir: '', databaseUrl: two.url },
      stop: () => Promise.resolve(),
    };
  });

  test('a backup of one engine restores into the other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-'));
    try {
      const born = twoSteps(['kim', 'lee'], { readers: ['robin', 'sam'] });
      const { incident } = born;
      const [first, last] = [await database(), await database()];
      const places: readonly Place[] = [
        { dataDir: '', databaseUrl: first.url },
        { dataDir: join(folder, 'sqlite') },
        { dataDir: '', databaseUrl: last.url },
      ];
      let seen: unknown;
      for (const [i, place] of places.entries()) {
        if (i > 0) await restoreInto(join(folder, `${i - 1}.sqlite`), place);
        const store = await openStore({ ...place, rehearsal: false });
        if (i === 0) {
          await store.append(born.append);
          const away = [{ incident, members: ['sam'] }];
          await store.append({ ...only(), away, answered: [{ incident, member: 'kim' }] });
        }
        const record = await store.recordFor(org, 'robin', incident);
        const asked = [await store.askedFor(org, 'kim'), await store.askedFor(org, 'lee')];
        const here = { record, asked, counts: await store.counts(), file: await store.file(org, born.told) };
        expect(await store.recordFor(org, 'sam', incident)).toBeNull();
        expect(asked.map((rows) => rows.length)).toEqual([0, 1]);
        if (i > 0) expect(here).toEqual(seen);
        seen = here;
        await store.backup(join(folder, `${i}.sqlite`));
        await store.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('several processes start on one empty database', async () => {
    const { url } = await database();
    const open = { dataDir: '', databaseUrl: url, rehearsal: false };
    const stores = await Promise.all([openStore(open), openStore(open), openStore(open)]);
    expect(await stores[2].counts()).toEqual({ reports: 0, entries: 0, files: 0 });
    await Promise.all(stores.map((store) => store.close()));
  });

  test('entries cannot be truncated either', async () => {
    const { url, raw } = await database();
    await (await openStore({ dataDir: '', databaseUrl: url, rehearsal: false })).close();
    await expect(raw('truncate entry')).rejects.toThrow(/append-only/u);
    await expect(raw('truncate procedure_text')).rejects.toThrow(/append-only/u);
  });

  test('twenty kills lose nothing that was acknowledged', { timeout: 300_000 }, async () => {
    const { url } = await database();
    const { acknowledged, lost, torn } = await killWhileWriting({ dataDir: '', databaseUrl: url }, 20);
    expect({ lost, torn }).toEqual({ lost: 0, torn: 0 });
    expect(acknowledged).toBeGreaterThan(100);
  });
});
