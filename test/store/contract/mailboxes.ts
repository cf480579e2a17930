import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { birth, chain, entry, headOf, id, noon, only, org, sha256, type Birth } from '#kit/store.ts';
import { bearIn, appended, type Fixture } from './fixture.ts';

export function describeMailboxes(given: () => Fixture): void {
  describe('mailboxes', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);

    test('open to the bearer alone', async () => {
      const born = await bear();
      const row = { id: born.mailbox, bearer: born.bearer, report: born.report, edition: 'pyharbor-2026' };
      expect(await store.mailboxFor(org, born.mailbox, born.bearer)).toEqual(row);
      expect(await store.mailboxById(org, born.mailbox)).toEqual(row);
      expect(await store.mailboxFor(org, born.mailbox, sha256('wrong'))).toBeNull();
      expect(await store.mailboxFor(org, id(), born.bearer)).toBeNull();
      expect(await store.mailboxById(org, id())).toBeNull();
    });

    test('a move erases the old files, keeps the entries, and tells the old bearer the day', async () => {
      const born = await bear();
      const moved = birth();
      const part = chain(born.parts.report.stream, 1, headOf(born.parts.report));
      const mailbox = { id: moved.mailbox, bearer: moved.bearer, report: born.report, edition: 'pyharbor-2026' };
      expect(
        await store.append({
          ...only(part, moved.parts.mailbox),
          mailboxGone: { id: born.mailbox, at: noon + 5 },
          mailbox,
        }),
      ).toEqual(appended);
      expect(await store.file(org, born.selfNote)).toBeNull();
      expect(await store.file(org, born.told)).not.toBeNull();
      expect((await store.stream(org, born.parts.mailbox.stream))?.entries).toHaveLength(2);
      expect(await store.mailboxFor(org, born.mailbox, born.bearer)).toEqual({ moved: noon + 5 });
      expect(await store.mailboxFor(org, born.mailbox, sha256('wrong'))).toBeNull();
      expect(await store.mailboxById(org, born.mailbox)).toBeNull();
      expect(await store.mailboxFor(org, moved.mailbox, moved.bearer)).toEqual(mailbox);
      const seen = await store.recordFor(org, 'robin', born.incident);
      expect(seen?.mailbox?.stream).toBe(moved.parts.mailbox.stream);
      const back = { ...only(), mailbox: { ...mailbox, id: born.mailbox } };
      expect(await store.append(back)).toEqual({ refused: 'taken' });
    });

    test('a file that another record names too survives the move', async () => {
      const born = await bear();
      const head = headOf(born.parts.report);
      const named = entry(born.parts.report.stream, head.seq + 1, head.hash, {
        kind: 'added',
        size: 4096,
        file: born.selfNote,
      });
      await store.append(only({ stream: born.parts.report.stream, expect: head.hash, entries: [named] }));
      await store.append({ ...only(), mailboxGone: { id: born.mailbox, at: noon } });
      expect(await store.file(org, born.selfNote)).not.toBeNull();
    });
  });
}
