import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Edition } from '#domain/edition/edition.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, verifyStream, type FileMade } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import type { DeskInfo, Received, Refused } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { batchForm, rehearsed, visitor, type Rehearsed, type Visitor } from './rehearsed.ts';

let served: Rehearsed;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  served = await rehearsed();
  for (const id of ['rosa', 'helen', 'kenji']) visitors.set(id, await visitor(served.url, id));
});
afterAll(() => served.end());

const event = 'pyharbor-2027';
const as = (member: string): Visitor => {
  const found = visitors.get(member);
  if (found === undefined) throw new Error(`${member} is not here`);
  return found;
};
const deskOf = async (member: string): Promise<DeskInfo> =>
  (await (await as(member).get(paths.api.desk)).json()) as DeskInfo;
const editionIn = ({ editions }: DeskInfo): Edition => {
  const found = editions.find(({ edition }) => edition.id === event)?.edition;
  if (found === undefined) throw new Error('no edition');
  return found;
};

interface Writing {
  readonly kind?: string;
  readonly text?: string;
  readonly signer?: string;
  /** As many entries back from the end. */
  readonly behind?: number;
  readonly without?: boolean;
}

/** Signs an entry into `edition/<id>` as the member, whatever is in it, and posts it. */
async function writes(member: string, id: string, text: string, more: Writing = {}): Promise<Received | Refused> {
  const desk = await deskOf(member);
  const entries = desk.editions.find(({ edition }) => edition.id === id)?.entries ?? [];
  const stream = `edition/${id}` as const;
  const read = verifyStream(stream, desk.org, entries.slice(0, entries.length - (more.behind ?? 0)));
  const chain = verifyRosters(desk.root, desk.org, desk.notes);
  const roster = 'refused' in chain ? undefined : chain.rosters.at(-1);
  if ('refused' in read || roster === undefined) throw new Error('does not hold');
  const file: FileMade = clearFile(utf8(text));
  const { line, hsig } = signEntry(
    {
      org: desk.org,
      stream,
      seq: read.next,
      prev: read.head,
      id: randomHex(16),
      kind: more.kind ?? 'settled',
      compartment: '',
      epoch: 0,
      rosterVersion: roster.roster.version,
      rosterHash: roster.hash,
      at: desk.now,
      facts: [],
    },
    file,
    (await keysOf(more.signer ?? member)).signer,
  );
  const batch = { streams: [{ stream, expect: read.head, entries: [{ line, hsig }] }], grants: [] };
  const answer = await as(member).post(paths.api.entries, batchForm(batch, more.without === true ? [] : [file]));
  return (await answer.json()) as Received | Refused;
}

async function changed(change: Partial<Edition>): Promise<string> {
  return JSON.stringify({ ...editionIn(await deskOf('rosa')), ...change });
}

describe('an event that is there', () => {
  test('takes settings of a member with the right, and answers the same again', async () => {
    const text = await changed({ place: 'Rivergate' });
    expect(await writes('helen', event, text)).toEqual({ receivedAt: expect.any(Number) as number });
    expect(editionIn(await deskOf('kenji')).place).toBe('Rivergate');
  });

  test('takes none of a member without it, nor under a colleague’s name', async () => {
    const text = await changed({ place: 'Elsewhere' });
    expect(await writes('kenji', event, text)).toEqual({ refused: 'not-allowed' });
    expect(await writes('kenji', event, text, { signer: 'rosa' })).toEqual({ refused: 'not-allowed' });
    expect(await writes('rosa', event, text, { signer: 'helen' })).toEqual({ refused: 'not-allowed' });
    expect(editionIn(await deskOf('rosa')).place).not.toBe('Elsewhere');
  });

  test('takes none that were written on an older head', async () => {
    expect(await writes('rosa', event, await changed({ place: 'Late' }), { behind: 1 })).toEqual({
      refused: 'stale-head',
    });
  });

  test.each<[string, () => Promise<string>, string]>([
    ['of another event', () => changed({ id: 'another' }), 'bad-file'],
    ['that do not read', async () => '{"id":', 'bad-file'],
    ['with a last day before the first', () => changed({ to: '2027-05-01' }), 'bad-file'],
    ['with a field that settings do not have', async () => (await changed({})).replace('{', '{"more":1,'), 'bad-file'],
    ['in other bytes than reading gives', async () => `${await changed({})} `, 'bad-file'],
    ['in a language that has no words', () => changed({ languages: ['en', 'xx'] }), 'bad-request'],
    ['with a procedure nobody installed', () => changed({ procedureDigest: 'f'.repeat(64) }), 'bad-request'],
    ['with the digest of one and the name of another', () => changed({ procedure: 'another' }), 'bad-request'],
    ['with the digest of one and the version of another', () => changed({ procedureVersion: '0' }), 'bad-request'],
  ])('takes none %s', async (_what, text, refused) => {
    const before = await deskOf('rosa');
    expect(await writes('rosa', event, await text())).toEqual({ refused });
    expect(await deskOf('rosa')).toMatchObject({ editions: before.editions });
  });

  test('takes none without their file, and no other kind of entry', async () => {
    expect(await writes('rosa', event, await changed({}), { without: true })).toEqual({ refused: 'bad-file' });
    expect(await writes('rosa', event, '{}', { kind: 'closed' })).toEqual({ refused: 'wrong-kind' });
  });

  test('has room for a long code of conduct, and not for everything', async () => {
    const code = (text: string) => ({ version: '1', from: '2027-01-01', title: 'Code', text, link: '' });
    expect(await writes('rosa', event, await changed({ codeOfConduct: [code('x'.repeat(60_000))] }))).toHaveProperty(
      'receivedAt',
    );
    const many = Array.from({ length: 12 }, () => code('x'.repeat(60_000)));
    expect(await writes('rosa', event, await changed({ codeOfConduct: many }))).toEqual({ refused: 'too-large' });
    expect(
      await writes('rosa', event, JSON.stringify({ words: 'x'.repeat(70_000) }), { kind: 'opened-alone' }),
    ).toEqual({ refused: 'too-large' });
  });
});

describe('a new event', () => {
  const id = 'pyharbor-2028';
  const text = () => changed({ id, name: 'PyHarbor US 2028', from: '2028-05-12', to: '2028-05-16' });

  test('begins with settings and nothing else', async () => {
    expect(await writes('rosa', id, '{"words":"We are two next week."}', { kind: 'opened-alone' })).toEqual({
      refused: 'not-found',
    });
    expect(await writes('kenji', id, await text())).toEqual({ refused: 'not-allowed' });
    expect((await deskOf('rosa')).editions.map(({ edition }) => edition.id)).toEqual([event]);
  });

  test('is there when a member with the right has signed it, closed until it has a team', async () => {
    expect(await writes('rosa', id, await text())).toHaveProperty('receivedAt');
    const made = (await deskOf('kenji')).editions.find(({ edition }) => edition.id === id);
    expect(made).toMatchObject({ open: false, missing: ['no-reader', 'no-fallback'] });
    expect((await fetch(served.url + paths.start(id))).status).toBe(200);
  });
});
