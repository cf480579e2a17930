import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp, restoreInto } from '#store/backup.ts';
import { openStore } from '#store/open.ts';
import { schemaHere } from '#store/sqlite-database.ts';
import { birth, chain, headOf, noon, only, org } from '#kit/store.ts';
import { describeStore } from './contract.ts';
import { describePlaces } from './copies.ts';
import { killWhileWriting } from './kills.ts';

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'recourse-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

describeStore('sqlite', async () => {
  const folder = folderOf();
  const store = await openStore({ dataDir: folder, rehearsal: false });
  return {
    store,
    second: null,
    async raw(text) {
      const database = new DatabaseSync(join(folder, 'recourse.sqlite'));
      try {
        database.exec(text);
      } finally {
        database.close();
      }
    },
    async stop() {
      await store.close().catch(() => undefined);
      remove(folder);
    },
  };
});

describePlaces('sqlite', async () => {
  const folders = [folderOf(), folderOf()] as const;
  return {
    one: { dataDir: folders[0] },
    two: { dataDir: folders[1] },
    async stop() {
      for (const folder of folders) remove(folder);
    },
  };
});

describe('sqlite alone', () => {
  let folder: string;
  beforeEach(() => {
    folder = folderOf();
  });
  afterEach(() => remove(folder));
  const open = () => openStore({ dataDir: folder, rehearsal: false });

  test('a second opener gets one clear error, and the folder is free again after the first', async () => {
    const store = await open();
    await expect(open()).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining(folder) as string });
    expect(await store.counts()).toMatchObject({ reports: 0 });
    await store.close();
    await (await open()).close();
  });

  test('nobody else may read the folder’s files', async () => {
    const inside = join(folder, 'made');
    const store = await openStore({ dataDir: inside, rehearsal: false });
    await store.append(birth().append);
    expect(statSync(inside).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(inside)) {
      if (name.startsWith('recourse.sqlite')) expect(statSync(join(inside, name)).mode & 0o777, name).toBe(0o600);
    }
    await store.close();
  });

  test('a moved mailbox leaves no byte of its files on the disk', async () => {
    const store = await open();
    const born = birth();
    const secret = born.append.files?.find((file) => file.hash === born.selfNote)?.bytes ?? new Uint8Array();
    const told = born.append.files?.find((file) => file.hash === born.told)?.bytes ?? new Uint8Array();
    // A slice: SQLite spreads a file over pages.
    const onDisk = (bytes: Uint8Array): boolean =>
      readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(bytes.subarray(1000, 1064)));
    await store.append(born.append);
    expect([onDisk(secret), onDisk(told)]).toEqual([true, true]);
    await store.append({ ...only(), mailboxGone: { id: born.mailbox, at: 1 } });
    expect([onDisk(secret), onDisk(told)]).toEqual([false, true]);
    await store.close();
  });

  test('there is nothing to copy where there is no database', async () => {
    const to = join(folder, 'backup.sqlite');
    await expect(backUp({ dataDir: join(folder, 'none') }, to)).rejects.toMatchObject({ code: 'missing' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a journal left behind is not played into a restored database', async () => {
    const store = await open();
    const to = join(folder, 'backup.sqlite');
    await store.backup(to);
    await store.close();
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'recourse.sqlite-wal'), 'left');
    await expect(restoreInto(to, { dataDir: other })).rejects.toMatchObject({ code: 'exists' });
  });

  test('one refusal among appends of one group takes back only its own', async () => {
    const store = await open();
    const first = chain(`report/${'0'.repeat(32)}`);
    const answers = await Promise.all([
      store.append(only(first)),
      store.append(only(first)),
      store.append(only(chain(first.stream, 2, headOf(first)))),
    ]);
    expect(answers.map((answer) => 'appended' in answer)).toEqual([true, false, true]);
    expect((await store.stream(org, first.stream))?.entries).toHaveLength(3);
    await store.close();
  });

  test('of five thousand incidents a page is a hundred, to who sees all, and none to who sees none', async () => {
    const store = await open();
    for (let i = 0; i < 5000; i += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, j) => store.append(listedOnly(i + j))));
    }
    for (const [member, length] of [
      ['robin', 100],
      ['kim', 0],
    ] as const) {
      expect(await store.incidentsFor(org, member, { after: '', most: 100 })).toHaveLength(length);
    }
    await store.close();
  });

  test('of what is owed on two thousand incidents a page is a hundred, to who sees all, and none to who sees none', async () => {
    const store = await open();
    const owed = (incident: string, i: number) => ({
      incident,
      duties: Array.from({ length: 6 }, (_, n) => ({
        duty: `duty-${n}`,
        cause: incident,
        stream: `incident/${incident}` as const,
        owedBy: ['lead'],
        owner: '',
        owedTo: 'reporter',
        arose: i,
        due: n === 0 ? 0 : noon + i * n,
      })),
    });
    for (let i = 0; i < 2000; i += 500) {
      const births = Array.from({ length: 500 }, (_, j) => listedOnly(i + j));
      await Promise.all(
        births.map((born, j) =>
          store.append({ ...born, owed: (born.rows ?? []).map(({ incident }) => owed(incident, i + j)) }),
        ),
      );
    }
    for (const [member, length] of [
      ['robin', 100],
      ['kim', 0],
    ] as const) {
      expect(await store.dutiesFor(org, member, { after: '', most: 100 })).toHaveLength(length);
    }
    await store.close();
  });

  test('a hundred kills lose nothing that was acknowledged', { timeout: 300_000 }, async () => {
    const { acknowledged, lost, torn } = await killWhileWriting({ dataDir: folder }, 100);
    expect({ lost, torn }).toEqual({ lost: 0, torn: 0 });
    expect(acknowledged).toBeGreaterThan(500);
    const database = new DatabaseSync(join(folder, 'recourse.sqlite'), { readOnly: true });
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.close();
  });
});

/** Only what the list and its gate read. */
function listedOnly(i: number): ReturnType<typeof only> {
  const { append, row } = birth({ readers: ['robin', 'sam'], due: i % 3 === 0 ? 0 : 1_000_000 + i });
  return { ...only(), access: append.access ?? [], rows: [row] };
}

test('db/schema.sql is what the migrations make (npm exec -- vitest -u writes it anew)', async () => {
  await expect(schemaHere()).toMatchFileSnapshot('../../db/schema.sql');
});
