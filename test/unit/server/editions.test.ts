import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Edition } from '#domain/edition/edition.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, verifyStream, type FileMade } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import { jobName } from '#server/due/job-names.ts';
import type { Mail } from '#server/post/post.ts';
import type { DeskInfo, Received, Refused } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, dutiesOver, listOf, rehearsed, visitor, type Rehearsed, type Visitor } from './rehearsed.ts';

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
  (await (await as(member).get(staffPaths.api.desk)).json()) as DeskInfo;
const editionIn = ({ editions }: DeskInfo): Edition => {
  const found = editions.find(({ edition }) => edition.id === event)?.edition;
  if (found === undefined) throw new Error('no edition');
  return found;
};

interface Waiting {
  readonly id: string;
  readonly due: number;
}

/** Jobs that are not over, as they lie on the disk. */
function waiting(where: string): readonly Waiting[] {
  const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    return database.prepare(`select id, due from job where done = 0 and ${where}`).all() as unknown as Waiting[];
  } finally {
    database.close();
  }
}

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
  const answer = await as(member).post(staffPaths.api.entries, batchForm(batch, more.without === true ? [] : [file]));
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
    ['for a gathering that the procedure was not written for', () => changed({ gathering: 'meet-up' }), 'bad-request'],
    ['with one language twice', () => changed({ languages: ['en', 'en'] }), 'bad-file'],
    ['with an exit that is no address', () => changed({ exit: 'https://' }), 'bad-file'],
    [
      'with an exit of other letters than browsers write',
      () => changed({ exit: 'https://погода.example/' }),
      'bad-file',
    ],
    ['with an exit and a control character', () => changed({ exit: 'https://a.example/\u0001' }), 'bad-file'],
    ['with an exit and somebody’s name', () => changed({ exit: 'https://bank@a.example/' }), 'bad-file'],
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

describe('settings that decide who reads and whom a reporter is sent to', () => {
  const told = (name: string): readonly Mail[] => served.post.mails().filter(({ text }) => text.includes(name));
  const readers = ['amina', 'helen', 'kenji', 'rosa', 'tomasz'].map((id) => `${id}@pyharbor.example`);

  test('are told to every steward and everybody who reads new reports, once, with nothing but who and where', async () => {
    const before = told('Helen Adeyemi changed').length;
    expect(await writes('helen', event, await changed({ teamPhone: '+1 202 555 0199' }))).toHaveProperty('receivedAt');
    await vi.waitFor(() => expect(told('Helen Adeyemi changed').length - before).toBe(5), { timeout: 12_000 });
    const mails = told('Helen Adeyemi changed').slice(0, 5);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(readers);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(5);
    const { name } = editionIn(await deskOf('rosa'));
    for (const { subject, text } of mails) {
      expect(subject).toBe(name);
      expect(text).toContain(`${served.url}${paths.deskEvent(event)}`);
      expect(text).not.toContain('555');
    }
  });

  test('are told to who read before and who reads from then on, when the procedure is another', async () => {
    const desk = await deskOf('rosa');
    const other = desk.procedures.find(({ id }) => id === 'boston-python');
    if (other === undefined) throw new Error('no boston-python');
    const named = { procedure: other.id, procedureVersion: other.version, procedureDigest: other.digest };
    const { procedure, procedureVersion, procedureDigest } = editionIn(desk);
    const before = told('Rosa Okafor changed').length;
    expect(await writes('rosa', event, await changed({ ...named, gathering: 'meet-up' }))).toHaveProperty('receivedAt');
    const people = [...readers, ...['dana', 'luis', 'priya'].map((id) => `${id}@pyharbor.example`)].toSorted();
    await vi.waitFor(() => expect(told('Rosa Okafor changed').length - before).toBe(8), { timeout: 12_000 });
    expect(
      told('Rosa Okafor changed')
        .slice(0, 8)
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(people);
    const back = { procedure, procedureVersion, procedureDigest, gathering: 'in-person' } as const;
    expect(await writes('rosa', event, await changed(back))).toHaveProperty('receivedAt');
    await vi.waitFor(() => expect(told('Rosa Okafor changed').length - before).toBe(16), { timeout: 12_000 });
  });

  test('the others are told to nobody', async () => {
    const before = served.post.mails().length;
    expect(await writes('rosa', event, await changed({ place: 'Rivergate 2' }))).toHaveProperty('receivedAt');
    await vi.waitFor(() => expect(waiting(`kind = 'settings'`)).toEqual([]));
    expect(served.post.mails().length).toBe(before);
  });
});

describe('days that moved', () => {
  const owed = async (incident: string) =>
    (await dutiesOver(as('rosa'))).filter((one) => one.incident === incident && one.duty === 'debrief');

  test('move what is owed by them and its reminders, also of what was reported before', async () => {
    const prepared = await prepare(await groundOf(served.url, event), [['what', 'days']]);
    const known = new Set((await listOf(as('rosa'))).map(({ incident }) => incident));
    expect((await prepared.send()).status).toBe(200);
    const incident = (await listOf(as('rosa'))).find((row) => !known.has(row.incident))?.incident ?? '';
    const [first] = await owed(incident);
    if (first === undefined) throw new Error('no debrief');
    const day = 24 * 3_600_000;
    const { to } = editionIn(await deskOf('rosa'));
    const earlier = new Date(Date.parse(to) - day).toISOString().slice(0, 10);
    const name = jobName('remind', incident, 'debrief', first.cause, first.stream, '75%');
    const stepAt = (): number => waiting(`id = '${name}'`)[0]?.due ?? 0;
    const step = stepAt();
    expect(await writes('rosa', event, await changed({ to: earlier }))).toHaveProperty('receivedAt');
    await vi.waitFor(() => expect(waiting(`kind = 'reckon'`)).toEqual([]), { timeout: 12_000 });
    expect((await owed(incident))[0]?.due).toBe(first.due - day);
    expect(stepAt()).toBe(step - (day * 3) / 4);
    expect(await writes('rosa', event, await changed({ to }))).toHaveProperty('receivedAt');
    await vi.waitFor(async () => expect((await owed(incident))[0]?.due).toBe(first.due), { timeout: 12_000 });
  });
});
