import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp, restoreInto } from '#store/backup.ts';
import { lookInto } from '#store/look.ts';
import { openStore, type Place } from '#store/open.ts';
import type { Store } from '#store/store.ts';
import { birth, foundation, noon, org, type Birth } from '#kit/store.ts';

/** Two places of an engine, both empty. */
export interface Places {
  readonly one: Place;
  readonly two: Place;
  stop(): Promise<void>;
}

/** Who may open what, and copies that are whole: the same for every engine. */
export function describePlaces(name: string, make: () => Promise<Places>): void {
  describe(`store places: ${name}`, () => {
    let places: Places;
    let folder: string;
    let file: string;
    const open: Store[] = [];
    beforeEach(async () => {
      places = await make();
      folder = mkdtempSync(join(tmpdir(), 'recourse-copy-'));
      file = join(folder, 'backup.sqlite');
    });
    afterEach(async () => {
      for (const store of open.splice(0)) await store.close().catch(() => undefined);
      await places.stop();
      rmSync(folder, { recursive: true });
    });
    const opened = async (place: Place, rehearsal = false): Promise<Store> => {
      const store = await openStore({ ...place, rehearsal });
      open.push(store);
      return store;
    };

    test('a rehearsal never opens real data, nor the other way round', async () => {
      await (await opened(places.one, true)).close();
      await (await opened(places.two, false)).close();
      await expect(opened(places.one, false)).rejects.toMatchObject({ code: 'rehearsal-data' });
      await expect(opened(places.two, true)).rejects.toMatchObject({ code: 'real-data' });
      await (await opened(places.one, true)).close();
    });

    test('is looked into while it is open, and nothing is changed by looking', async () => {
      const store = await opened(places.one);
      await store.found(foundation());
      await store.setChannelState(org, { channel: 'mail-in', state: 'down', code: 'no-route', checkedAt: noon }, []);
      await store.sealingKey(() => ({ public: 'a', seed: 'b' }));
      const looked = await lookInto(places.one);
      try {
        expect(looked.current).toBe(true);
        expect(Math.abs(looked.ahead)).toBeLessThan(5_000);
        expect((await looked.store.organisation())?.org).toBe(org);
        expect(await looked.store.editions(org)).toEqual(await store.editions(org));
        expect(await looked.store.channelStates(org)).toMatchObject([{ channel: 'mail-in', state: 'down' }]);
        expect(await looked.store.sealingKey(() => ({ public: '', seed: '' }))).toMatchObject({ public: 'a' });
        await expect(looked.store.setupLink()).resolves.toBeNull();
        await expect(looked.store.setSetupLink('x')).rejects.toThrow(/read-?only/iu);
      } finally {
        await looked.close();
      }
    });

    test('data of a newer version is not opened', async () => {
      const store = await opened(places.one);
      await store.backup(file);
      await store.close();
      const database = new DatabaseSync(file);
      database.exec(`insert into migration values ('999-later.sql')`);
      database.close();
      await restoreInto(file, places.two).catch(() => undefined);
      // PostgreSQL writes its own list of migrations: there the copy is simply of this version.
      if (places.two.databaseUrl === undefined) {
        await expect(opened(places.two)).rejects.toMatchObject({ code: 'newer' });
      }
    });

    test('a backup taken while others write is of one moment, and restores to the same', async () => {
      const store = await opened(places.one);
      await store.found(foundation());
      const kept: Birth[] = [];
      const writing = new AbortController();
      const write = async (): Promise<void> => {
        while (!writing.signal.aborted) {
          const born = birth();
          await store.append(born.append);
          kept.push(born);
        }
      };
      const writers = [write(), write(), write()];
      while (kept.length < 20) await store.counts();
      const before = kept.length;
      await store.backup(file);
      const after = kept.length + writers.length;
      writing.abort();
      await Promise.all(writers);

      expect(statSync(file).mode & 0o777).toBe(0o600);
      await restoreInto(file, places.two);
      const back = await opened(places.two);
      const { reports, entries, files } = await back.counts();
      expect(reports).toBeGreaterThanOrEqual(before);
      expect(reports).toBeLessThanOrEqual(after);
      expect(entries).toBe(1 + 5 * reports);
      expect(files).toBe(4 * reports);
      expect(await back.pendingJobs()).toBe(reports);
      expect(await back.organisation()).toEqual(await store.organisation());
      expect(await back.rosterNotes()).toEqual(await store.rosterNotes());
      for (const born of kept.slice(0, before)) {
        expect(await back.recordFor(org, 'robin', born.incident)).toEqual(
          await store.recordFor(org, 'robin', born.incident),
        );
        expect(await back.file(org, born.told)).toEqual(await store.file(org, born.told));
        expect(await back.mailboxFor(org, born.mailbox, born.bearer)).not.toBeNull();
      }
    });

    test('a backup from outside needs no stop of the server', async () => {
      const store = await opened(places.one);
      const born = birth();
      await store.append(born.append);
      await backUp(places.one, file);
      await restoreInto(file, places.two);
      expect(await (await opened(places.two)).stream(org, born.parts.report.stream)).not.toBeNull();
    });

    test('sessions stay behind', async () => {
      const store = await opened(places.one);
      await store.addSession(org, { hash: 'a', member: 'robin', until: noon });
      await store.backup(file);
      await restoreInto(file, places.two);
      expect(await (await opened(places.two)).sessionMember(org, 'a', 0)).toBeNull();
    });

    test('a phone may hand in what it has after a restore, and is shown nothing before somebody signs in again', async () => {
      const store = await opened(places.one);
      const session = {
        hash: 'a',
        edition: 'pyharbor',
        member: 'robin',
        phone: '',
        until: noon,
        handInUntil: noon + 1,
      };
      await store.addHallwaySession(org, session, 0);
      await store.backup(file);
      await restoreInto(file, places.two);
      expect(await (await opened(places.two)).hallwaySession(org, 'a', 0)).toEqual({ ...session, until: 0 });
    });

    test('nothing is overwritten', async () => {
      const store = await opened(places.one);
      await store.backup(file);
      const bytes = readFileSync(file);
      await expect(store.backup(file)).rejects.toMatchObject({ code: 'exists' });
      expect(readFileSync(file).equals(bytes)).toBe(true);
      await expect(restoreInto(file, places.one)).rejects.toMatchObject({ code: 'exists' });
      await restoreInto(file, places.two);
      await expect(restoreInto(file, places.two)).rejects.toMatchObject({ code: 'exists' });
    });

    test('what is no sound backup is refused, and nothing is made of it', async () => {
      const store = await opened(places.one);
      await store.append(birth().append);
      await store.backup(file);
      const bytes = readFileSync(file);
      const damaged = join(folder, 'damaged.sqlite');
      writeFileSync(
        damaged,
        bytes.map((byte, i) => (i > 8192 && i < 12_288 ? byte ^ 0xff : byte)),
      );
      const text = join(folder, 'text.sqlite');
      writeFileSync(text, 'not a database at all');
      const other = join(folder, 'other.sqlite');
      const database = new DatabaseSync(other);
      database.exec('create table entry (org text)');
      database.close();
      const unguarded = join(folder, 'unguarded.sqlite');
      writeFileSync(unguarded, bytes);
      const loose = new DatabaseSync(unguarded);
      loose.exec('drop trigger entry_no_update');
      loose.close();
      for (const wrong of [damaged, text, other, unguarded]) {
        await expect(restoreInto(wrong, places.two), wrong).rejects.toMatchObject({ code: 'bad-backup' });
      }
      await expect(restoreInto(join(folder, 'none'), places.two)).rejects.toMatchObject({ code: 'missing' });
      await restoreInto(file, places.two);
    });
  });
}
