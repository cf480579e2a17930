import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Append, GrantRow } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { birth, chain, entry, headOf, id, noon, only, org, sha256, type Birth } from '#kit/store.ts';
import { appended, bearIn, listedIn, type Fixture } from './fixture.ts';

/** Who is kept out of an incident, who holds nothing any more, and what is told of heads and fetches. */
export function describeAway(given: () => Fixture): void {
  describe('who is kept out', () => {
    let store: Store;
    let raw: Fixture['raw'];
    beforeEach(() => {
      ({ store, raw } = given());
    });
    const bear = (over?: Parameters<typeof birth>[0]): Promise<Birth> => bearIn(store, over);
    const write = async (over: Partial<Append>): Promise<void> => {
      expect(await store.append({ ...only(), ...over })).toEqual(appended);
    };

    /** Everything the gate says to a member of an incident, in one value. */
    const shown = async (member: string, born: Birth) => ({
      listed: (await listedIn(store, member)).includes(born.incident),
      record: (await store.recordFor(org, member, born.incident)) !== null,
      heads: (await store.headsFor(org, member, born.incident)) !== null,
      told: (await store.fileFor(org, member, born.incident, born.told)) !== null,
      grant: (await store.fileFor(org, member, born.incident, born.grants.get(member) ?? '')) !== null,
      owed: (await store.dutiesFor(org, member, { after: '', most: 100 })).length > 0,
    });
    const all = { listed: true, record: true, heads: true, told: true, grant: true, owed: true };
    const nothing = { listed: false, record: false, heads: false, told: false, grant: false, owed: false };

    const duty = (born: Birth): Partial<Append> => ({
      owed: [
        {
          incident: born.incident,
          duties: [
            {
              duty: 'acknowledge',
              cause: sha256('x'),
              stream: born.parts.report.stream,
              owedBy: ['lead'],
              owner: '',
              owedTo: 'reporter',
              arose: noon,
              due: noon,
            },
          ],
        },
      ],
    });

    test('is shown nothing at once, though the manifest still lists them; others see what they saw', async () => {
      const born = await bear();
      await write(duty(born));
      expect(await shown('robin', born)).toEqual(all);
      await write({ away: [{ incident: born.incident, members: ['robin'] }] });
      expect(await shown('robin', born)).toEqual(nothing);
      expect(await shown('sam', born)).toEqual(all);
    });

    test('is answered as of an incident that does not exist', async () => {
      const born = await bear();
      await write({ away: [{ incident: born.incident, members: ['robin'] }] });
      expect(await store.recordFor(org, 'robin', born.incident)).toEqual(await store.recordFor(org, 'robin', id()));
      expect(await store.headsFor(org, 'robin', born.incident)).toEqual(await store.headsFor(org, 'robin', id()));
    });

    test('is a list that each append replaces, for its own incident alone', async () => {
      const [one, two] = [await bear(), await bear()];
      await write({
        away: [
          { incident: one.incident, members: ['robin', 'robin'] },
          { incident: two.incident, members: ['robin'] },
        ],
      });
      await write({ away: [{ incident: one.incident, members: ['sam'] }] });
      expect(await listedIn(store, 'robin')).toEqual([one.incident]);
      expect(await listedIn(store, 'sam')).toEqual([two.incident]);
      await write({ away: [{ incident: one.incident, members: [] }] });
      expect((await listedIn(store, 'sam')).toSorted()).toEqual([one.incident, two.incident].toSorted());
    });

    test('sees a report in no incident that holds it, also where they are kept out of another one alone', async () => {
      const born = await bear();
      const other = birth();
      await write({
        streams: [other.parts.incident],
        rows: [{ ...other.row, report: born.report }],
        access: [{ stream: other.parts.incident.stream, compartment: 'internal', epoch: 1, members: ['robin', 'sam'] }],
        away: [{ incident: born.incident, members: ['robin'] }],
      });
      const seen = await store.recordFor(org, 'robin', other.incident);
      expect(seen?.incident.entries).toHaveLength(1);
      expect(seen).toMatchObject({ report: { entries: [] }, mailbox: null, grants: [] });
      expect(await store.fileFor(org, 'robin', other.incident, born.told)).toBeNull();
      expect(await store.headsFor(org, 'robin', other.incident)).toMatchObject({ report: '', mailbox: '' });
      expect((await store.recordFor(org, 'sam', other.incident))?.report.entries).toHaveLength(2);
      expect(await listedIn(store, 'robin')).toEqual([other.incident]);
    });

    test('stays out when they are let into the manifest again', async () => {
      const born = await bear();
      await write({ away: [{ incident: born.incident, members: ['robin'] }] });
      const internal = { stream: born.parts.incident.stream, compartment: 'internal', epoch: 1 } as const;
      await write({ access: [{ ...internal, members: ['robin', 'sam'] }] });
      expect(await shown('robin', born)).toEqual(nothing);
    });

    test('a bar that is lifted opens again; one laid and lifted at once stays', async () => {
      const born = await bear({ barred: ['robin', 'sam'] });
      const bar = { report: born.report, member: 'robin' };
      await write({ unbars: [bar] });
      expect(await listedIn(store, 'robin')).toEqual([born.incident]);
      expect(await listedIn(store, 'sam')).toEqual([]);
      await write({ unbars: [bar], bars: [bar] });
      expect(await listedIn(store, 'robin')).toEqual([]);
    });

    test('an append that is refused keeps nobody out and lifts nothing', async () => {
      const born = await bear({ barred: ['sam'] });
      const stale = chain(born.parts.incident.stream, 1, { seq: 0, hash: sha256('not the head') });
      const answer = await store.append({
        ...only(stale),
        away: [{ incident: born.incident, members: ['robin'] }],
        unbars: [{ report: born.report, member: 'sam' }],
        ends: [{ stream: born.parts.report.stream, member: 'robin' }],
      });
      expect(answer).toMatchObject({ refused: 'stale' });
      expect(await listedIn(store, 'robin')).toEqual([born.incident]);
      expect(await listedIn(store, 'sam')).toEqual([]);
    });

    test('who ends in a stream holds nothing there of any compartment, the bytes included; others keep theirs', async () => {
      const [born, beside] = [await bear(), await bear()];
      const bytes = new Uint8Array(randomBytes(64));
      const shared = new Uint8Array(randomBytes(64));
      const grant = (member: string, file: Uint8Array, over: Partial<GrantRow> = {}): GrantRow => ({
        stream: born.parts.report.stream,
        compartment: 'identity',
        epoch: 1,
        member,
        hash: sha256(file),
        ...over,
      });
      await write({
        files: [bytes, shared].map((file) => ({ hash: sha256(file), bytes: file })),
        access: [{ stream: born.parts.report.stream, compartment: 'identity', epoch: 1, members: ['robin', 'sam'] }],
        grants: [grant('robin', bytes), grant('sam', shared), grant('robin', shared, { epoch: 2 })],
      });
      await write({ ends: [{ stream: born.parts.report.stream, member: 'robin' }] });
      expect(await store.file(org, sha256(bytes))).toBeNull();
      expect(await store.file(org, born.grants.get('robin') ?? '')).toBeNull();
      expect(await store.file(org, sha256(shared))).not.toBeNull();
      expect(await store.file(org, beside.grants.get('robin') ?? '')).not.toBeNull();
      expect(await listedIn(store, 'robin')).toEqual([beside.incident]);
      const seen = await store.recordFor(org, 'sam', born.incident);
      expect(seen?.grants.map(({ compartment }) => compartment)).toEqual(['account', 'identity']);
      // A place given back later brings back nothing of what was erased.
      await write({
        access: [{ stream: born.parts.report.stream, compartment: 'account', epoch: 2, members: ['robin', 'sam'] }],
      });
      expect((await store.recordFor(org, 'robin', born.incident))?.grants).toEqual([]);
    });

    test('who ends in the batch that names them holds nothing after it', async () => {
      const born = await bear();
      const row = { stream: born.parts.report.stream, compartment: 'account', epoch: 2 } as const;
      const bytes = new Uint8Array(randomBytes(64));
      await write({
        files: [{ hash: sha256(bytes), bytes }],
        access: [{ ...row, members: ['robin', 'sam'] }],
        grants: [{ ...row, member: 'robin', hash: sha256(bytes) }],
        ends: [{ stream: row.stream, member: 'robin' }],
      });
      expect(await listedIn(store, 'robin')).toEqual([]);
      expect(await store.file(org, sha256(bytes))).toBeNull();
    });

    test('heads are those of the records, the mailbox that stands included, and only what is visible', async () => {
      const born = await bear();
      const { report, incident, mailbox } = born.parts;
      const heads = { incident: headOf(incident).hash, report: headOf(report).hash, mailbox: headOf(mailbox).hash };
      expect(await store.headsFor(org, 'robin', born.incident)).toEqual(heads);
      const part = chain(report.stream, 1, headOf(report));
      const internal = { stream: incident.stream, compartment: 'internal', epoch: 1 } as const;
      await write({ streams: [part], access: [{ ...internal, members: ['robin', 'kim'] }] });
      expect(await store.headsFor(org, 'robin', born.incident)).toEqual({ ...heads, report: headOf(part).hash });
      expect(await store.headsFor(org, 'kim', born.incident)).toEqual({ ...heads, report: '', mailbox: '' });
      expect(await store.headsFor(org, 'sam', born.incident)).toBeNull();
      await write({ mailboxGone: { id: born.mailbox, at: noon } });
      expect(await store.headsFor(org, 'robin', born.incident)).toMatchObject({ mailbox: '' });
      expect(await store.headsFor('another', 'robin', born.incident)).toBeNull();
    });

    test('who fetched an incident is part of its record, behind the gate', async () => {
      const born = await bear({ readers: ['robin'] });
      expect(await store.recordFor(org, 'robin', born.incident)).toMatchObject({ audit: null });
      const stream = `audit/${born.incident}` as const;
      const fetched = entry(stream, 0, '', { kind: 'fetched', facts: [['member', 'robin']] });
      await write({ streams: [{ stream, expect: '', entries: [fetched] }] });
      const seen = await store.recordFor(org, 'robin', born.incident);
      expect(seen?.audit).toEqual({ stream, entries: [{ line: fetched.line, hsig: '00', receivedAt: noon }] });
      expect(await store.recordFor(org, 'sam', born.incident)).toBeNull();
    });

    test('kept texts of procedures cannot be changed or deleted, whoever asks', async () => {
      const kept = { digest: sha256('id: small'), id: 'small', text: 'id: small', keptAt: noon };
      await write({ procedures: [kept] });
      await expect(raw(`update procedure_text set text = 'id: other'`)).rejects.toThrow(/append-only/u);
      await expect(raw('delete from procedure_text')).rejects.toThrow(/append-only/u);
      expect(await store.procedureTexts(org)).toEqual([kept]);
    });
  });
}
