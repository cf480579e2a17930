import { beforeEach, describe, expect, test } from 'vitest';
import type { IncidentRow } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { cursorOf } from '#store/cursor.ts';
import { birth, chain, headOf, noon, only, org, type Birth } from '#kit/store.ts';
import { bearIn, listedIn, appended, type Fixture } from './fixture.ts';

export function describeList(given: () => Fixture): void {
  describe('the list', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);
    const listed = (member: string): Promise<readonly string[]> => listedIn(store, member);

    test('by due, what owes nothing last; then by arrival; then by name; a page after another', async () => {
      const day = 86_400_000;
      const rows = [
        { due: noon + day, receivedAt: noon },
        { due: noon + day, receivedAt: noon + 1 },
        { due: noon + 2 * day, receivedAt: noon - day },
        { due: 0, receivedAt: noon - 2 * day },
        { due: 0, receivedAt: noon + 2 },
      ];
      const expected: string[] = [];
      for (const row of rows) expected.push((await bear(row)).incident);
      for (const row of rows.toReversed()) await bear({ ...row, readers: ['lee'] });
      const seen: IncidentRow[] = [];
      for (let page = await next(seen); page.length > 0; page = await next(seen)) seen.push(...page);
      expect(seen.map((row) => row.incident)).toEqual(expected);
      const same = [await bear({ readers: ['lou'] }), await bear({ readers: ['lou'] })];
      expect(await listed('lou')).toEqual(same.map((born) => born.incident).toSorted());
    });

    const next = (seen: readonly IncidentRow[]): Promise<readonly IncidentRow[]> => {
      const last = seen.at(-1);
      return store.incidentsFor(org, 'robin', { after: last === undefined ? '' : cursorOf(last), most: 2 });
    };

    test('a row follows its record, and a nonsense cursor is the beginning', async () => {
      const born = await bear();
      const part = chain(born.parts.incident.stream, 1, headOf(born.parts.incident));
      const row: IncidentRow = { ...born.row, owed: '', due: 0 };
      expect(await store.append({ ...only(part), rows: [row] })).toEqual(appended);
      expect(await store.incidentsFor(org, 'robin', { after: '', most: 9 })).toEqual([row]);
      expect(await store.incidentsFor(org, 'robin', { after: 'x.y.z', most: 9 })).toEqual([row]);
      expect(await store.incidentsFor(org, 'robin', { after: cursorOf(row), most: 9 })).toEqual([]);
    });
  });
}
