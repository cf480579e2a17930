import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { birth, chain, foundation, headOf, id, only, org, sha256, type Birth } from '#kit/store.ts';
import { bearIn, listedIn, type Fixture } from './fixture.ts';

export function describeGate(given: () => Fixture): void {
  describe('the gate', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);
    const listed = (member: string): Promise<readonly string[]> => listedIn(store, member);

    interface Case {
      readonly is: string;
      readonly account: readonly string[];
      readonly internal?: readonly string[];
      readonly barred?: readonly string[];
      readonly incident: boolean;
      readonly report: boolean;
    }
    const cases: readonly Case[] = [
      { is: 'listed in account', account: ['kim'], incident: true, report: true },
      { is: 'unlisted', account: ['sam'], incident: false, report: false },
      { is: 'listed and barred', account: ['kim'], barred: ['kim'], incident: false, report: false },
      { is: 'beside somebody barred', account: ['kim', 'sam'], barred: ['sam'], incident: true, report: true },
      { is: 'in account, not in internal', account: ['kim'], internal: ['sam'], incident: false, report: true },
      { is: 'in internal, not in account', account: ['sam'], internal: ['kim'], incident: true, report: false },
      { is: 'in both', account: ['kim'], internal: ['kim'], incident: true, report: true },
      {
        is: 'in both and barred',
        account: ['kim'],
        internal: ['kim'],
        barred: ['kim'],
        incident: false,
        report: false,
      },
      {
        is: 'in account, internal made and left by all',
        account: ['kim'],
        internal: [],
        incident: false,
        report: true,
      },
    ];

    test.each(cases)('kim is $is', async ({ account, internal, barred, incident, report }) => {
      const born = await bear({ readers: account, barred: barred ?? [] });
      if (internal !== undefined) {
        const part = chain(born.parts.incident.stream, 1, headOf(born.parts.incident));
        await store.append({
          ...only(part),
          access: [{ stream: part.stream, compartment: 'internal', epoch: 1, members: internal }],
        });
      }
      const seen = await store.recordFor(org, 'kim', born.incident);
      const grant = born.grants.get('kim');
      const told = await store.fileFor(org, 'kim', born.incident, born.told);
      expect(await listed('kim')).toEqual(incident ? [born.incident] : []);
      expect(seen !== null).toBe(incident);
      expect(told !== null).toBe(incident && report);
      if (grant !== undefined) {
        expect((await store.fileFor(org, 'kim', born.incident, grant)) !== null).toBe(incident && report);
      }
      if (seen === null) return;
      expect(seen.row).toEqual(born.row);
      expect(seen.report.entries).toHaveLength(report ? 2 : 0);
      expect(seen.mailbox?.entries.length ?? 0).toBe(report ? 2 : 0);
      expect(seen.grants.map((row) => [row.member, row.hash])).toEqual(report ? [['kim', grant]] : []);
    });

    test('that it is handled in another incident comes back with its row, until it is taken apart', async () => {
      const born = await bear({ readers: ['kim'] });
      const of = async (): Promise<string | undefined> =>
        (await store.recordFor(org, 'kim', born.incident))?.row.partOf;
      const handledIn = async (partOf: string): Promise<void> => {
        await store.append({ ...only(), rows: [{ ...born.row, partOf }] });
      };
      const whole = id();
      expect(await of()).toBe('');
      await handledIn(whole);
      expect(await of()).toBe(whole);
      const [row] = await store.incidentsFor(org, 'kim', { after: '', most: 1 });
      expect(row?.partOf).toBe(whole);
      await handledIn('');
      expect(await of()).toBe('');
    });

    test('that it was closed, and that its reporter wrote last, come back with its row', async () => {
      const born = await bear({ readers: ['kim'] });
      await store.append({ ...only(), rows: [{ ...born.row, closed: 'yes', waits: 'yes' }] });
      const [row] = await store.incidentsFor(org, 'kim', { after: '', most: 1 });
      expect(row).toMatchObject({ closed: 'yes', waits: 'yes' });
    });

    test('what is not visible is answered as what does not exist', async () => {
      const born = await bear({ readers: ['sam'], barred: ['kim'] });
      expect(await store.recordFor(org, 'kim', born.incident)).toEqual(await store.recordFor(org, 'kim', id()));
      expect(await store.fileFor(org, 'kim', born.incident, born.told)).toEqual(
        await store.fileFor(org, 'kim', id(), born.told),
      );
    });

    test('a file is given only with its own incident, a grant only to its member, mailbox files to nobody', async () => {
      const [one, two] = [await bear(), await bear()];
      expect(await store.fileFor(org, 'robin', one.incident, two.told)).toBeNull();
      expect(await store.fileFor(org, 'robin', one.incident, one.grants.get('sam') ?? '')).toBeNull();
      expect(await store.fileFor(org, 'robin', one.incident, one.grants.get('robin') ?? '')).not.toBeNull();
      expect(await store.fileFor(org, 'robin', one.incident, one.selfNote)).toBeNull();
      expect(await store.fileFor(org, 'robin', one.incident, '')).toBeNull();
    });

    test('who leaves a manifest loses the incident and the grants, the bytes included', async () => {
      const born = await bear();
      const part = chain(born.parts.report.stream, 1, headOf(born.parts.report));
      const row = { stream: part.stream, compartment: 'account', epoch: 2 } as const;
      await store.append({
        ...only(part),
        access: [{ ...row, members: ['sam'] }],
        grants: [{ ...row, member: 'sam', hash: sha256('new grant') }],
      });
      expect(await store.recordFor(org, 'robin', born.incident)).toBeNull();
      expect(await store.file(org, born.grants.get('robin') ?? '')).toBeNull();
      const seen = await store.recordFor(org, 'sam', born.incident);
      expect(seen?.grants.map((grant) => grant.epoch)).toEqual([1, 2]);
    });

    test('a bar after birth closes the incident', async () => {
      const born = await bear();
      const part = chain(born.parts.report.stream, 1, headOf(born.parts.report));
      await store.append({ ...only(part), bars: [{ report: born.report, member: 'robin' }] });
      expect(await store.recordFor(org, 'robin', born.incident)).toBeNull();
      expect(await listed('sam')).toEqual([born.incident]);
    });

    test('who is suspended sees nothing more', async () => {
      await store.found(foundation());
      const born = await bear();
      const ended = ['robin'];
      expect(await store.appendRoster({ version: 2, note: 'two', recipients: [], ended })).toBe(true);
      expect(await store.recordFor(org, 'robin', born.incident)).toBeNull();
      expect(await listed('robin')).toEqual([]);
      expect(await store.file(org, born.grants.get('robin') ?? '')).toBeNull();
      expect(await listed('sam')).toEqual([born.incident]);
    });
  });
}
