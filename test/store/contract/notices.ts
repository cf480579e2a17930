import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { entry, id, only, org, sha256, type Birth } from '#kit/store.ts';
import { appended, bearIn, type Fixture } from './fixture.ts';

interface Sent {
  readonly notice: string;
  readonly file: string;
}

export function describeNotices(given: () => Fixture): void {
  describe('who is told something without the incident it comes from', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const write = async (over: Partial<Append>): Promise<void> => {
      expect(await store.append({ ...only(), ...over })).toEqual(appended);
    };
    const say = async (readers: readonly string[], incident: string, purpose = 'door'): Promise<Sent> => {
      const [notice, bytes] = [id(), new Uint8Array(randomBytes(5000))];
      const file = sha256(bytes);
      const stream = `notice/${notice}` as const;
      const line = entry(stream, 0, '', { kind: 'noticed', to: sha256('readers'), size: 5000, file });
      await write({
        streams: [{ stream, expect: '', entries: [line] }],
        files: [{ hash: file, bytes }],
        notices: [{ notice, purpose, incident, cause: sha256('cause'), readers, ended: false }],
      });
      return { notice, file };
    };
    const told = async (member: string): Promise<readonly string[]> =>
      (await store.noticesFor(org, member)).map(({ notice }) => notice);
    /** Everything that is said to a member of a notice, in one value. */
    const shown = async (member: string, { notice, file }: Sent) => ({
      listed: (await told(member)).includes(notice),
      row: (await store.noticeFor(org, member, notice)) !== null,
      file: (await store.noticeFile(org, member, notice, file)) !== null,
    });
    const all = { listed: true, row: true, file: true };
    const nothing = { listed: false, row: false, file: false };
    const about = async (readers: readonly string[]): Promise<{ born: Birth; sent: Sent }> => {
      const born = await bearIn(store, { readers: ['robin', 'sam'] });
      return { born, sent: await say(readers, born.incident) };
    };

    test('is its readers, and who sees that incident; nobody else, and in no other organisation', async () => {
      const { sent } = await about(['dora']);
      expect(await shown('dora', sent)).toEqual(all);
      expect(await shown('robin', sent)).toEqual(all);
      expect(await shown('eli', sent)).toEqual(nothing);
      expect(await store.noticesFor('another', 'dora')).toEqual([]);
      expect(await store.noticeFile('another', 'dora', sent.notice, sent.file)).toBeNull();
      const [row] = await store.noticesFor(org, 'dora');
      expect(row).toMatchObject({ told: true, holds: false, purpose: 'door' });
      expect(await store.noticeFor(org, 'robin', sent.notice)).toMatchObject({ told: false, holds: true });
    });

    test('is not given the files of another notice, or of the incident', async () => {
      const { born, sent } = await about(['dora']);
      const other = await say(['eli'], '');
      for (const file of [other.file, born.told, born.grants.get('robin') ?? '', ''])
        expect(await store.noticeFile(org, 'dora', sent.notice, file)).toBeNull();
      expect(await store.fileFor(org, 'dora', born.incident, sent.file)).toBeNull();
    });

    test('loses it at once when they are kept out, whoever they are', async () => {
      const { born, sent } = await about(['dora', 'robin']);
      await write({ away: [{ incident: born.incident, members: ['dora', 'robin'] }] });
      expect(await shown('dora', sent)).toEqual(nothing);
      expect(await shown('robin', sent)).toEqual(nothing);
      expect(await shown('sam', sent)).toEqual(all);
      await write({ away: [{ incident: born.incident, members: [] }] });
      expect(await shown('dora', sent)).toEqual(all);
    });

    test('loses it at once when they are barred on its report', async () => {
      const { born, sent } = await about(['dora']);
      await write({ bars: [{ report: born.report, member: 'dora' }] });
      expect(await shown('dora', sent)).toEqual(nothing);
    });

    test('keeps what comes from no incident, and what comes from another', async () => {
      const { born } = await about(['dora']);
      const [apart, other] = [await say(['dora'], '', 'team'), await about(['dora'])];
      await write({ away: [{ incident: born.incident, members: ['dora'] }] });
      expect(await shown('dora', apart)).toEqual(all);
      expect(await shown('dora', other.sent)).toEqual(all);
      expect(await shown('robin', apart)).toEqual(nothing);
    });

    test('is those of the newest list of readers', async () => {
      const { born, sent } = await about(['dora', 'eli']);
      const { notice } = sent;
      const now = { notice, purpose: 'door', incident: born.incident, cause: '', ended: false };
      await write({ notices: [{ ...now, readers: ['eli'] }] });
      expect(await shown('dora', sent)).toEqual(nothing);
      expect(await shown('eli', sent)).toEqual(all);
    });

    test('may review the appeal of an incident while they have its packet, are free, and it has not ended', async () => {
      const { born } = await about(['dora']);
      const { notice } = await say(['gwen', 'robin'], born.incident, 'appeal');
      const of = (member: string) => store.noticesOf(org, member, born.incident, 'appeal');
      expect(await of('gwen')).toEqual([notice]);
      // Another list of the incident is no packet, and seeing the incident alone is not having one.
      expect([await of('dora'), await of('sam')]).toEqual([[], []]);
      await write({ away: [{ incident: born.incident, members: ['robin'] }] });
      expect([await of('gwen'), await of('robin')]).toEqual([[notice], []]);
      const ended = { notice, purpose: 'appeal', incident: born.incident, cause: '', readers: ['gwen'], ended: true };
      await write({ notices: [ended] });
      expect(await of('gwen')).toEqual([]);
      expect(await told('gwen')).toContain(notice);
    });
  });
}
