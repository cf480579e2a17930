import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Append, IncidentRow, Store } from '#store/store.ts';
import { cursorOf } from '#store/cursor.ts';
import {
  birth,
  chain,
  entry,
  foundation,
  headOf,
  id,
  noon,
  only,
  org,
  sha256,
  unlockRow,
  type Birth,
} from '#kit/store.ts';

/** One store of an engine, empty, and what only the engine's test can do to it. */
export interface Fixture {
  readonly store: Store;
  /** A second way in to the same data: another process's, on PostgreSQL. Null where there may be only one. */
  readonly second: Store | null;
  /** Runs a statement behind the store's back. */
  raw(text: string): Promise<void>;
  stop(): Promise<void>;
}

const appended = { appended: true };

/** The contract of storage: an engine is whatever passes this. */
export function describeStore(engine: string, make: () => Promise<Fixture>): void {
  describe(`store contract: ${engine}`, () => {
    let fixture: Fixture;
    let store: Store;
    beforeEach(async () => {
      fixture = await make();
      ({ store } = fixture);
    });
    afterEach(() => fixture.stop());

    const bear = async (over?: Parameters<typeof birth>[0]): Promise<Birth> => {
      const born = birth(over);
      expect(await store.append(born.append)).toEqual(appended);
      return born;
    };
    const listed = async (member: string): Promise<readonly string[]> => {
      const rows = await store.incidentsFor(org, member, { after: '', most: 100 });
      return rows.map((row) => row.incident);
    };

    describe('append and the streams', () => {
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
        const other = fixture.second ?? store;
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
        const other = fixture.second ?? store;
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
        const other = fixture.second ?? store;
        const twins = [birth({ codeName: 'amber heron' }), birth({ codeName: 'amber heron' })] as const;
        const answers = await Promise.all([store.append(twins[0].append), other.append(twins[1].append)]);
        expect(answers.filter((answer) => 'appended' in answer)).toHaveLength(1);
        expect(answers).toContainEqual({ refused: 'taken' });
      });

      test('entries are append-only, whoever asks', async () => {
        await bear();
        await expect(fixture.raw(`update entry set hsig = 'forged'`)).rejects.toThrow(/append-only/u);
        await expect(fixture.raw('delete from entry')).rejects.toThrow(/append-only/u);
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

    describe('the gate', () => {
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

    describe('the list', () => {
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

    describe('mailboxes', () => {
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

    describe('set-up and the roster', () => {
      test('a new set-up link replaces the last and goes with the founding', async () => {
        expect(await store.setupLink()).toBeNull();
        await store.setSetupLink('one');
        await store.setSetupLink('two');
        expect(await store.setupLink()).toBe('two');
        expect(await store.found(foundation())).toBe(true);
        expect(await store.setupLink()).toBeNull();
      });

      test('founding happens once, however many try', async () => {
        const other = fixture.second ?? store;
        expect(await store.organisation()).toBeNull();
        expect(await store.rosterNotes()).toEqual([]);
        const tried = await Promise.all([store.found(foundation('one')), other.found(foundation('two'))]);
        expect(tried.toSorted()).toEqual([false, true]);
        expect(await store.organisation()).toMatchObject({ org: tried[0] ? 'one' : 'two', rehearsal: false });
        expect(await store.found(foundation())).toBe(false);
        expect(await store.rosterNotes()).toHaveLength(1);
        expect((await store.counts()).entries).toBe(1);
      });

      test('founding keeps everything it is given', async () => {
        const founded = foundation(org, true);
        await store.found(founded);
        expect(await store.organisation()).toEqual(founded.organisation);
        expect(await store.recipient(sha256('age1pq1robin'))).toBe('age1pq1robin');
        expect(await store.recipient(sha256('nobody'))).toBeNull();
        expect(await store.alertAddress(org, 'robin')).toBe('robin@pyharbor.example');
        expect(await store.unlockFor(org, 'handle of robin', sha256('robin'))).toEqual(founded.unlock[0]);
        expect(await store.editions(org)).toHaveLength(1);
      });

      test('a founding that cannot be written whole is not written', async () => {
        const broken = { ...foundation(), append: only(chain('edition/x', 1, { seq: 1, hash: sha256('x') })) };
        await expect(store.found(broken)).rejects.toThrow(/stale/u);
        expect(await store.organisation()).toBeNull();
        expect(await store.found(foundation())).toBe(true);
      });

      test('the sealing key is made once', async () => {
        const other = fixture.second ?? store;
        const keys = ['a', 'b', 'c', 'd'].map((name) => ({ public: name, seed: `seed of ${name}` }));
        const [one, two, three, four] = keys as [SealingKey, SealingKey, SealingKey, SealingKey];
        const kept = await Promise.all([store.sealingKey(() => one), other.sealingKey(() => two)]);
        expect(kept[0]).toEqual(kept[1]);
        expect(await store.sealingKey(() => three)).toEqual(kept[0]);
        const never = (): SealingKey => {
          throw new Error('made again');
        };
        expect(await other.sealingKey(never)).not.toEqual(four);
      });
      type SealingKey = { readonly public: string; readonly seed: string };

      test('the next roster version is added once, from the head alone, and ends its proposal', async () => {
        const other = fixture.second ?? store;
        await store.found(foundation());
        const proposal = { id: 'p1', note: 'proposed', by: 'robin', at: noon };
        await store.propose(proposal);
        await store.propose({ ...proposal, id: 'p2', at: noon + 1 });
        expect(await store.proposals()).toEqual([proposal, { ...proposal, id: 'p2', at: noon + 1 }]);
        const note = { version: 2, note: 'two', recipients: ['age1pq1sam'], proposal: 'p1' };
        const tried = await Promise.all([store.appendRoster(note), other.appendRoster({ ...note, note: 'rival' })]);
        expect(tried.toSorted()).toEqual([false, true]);
        expect(await store.appendRoster({ ...note, version: 4 })).toBe(false);
        expect(await store.rosterNotes()).toHaveLength(2);
        expect(await store.recipient(sha256('age1pq1sam'))).toBe('age1pq1sam');
        expect(await store.proposals()).toHaveLength(1);
        await store.withdrawProposal('p2');
        expect(await store.proposals()).toEqual([]);
      });

      test('who is ended loses sessions, wraps, grants and address; others keep theirs', async () => {
        await store.found(foundation());
        await store.addUnlock(org, unlockRow('sam'));
        for (const member of ['robin', 'sam']) {
          await store.addSession(org, { hash: sha256(`session of ${member}`), member, until: noon + 1000 });
        }
        await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['robin'] });
        expect(await store.sessionMember(org, sha256('session of robin'), noon)).toBeNull();
        expect(await store.unlockFor(org, 'handle of robin', sha256('robin'))).toBeNull();
        expect(await store.alertAddress(org, 'robin')).toBeNull();
        expect(await store.sessionMember(org, sha256('session of sam'), noon)).toBe('sam');
        expect(await store.unlockFor(org, 'handle of sam', sha256('sam'))).not.toBeNull();
      });
    });

    describe('members', () => {
      test('an unlock row opens with its handle and bearer, and a handle is used once', async () => {
        const row = unlockRow('robin');
        expect(await store.addUnlock(org, row)).toBe(true);
        expect(await store.addUnlock(org, unlockRow('robin'))).toBe(false);
        expect(await store.unlockFor(org, row.handle, row.bearer)).toEqual(row);
        expect(await store.unlockFor(org, row.handle, sha256('wrong'))).toBeNull();
        expect(await store.unlockFor(org, 'wrong', row.bearer)).toBeNull();
      });

      test('a session lasts until its time or its end', async () => {
        await store.addSession(org, { hash: 'a', member: 'robin', until: noon });
        expect(await store.sessionMember(org, 'a', noon - 1)).toBe('robin');
        expect(await store.sessionMember(org, 'a', noon)).toBeNull();
        await store.addSession(org, { hash: 'b', member: 'robin', until: noon + 1000 });
        expect(await store.sessionMember(org, 'a', noon - 1)).toBe('robin');
        await store.endSession(org, 'b');
        expect(await store.sessionMember(org, 'b', noon)).toBeNull();
      });

      test('a member’s state only moves forward', async () => {
        const [old, young] = [new Uint8Array([1]), new Uint8Array([2])];
        expect(await store.memberState(org, 'robin')).toBeNull();
        expect(await store.putMemberState(org, 'robin', 1, old)).toBe(true);
        expect(await store.putMemberState(org, 'robin', 2, young)).toBe(true);
        expect(await store.putMemberState(org, 'robin', 2, old)).toBe(false);
        expect(await store.memberState(org, 'robin')).toEqual({ counter: 2, bytes: young });
      });

      test('an alert address is replaced', async () => {
        expect(await store.alertAddress(org, 'robin')).toBeNull();
        await store.setAlertAddress(org, 'robin', 'a@pyharbor.example');
        await store.setAlertAddress(org, 'robin', 'b@pyharbor.example');
        expect(await store.alertAddress(org, 'robin')).toBe('b@pyharbor.example');
      });

      const invitation = {
        id: 'i1',
        member: 'kim',
        name: 'Kim',
        roles: [['pyharbor-2026', 'responder']],
        rights: ['edition'],
        secret: new Uint8Array([7, 7]),
        expires: noon + 1000,
        by: 'robin',
        enrolment: null,
      } as const;
      const enrolment = { recipient: 'age1pq1kim', sign: sha256('kim'), mac: 'mac', at: noon };

      test('an invitation is used once, in its time', async () => {
        await store.invite(org, invitation);
        expect(await store.invitation(org, 'i1', noon)).toEqual(invitation);
        expect(await store.invitation(org, 'i1', noon + 1000)).toBeNull();
        expect(await store.invitation(org, 'i2', noon)).toBeNull();
        const take = (key: string, at: number): Promise<boolean> =>
          store.enrol(org, key, enrolment, unlockRow('kim'), 'kim@pyharbor.example', at);
        expect(await take('i1', noon + 1000)).toBe(false);
        expect(await take('i2', noon)).toBe(false);
        expect(await store.alertAddress(org, 'kim')).toBeNull();
        const tried = await Promise.all([take('i1', noon), take('i1', noon)]);
        expect(tried.toSorted()).toEqual([false, true]);
        expect(await store.invitations(org)).toEqual([{ ...invitation, enrolment }]);
        expect(await store.alertAddress(org, 'kim')).toBe('kim@pyharbor.example');
        expect(await store.unlockFor(org, 'handle of kim', sha256('kim'))).toMatchObject({ member: 'kim' });
      });

      test('an invitation ends with its roster note, or by hand', async () => {
        await store.found(foundation());
        await store.invite(org, invitation);
        await store.invite(org, { ...invitation, id: 'i2' });
        await store.appendRoster({ version: 2, note: 'two', recipients: [], invitation: 'i1' });
        expect((await store.invitations(org)).map((one) => one.id)).toEqual(['i2']);
        await store.endInvitation(org, 'i2');
        expect(await store.invitations(org)).toEqual([]);
      });
    });

    describe('jobs', () => {
      const job = (name: string, at = noon) => ({ id: name, kind: 'alert', payload: '{}', at }) as const;
      const claimed = async (now: number, most = 10): Promise<readonly string[]> =>
        (await store.claimJobs(now, 1000, most)).map((one) => one.id);

      test('come when due, in order, once while the lease lasts, again when it ran out', async () => {
        await store.append({ ...only(), jobs: [job('late', noon + 5), job('b'), job('a')] });
        expect(await claimed(noon - 1)).toEqual([]);
        expect(await claimed(noon, 1)).toEqual(['a']);
        expect(await claimed(noon)).toEqual(['b']);
        expect(await claimed(noon + 999)).toEqual(['late']);
        const again = await store.claimJobs(noon + 1000, 1000, 10);
        expect(again).toEqual([
          { ...job('a'), tries: 2 },
          { ...job('b'), tries: 2 },
        ]);
      });

      test('are queued once, even after they are done', async () => {
        await store.append({ ...only(), jobs: [job('a')] });
        await store.append({ ...only(), jobs: [job('a')] });
        expect(await store.pendingJobs()).toBe(1);
        expect(await claimed(noon)).toEqual(['a']);
        await store.finishJob('a');
        await store.append({ ...only(), jobs: [job('a')] });
        expect(await store.pendingJobs()).toBe(0);
        expect(await claimed(noon + 10_000)).toEqual([]);
      });

      test('may be put off', async () => {
        await store.append({ ...only(), jobs: [job('a')] });
        expect(await claimed(noon)).toEqual(['a']);
        await store.retryJob('a', noon + 10);
        expect(await claimed(noon + 9)).toEqual([]);
        expect(await claimed(noon + 10)).toEqual(['a']);
      });

      test('go to one of several who claim at once', async () => {
        const other = fixture.second ?? store;
        const names = Array.from({ length: 30 }, (_, i) => `job ${i}`);
        await store.append({ ...only(), jobs: names.map((name) => job(name)) });
        const claims = await Promise.all([store, other, store, other].map((way) => way.claimJobs(noon, 1000, 10)));
        const taken = claims.flat().map((one) => one.id);
        expect(new Set(taken).size).toBe(taken.length);
        expect([...taken, ...(await claimed(noon, 30))].toSorted()).toEqual(names.toSorted());
      });
    });

    test('a closed store refuses, and says so', async () => {
      await store.close();
      await expect(store.counts()).rejects.toThrow();
    });
  });
}

const birthWith = (born: Birth, over: Partial<Append>): Append => ({ ...born.append, ...over });
