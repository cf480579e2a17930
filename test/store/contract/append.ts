import { beforeEach, describe, expect, test } from 'vitest';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { birth, chain, entry, headOf, id, noon, only, org, sha256, type Birth } from '#kit/store.ts';
import { bearIn, listedIn, appended, type Fixture } from './fixture.ts';

export function describeAppend(given: () => Fixture): void {
  describe('append and the streams', () => {
    let store: Store;
    let second: Fixture['second'];
    let raw: Fixture['raw'];
    beforeEach(() => {
      ({ store, second, raw } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);
    const listed = (member: string): Promise<readonly string[]> => listedIn(store, member);

    test('a birth is read back: streams, files, row, submission, mailbox, job', async () => {
      const born = await bear();
      const report = await store.stream(org, `report/${born.report}`);
      const [reported] = born.parts.report.entries;
      expect(report?.entries).toHaveLength(2);
      expect(report?.entries[0]).toEqual({ line: reported?.line, hsig: reported?.hsig, receivedAt: noon });
      expect(sha256((await store.file(org, born.told)) ?? '')).toBe(born.told);
      expect(await store.incidentOf(org, born.report)).toEqual(born.row);
      expect(await store.submission(org, born.report)).toEqual({ mac: sha256(born.report) });
      expect(await store.codeNameTaken(org, born.row.codeName)).toBe(true);
      expect(await store.counts()).toEqual({ reports: 1, entries: 5, files: 4 });
      expect(await store.pendingJobs()).toBe(1);
    });

    test('what is unknown is null, and other organisations know nothing', async () => {
      const born = await bear();
      for (const other of [org, 'another']) {
        expect(await store.stream(other, `report/${id()}`)).toBeNull();
        expect(await store.file(other, sha256('nothing'))).toBeNull();
        expect(await store.submission(other, id())).toBeNull();
        expect(await store.incidentOf(other, id())).toBeNull();
      }
      expect(await store.stream('another', `report/${born.report}`)).toBeNull();
      expect(await store.file('another', born.told)).toBeNull();
      expect(await store.codeNameTaken('another', born.row.codeName)).toBe(false);
      expect(await store.recordFor('another', 'robin', born.incident)).toBeNull();
    });

    test('a placed row keeps the entry inside, and its file counts as the row’s', async () => {
      const born = await bear();
      const bytes = new TextEncoder().encode('later');
      const file = sha256(bytes);
      const inside = entry(`report/${born.report}`, -1, '', { kind: 'added', compartment: 'account', size: 5, file });
      const head = headOf(born.parts.report);
      const placed = {
        ...entry(`report/${born.report}`, head.seq + 1, head.hash, { kind: 'placed' }),
        inside: { line: inside.line, hsig: inside.hsig },
      };
      const part = { stream: born.parts.report.stream, expect: head.hash, entries: [placed] };
      expect(await store.append({ ...only(part), files: [{ hash: file, bytes }] })).toEqual(appended);
      expect((await store.stream(org, part.stream))?.entries[2]?.inside).toEqual(placed.inside);
      expect(await store.fileFor(org, 'robin', born.incident, file)).toEqual(bytes);
    });

    test('a stale head is refused, by name, and nothing is written', async () => {
      const born = await bear();
      const before = await store.counts();
      const stale = chain(born.parts.report.stream, 1, { seq: 0, hash: born.parts.report.entries[0]?.hash ?? '' });
      const fresh = chain(born.parts.incident.stream, 1, headOf(born.parts.incident));
      expect(await store.append(only(fresh, stale))).toEqual({ refused: 'stale', stream: stale.stream });
      expect(await store.append(only(chain(born.parts.report.stream)))).toEqual({
        refused: 'stale',
        stream: born.parts.report.stream,
      });
      const forked = chain(stale.stream, 1, { seq: 1, hash: sha256('a head of the same height') });
      expect(await store.append(only(forked))).toEqual({ refused: 'stale', stream: stale.stream });
      expect(await store.append(only(chain(`report/${id()}`, 1, { seq: 3, hash: sha256('x') })))).toMatchObject({
        refused: 'stale',
      });
      expect(await store.counts()).toEqual(before);
    });

    test('a part without entries only asks that the head still stands', async () => {
      const born = await bear();
      const head = headOf(born.parts.report);
      const held = { stream: born.parts.report.stream, expect: head.hash, entries: [] };
      const next = chain(born.parts.incident.stream, 1, headOf(born.parts.incident));
      expect(await store.append(only(held, next))).toEqual(appended);
      expect(await store.append(only({ ...held, expect: sha256('other') }))).toMatchObject({ refused: 'stale' });
    });

    test('the same entry id twice in a stream is refused; in two streams it is not', async () => {
      const first = chain(`report/${id()}`);
      expect(await store.append(only(first))).toEqual(appended);
      const head = headOf(first);
      const again = entry(first.stream, 1, head.hash, { id: first.entries[0]?.id ?? '' });
      const refused = await store.append(only({ stream: first.stream, expect: head.hash, entries: [again] }));
      expect(refused).toEqual({ refused: 'taken', stream: first.stream });
      const elsewhere = entry(`report/${id()}`, 0, '', { id: again.id });
      const stream = `report/${id()}` as const;
      expect(await store.append(only({ stream, expect: '', entries: [elsewhere] }))).toEqual(appended);
    });

    const failures: readonly (readonly [string, (born: Birth, taken: Birth) => Append])[] = [
      [
        'a taken code name',
        (born, taken) => birthWith(born, { rows: [{ ...born.row, codeName: taken.row.codeName }] }),
      ],
      [
        'a taken mailbox id',
        (born, taken) =>
          birthWith(born, { mailbox: { id: taken.mailbox, bearer: '', report: born.report, edition: '' } }),
      ],
      ['a taken submission', (born, taken) => birthWith(born, { submission: { report: taken.report, mac: '' } })],
    ];
    test.each(failures)('%s takes everything back', async (_, breaking) => {
      const taken = await bear();
      const before = await store.counts();
      const born = birth();
      expect(await store.append(breaking(born, taken))).toEqual({ refused: 'taken' });
      expect(await store.counts()).toEqual(before);
      expect(await store.pendingJobs()).toBe(1);
      expect(await listed('robin')).toEqual([taken.incident]);
      expect(await store.mailboxById(org, born.mailbox)).toBeNull();
      expect(await store.append(born.append)).toEqual(appended);
    });

    test('an exception in the middle takes everything back too', async () => {
      const before = await store.counts();
      const born = birth();
      const broken = { ...born.append, jobs: [{ id: 'x', kind: 'alert', payload: null as never, at: 0 }] } as const;
      await expect(store.append(broken)).rejects.toThrow();
      expect(await store.counts()).toEqual(before);
      expect(await store.append(born.append)).toEqual(appended);
    });

    test('of two writers on one head one wins; on two streams neither is lost', async () => {
      const other = second ?? store;
      const born = await bear();
      const head = headOf(born.parts.incident);
      const rivals = await Promise.all(
        [store, other, store, other].map((way) => way.append(only(chain(born.parts.incident.stream, 1, head)))),
      );
      expect(rivals.filter((answer) => 'appended' in answer)).toHaveLength(1);
      expect(rivals.filter((answer) => 'refused' in answer && answer.refused === 'stale')).toHaveLength(3);
      const many = Array.from({ length: 20 }, () => birth());
      const answers = await Promise.all(many.map((one, i) => (i % 2 === 0 ? store : other).append(one.append)));
      expect(answers).toEqual(many.map(() => appended));
      expect((await store.counts()).reports).toBe(21);
    });

    test('batches over the same streams in any order never lock each other out', async () => {
      const other = second ?? store;
      const streams = [`report/${id()}`, `report/${id()}`, `report/${id()}`] as const;
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, i) => {
          const order = i % 2 === 0 ? streams : streams.toReversed();
          return (i % 3 === 0 ? other : store).append(only(...order.map((stream) => chain(stream))));
        }),
      );
      expect(answers.filter((answer) => 'appended' in answer)).toHaveLength(1);
    });

    test('a code name taken at the same moment is taken once', async () => {
      const other = second ?? store;
      const twins = [birth({ codeName: 'amber heron' }), birth({ codeName: 'amber heron' })] as const;
      const answers = await Promise.all([store.append(twins[0].append), other.append(twins[1].append)]);
      expect(answers.filter((answer) => 'appended' in answer)).toHaveLength(1);
      expect(answers).toContainEqual({ refused: 'taken' });
    });

    test('entries are append-only, whoever asks', async () => {
      await bear();
      await expect(raw(`update entry set hsig = 'forged'`)).rejects.toThrow(/append-only/u);
      await expect(raw('delete from entry')).rejects.toThrow(/append-only/u);
      expect((await store.counts()).entries).toBe(5);
    });

    test('editions are the streams of that kind', async () => {
      await bear();
      const edition = chain('edition/pyharbor-2026', 2);
      await store.append(only(edition));
      const found = await store.editions(org);
      expect(found.map((record) => [record.stream, record.entries.length])).toEqual([[edition.stream, 2]]);
      expect(await store.editions('another')).toEqual([]);
    });
  });
}

const birthWith = (born: Birth, over: Partial<Append>): Append => ({ ...born.append, ...over });
