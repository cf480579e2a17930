import { beforeEach, describe, expect, test } from 'vitest';
import { dutyCursorOf } from '#store/cursor.ts';
import type { OwedAt } from '#store/gate-store.ts';
import type { OwedRow } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { birth, chain, foundation, headOf, id, noon, only, org, sha256, type Birth } from '#kit/store.ts';
import { appended, bearIn, type Fixture } from './fixture.ts';

const owedRow = (duty: string, over: Partial<OwedRow> = {}): OwedRow => ({
  duty,
  cause: sha256(duty),
  stream: 'report/told',
  owedBy: ['lead', 'team-member'],
  owner: '',
  owedTo: 'reporter',
  arose: noon,
  due: noon + 1000,
  ...over,
});

export function describeOwed(given: () => Fixture): void {
  describe('what is owed', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);
    const owe = async (born: Birth, duties: readonly OwedRow[]): Promise<void> => {
      expect(await store.append({ ...only(), owed: [{ incident: born.incident, duties }] })).toEqual(appended);
    };
    const of = (member: string): Promise<readonly OwedAt[]> => store.dutiesFor(org, member, { after: '', most: 100 });

    test('comes back as it was written, with its incident', async () => {
      const born = await bear();
      await owe(born, [owedRow('acknowledge', { owner: 'robin', owedTo: 'team' })]);
      const { incident, row } = born;
      const { edition, codeName, procedure } = row;
      const known = { incident, edition, codeName, procedure };
      expect(await of('robin')).toEqual([{ ...known, ...owedRow('acknowledge', { owner: 'robin', owedTo: 'team' }) }]);
    });

    test('is replaced together, for its own incident alone', async () => {
      const [one, two] = [await bear(), await bear()];
      await owe(one, [owedRow('acknowledge'), owedRow('follow-up')]);
      await owe(two, [owedRow('acknowledge')]);
      await owe(one, [owedRow('meeting')]);
      const left = (await of('robin')).map(({ incident, duty }) => `${incident} ${duty}`);
      expect(left.toSorted()).toEqual([`${one.incident} meeting`, `${two.incident} acknowledge`].toSorted());
      await owe(one, []);
      await owe(two, []);
      expect(await of('robin')).toEqual([]);
    });

    test('is reckoned again by event: ids of its incidents in which something is owed, page after page', async () => {
      const [one, two, done] = [await bear(), await bear(), await bear()];
      const rows = [{ ...done.row, owed: '', due: 0 }];
      expect(await store.append({ ...only(), rows })).toEqual(appended);
      const ids = [one.incident, two.incident].toSorted();
      const at = (edition: string, after: string, most = 50) => store.incidentsOwing(org, edition, { after, most });
      expect(await at(one.row.edition, '')).toEqual(ids);
      expect(await at(one.row.edition, '', 1)).toEqual(ids.slice(0, 1));
      expect(await at(one.row.edition, ids[0] ?? '')).toEqual(ids.slice(1));
      expect(await at('another', '')).toEqual([]);
      expect(await store.incidentVersions(org)).toEqual([one.row.procedure]);
    });

    test('what one decision owes to two reporters stands side by side, each in their report', async () => {
      const born = await bear();
      const streams = ['report/one', 'report/two'] as const;
      await owe(
        born,
        streams.map((stream) => owedRow('follow-up', { stream })),
      );
      expect((await of('robin')).map(({ stream }) => stream)).toEqual(streams);
    });

    test('two of one duty stand side by side, each from its own cause', async () => {
      const born = await bear();
      const causes = [sha256('first report'), sha256('second report')];
      await owe(
        born,
        causes.map((cause) => owedRow('acknowledge', { cause })),
      );
      expect((await of('robin')).map(({ cause }) => cause).toSorted()).toEqual(causes.toSorted());
    });

    test('nothing of an append that is refused stays', async () => {
      const born = await bear();
      await owe(born, [owedRow('acknowledge')]);
      const part = chain(born.parts.incident.stream, 1, { seq: 0, hash: sha256('not the head') });
      const stale = await store.append({ ...only(part), owed: [{ incident: born.incident, duties: [] }] });
      expect(stale).toMatchObject({ refused: 'stale' });
      expect(await of('robin')).toHaveLength(1);
    });

    test('is shown through the gate only: not to who was left out, not to who holds nothing, not after leaving', async () => {
      await store.found(foundation());
      const open = await bear({ readers: ['robin'] });
      const narrow = await bear({ readers: ['sam'] });
      const barred = await bear({ readers: ['robin', 'sam'], barred: ['robin'] });
      for (const born of [open, narrow, barred]) await owe(born, [owedRow('acknowledge')]);
      expect((await of('robin')).map(({ incident }) => incident)).toEqual([open.incident]);
      expect((await of('sam')).map(({ incident }) => incident).toSorted()).toEqual(
        [narrow.incident, barred.incident].toSorted(),
      );
      expect(await of('nobody')).toEqual([]);
      const part = chain(open.parts.incident.stream, 1, headOf(open.parts.incident));
      await store.append({
        ...only(part),
        access: [{ stream: part.stream, compartment: 'internal', epoch: 1, members: ['sam'] }],
      });
      expect(await of('robin')).toEqual([]);
      expect(await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['sam'] })).toBe(true);
      expect(await of('sam')).toEqual([]);
    });

    test('earliest first, without a date last, page after page without a gap', async () => {
      const born = [await bear(), await bear()];
      const rows = [
        owedRow('c', { due: 0, arose: noon - 5 }),
        owedRow('a', { due: noon + 1 }),
        owedRow('b', { due: noon + 3 }),
        owedRow('d', { due: 0, arose: noon + 5 }),
      ];
      for (const one of born) await owe(one, rows);
      const seen: OwedAt[] = [];
      const next = (): Promise<readonly OwedAt[]> => {
        const last = seen.at(-1);
        return store.dutiesFor(org, 'robin', { after: last === undefined ? '' : dutyCursorOf(last), most: 3 });
      };
      for (let page = await next(); page.length > 0; page = await next()) seen.push(...page);
      expect(seen.map(({ duty }) => duty).join('')).toBe('aabbccdd');
      expect(new Set(seen.map(({ incident, duty }) => `${incident} ${duty}`)).size).toBe(8);
      expect((await store.dutiesFor(org, 'robin', { after: 'x.y', most: 1 }))[0]?.duty).toBe('a');
    });

    test('an incident is found with the reports it holds, whoever asks for the server', async () => {
      const born = await bear();
      expect(await store.incidentById(org, born.incident)).toEqual({ row: born.row, reports: [born.report] });
      expect(await store.incidentById(org, id())).toBeNull();
    });
  });

  describe('versions of procedures', () => {
    const kept = (text: string, keptAt = noon) => ({ digest: sha256(text), id: 'small', text, keptAt });

    test('are kept once, byte for byte, oldest first', async () => {
      const { store } = given();
      const [first, second] = [kept('id: small\n'), kept('id: small # ü\r\n', noon + 1)];
      await store.append({ ...only(), procedures: [second] });
      await store.append({ ...only(), procedures: [first] });
      await store.append({ ...only(), procedures: [{ ...first, keptAt: noon + 9 }] });
      expect(await store.procedureTexts(org)).toEqual([first, second]);
      expect(await store.procedureTexts('another')).toEqual([]);
    });

    test('are kept by the transaction that needs them, or not at all', async () => {
      const { store } = given();
      const part = chain('edition/pyharbor-2026', 1, { seq: 0, hash: sha256('not the head') });
      expect(await store.append({ ...only(part), procedures: [kept('id: small\n')] })).toMatchObject({
        refused: 'stale',
      });
      expect(await store.procedureTexts(org)).toEqual([]);
    });
  });
}
