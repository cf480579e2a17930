import { beforeEach, describe, expect, test } from 'vitest';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { birth, foundation, headOf, id, noon, only, org, sha256, twoSteps, type TwoSteps } from '#kit/store.ts';
import { appended, listedIn, type Fixture } from './fixture.ts';

export function describeAsked(given: () => Fixture): void {
  describe('who is asked about the names first', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const bear = async (...of: Parameters<typeof twoSteps>): Promise<TwoSteps> => {
      const born = twoSteps(...of);
      expect(await store.append(born.append)).toEqual(appended);
      return born;
    };
    const write = async (over: Partial<Append>): Promise<void> => {
      expect(await store.append({ ...only(), ...over })).toEqual(appended);
    };
    const asked = async (member: string): Promise<readonly string[]> =>
      (await store.askedFor(org, member)).map(({ incident }) => incident);
    const fileOf = (member: string, born: TwoSteps, hash: string) => store.askedFile(org, member, born.incident, hash);

    test('is told the names’ entries, their own grant and where the answer goes, and nothing else', async () => {
      const born = await bear(['kim', 'lee']);
      const grant = born.asked.get('kim') ?? '';
      expect(await store.askedFor(org, 'kim')).toEqual([
        {
          incident: born.incident,
          report: born.report,
          entries: born.entries.map(({ line, hsig, receivedAt }) => ({ line, hsig, receivedAt })),
          grant: { stream: born.parts.report.stream, compartment: 'parties', epoch: 1, member: 'kim', hash: grant },
          head: { seq: 0, hash: headOf(born.parts.incident).hash },
        },
      ]);
      expect(sha256((await fileOf('kim', born, born.names)) ?? '')).toBe(born.names);
      expect(sha256((await fileOf('kim', born, grant)) ?? '')).toBe(grant);
      const other = await bear(['lee']);
      for (const hash of [born.told, born.selfNote, born.grants.get('robin'), born.asked.get('lee'), other.names, '']) {
        expect(await fileOf('kim', born, hash ?? '')).toBeNull();
      }
      expect(await store.askedFor('another', 'kim')).toEqual([]);
      expect(await store.askedFile('another', 'kim', born.incident, born.names)).toBeNull();
    });

    test('is shown nothing through the gate', async () => {
      const born = await bear(['kim']);
      expect(await listedIn(store, 'kim')).toEqual([]);
      expect(await store.recordFor(org, 'kim', born.incident)).toBeNull();
      expect(await store.headsFor(org, 'kim', born.incident)).toBeNull();
      expect(await store.fileFor(org, 'kim', born.incident, born.names)).toBeNull();
      expect(await store.fileFor(org, 'kim', born.incident, born.asked.get('kim') ?? '')).toBeNull();
    });

    test('is nobody who reads the report already, nor who holds nothing', async () => {
      const born = await bear(['robin', 'kim']);
      expect(await asked('robin')).toEqual([]);
      expect(await asked('nobody')).toEqual([]);
      expect(await fileOf('robin', born, born.names)).toBeNull();
      expect(await fileOf('nobody', born, born.names)).toBeNull();
      expect(await store.fileFor(org, 'robin', born.incident, born.names)).not.toBeNull();
    });

    test.each<readonly [string, (born: TwoSteps) => Partial<Append>]>([
      ['who answered', ({ incident }) => ({ answered: [{ incident, member: 'kim' }] })],
      ['who is kept out', ({ incident }) => ({ away: [{ incident, members: ['kim'] }] })],
      ['who is barred', ({ report }) => ({ bars: [{ report, member: 'kim' }] })],
      ['who ended', ({ parts }) => ({ ends: [{ stream: parts.report.stream, member: 'kim' }] })],
      [
        'who was let in',
        ({ parts }) => ({
          access: [{ stream: parts.report.stream, compartment: 'account', epoch: 2, members: ['robin', 'kim'] }],
        }),
      ],
      [
        'who left the manifest',
        ({ parts }) => ({
          access: [{ stream: parts.report.stream, compartment: 'parties', epoch: 2, members: ['lee'] }],
        }),
      ],
    ])('is not %s, and gets no file any more; others still are', async (_, change) => {
      const born = await bear(['kim', 'lee']);
      expect(await asked('kim')).toEqual([born.incident]);
      await write(change(born));
      expect(await asked('kim')).toEqual([]);
      expect(await fileOf('kim', born, born.names)).toBeNull();
      expect(await fileOf('kim', born, born.asked.get('kim') ?? '')).toBeNull();
      expect(await asked('lee')).toEqual([born.incident]);
      expect(await fileOf('lee', born, born.names)).not.toBeNull();
    });

    test('is not who is kept out of another incident that holds the report', async () => {
      const born = await bear(['kim']);
      const other = birth();
      await write({ rows: [{ ...other.row, report: born.report }], streams: [other.parts.incident] });
      await write({ away: [{ incident: other.incident, members: ['kim'] }] });
      expect(await asked('kim')).toEqual([]);
    });

    test('answers once; the same answer again is no other', async () => {
      const born = await bear(['kim']);
      const answered = [{ incident: born.incident, member: 'kim' }];
      await write({ answered });
      await write({ answered });
      expect(await asked('kim')).toEqual([]);
    });

    test('is nobody who is suspended', async () => {
      await store.found(foundation());
      const born = await bear(['kim']);
      await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['kim'] });
      expect(await asked('kim')).toEqual([]);
      expect(await store.file(org, born.asked.get('kim') ?? '')).toBeNull();
    });

    test('is asked about the oldest first, each with its own', async () => {
      const late = await bear(['kim'], { receivedAt: noon + 5 });
      const early = await bear(['kim'], { receivedAt: noon });
      await bear(['lee']);
      expect(await asked('kim')).toEqual([early.incident, late.incident]);
      expect(await store.askedFile(org, 'kim', early.incident, late.names)).toBeNull();
      expect(await store.askedFile(org, 'kim', id(), late.names)).toBeNull();
    });
  });
}
