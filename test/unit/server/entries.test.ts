import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { answer, note, openIncident, Writing, type Opened, type Sight } from '#rehearsal/responding.ts';
import { newEpoch } from '#seal/seal.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import {
  batchForm,
  dutiesOver,
  listOf,
  rehearsed,
  sightOver,
  visitor,
  type Rehearsed,
  type Visitor,
} from './rehearsed.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: Visitor;
let sight: Sight;
let incident: string;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await visitor(served.url, 'rosa');
  sight = await sightOver(rosa);
});
afterAll(() => served.end());

/** A new report that leaves Tomasz out, and its incident. */
beforeEach(async () => {
  const before = new Set((await listOf(rosa)).map((row) => row.incident));
  const prepared = await prepare(ground, [
    ['what', 'for the desk'],
    ['team.leave-out', 'tomasz'],
  ]);
  await prepared.send();
  incident = (await listOf(rosa)).find((row) => !before.has(row.incident))?.incident ?? '';
});

async function opened(): Promise<Opened> {
  const found = await openIncident(sight, 'rosa', incident);
  if (found === null) throw new Error('not opened');
  return found;
}

const recipientOf = async (hash: string): Promise<string> => (await rosa.get(paths.recipient(hash))).text();

async function answered(followUp = false): Promise<Writing> {
  const at = served.now();
  const found = await opened();
  const writing = new Writing(found, at);
  const key = newEpoch();
  await writing.makeInternal(key, recipientOf);
  await note(writing, found, key.recipient, 'seen');
  await answer(writing, found, { text: 'Thank you.', followUp, at });
  return writing;
}

const send = async (
  writing: Writing,
  change: (batch: EntriesBatch) => EntriesBatch = (batch) => batch,
  by: Visitor = rosa,
): Promise<{ status: number; body: unknown }> => {
  const response = await by.post(staffPaths.api.entries, batchForm(change(writing.batch()), writing.files));
  return { status: response.status, body: await response.json() };
};

const rowOf = async () => (await listOf(rosa)).find((row) => row.incident === incident);
const owedHere = async () => (await dutiesOver(rosa)).filter((duty) => duty.incident === incident);
const owedToReporter = async () =>
  (await owedHere()).filter(({ owedTo }) => owedTo === 'reporter').map(({ duty }) => duty);

describe('a member acts', () => {
  test('acknowledges, notes and answers in one batch; the row says what is owed next; again is the same', async () => {
    expect(await owedToReporter()).toEqual(['acknowledge', 'follow-up']);
    expect((await rowOf())?.owed).toBe((await owedHere())[0]?.duty);
    const writing = await answered();
    const first = await send(writing);
    expect(first).toEqual({ status: 200, body: { receivedAt: expect.any(Number) as number } });
    expect(await owedToReporter()).toEqual(['follow-up']);
    expect((await rowOf())?.owed).toBe((await owedHere())[0]?.duty);
    expect(await send(writing)).toEqual(first);
    const again = await opened();
    expect(again.report.entries.map(({ header }) => header.kind)).toEqual([
      'reported',
      'barred',
      'access',
      'acknowledged',
      'said-to-reporter',
    ]);
  });

  test('a follow-up leaves nothing owed to the reporter', async () => {
    expect((await send(await answered(true))).status).toBe(200);
    expect(await owedToReporter()).toEqual([]);
  });

  test('two at once: one is told that the head moved, and neither is lost', async () => {
    const [one, other] = [await answered(), await answered()];
    const results = await Promise.all([send(one), send(other)]);
    expect(results.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(results.find(({ status }) => status === 409)?.body).toEqual({ refused: 'stale-head' });
  });

  const everyEntry = (batch: EntriesBatch, change: (line: string) => string): EntriesBatch => ({
    ...batch,
    streams: batch.streams.map((s) => ({ ...s, entries: s.entries.map((e) => ({ ...e, line: change(e.line) })) })),
  });

  test.each<[string, string, (batch: EntriesBatch) => EntriesBatch]>([
    [
      'a forged grant',
      'bad-manifest',
      (batch) => {
        const [first, ...rest] = batch.grants;
        return { ...batch, grants: first === undefined ? [] : [...rest, { ...first, member: 'tomasz' }] };
      },
    ],
    ['a grant too few', 'bad-manifest', (batch) => ({ ...batch, grants: batch.grants.slice(1) })],
    [
      'edited facts',
      'bad-signature',
      (batch) => everyEntry(batch, (line) => line.replace('"follow-up","no"', '"follow-up","yes"')),
    ],
    [
      'an old head',
      'stale-head',
      (batch) => ({
        ...batch,
        streams: batch.streams.map((s) => ({ ...s, expect: '0'.repeat(64) })),
      }),
    ],
    [
      'an answer without its copy for the reporter',
      'bad-request',
      (batch) => ({
        ...batch,
        streams: batch.streams.map((s) => ({ ...s, entries: [] })),
      }),
    ],
    [
      'half of an answer',
      'wrong-kind',
      (batch) => ({
        ...batch,
        streams: batch.streams.filter((s) => !s.stream.startsWith('mailbox/')),
      }),
    ],
  ])('with %s: refused, nothing changed', async (_what, code, change) => {
    const before = await rowOf();
    expect((await send(await answered(), change)).body).toEqual({ refused: code });
    expect(await rowOf()).toEqual(before);
    expect((await opened()).incident.entries).toHaveLength(1);
  });

  test('with an extra file, or from another origin, is refused', async () => {
    const writing = await answered();
    const extra = batchForm(writing.batch(), writing.files);
    extra.set('0'.repeat(64), new Blob(['x']));
    expect(await (await rosa.post(staffPaths.api.entries, extra)).json()).toEqual({ refused: 'bad-file' });
    const form = batchForm(writing.batch(), writing.files);
    const evil = await rosa.post(staffPaths.api.entries, form, { origin: 'https://evil.example' });
    expect(await evil.json()).toEqual({ refused: 'wrong-origin' });
    expect((await opened()).incident.entries).toHaveLength(1);
  });

  test('by somebody else with the same session rights is refused', async () => {
    const amina = await visitor(served.url, 'amina');
    expect((await send(await answered(), undefined, amina)).body).toEqual({ refused: 'not-allowed' });
  });

  test('what a member cannot see is answered as what does not exist', async () => {
    const tomasz = await visitor(served.url, 'tomasz');
    const writing = await answered();
    const hidden = await tomasz.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files));
    const rename = (batch: EntriesBatch): EntriesBatch => ({
      ...batch,
      streams: batch.streams.map((s) => ({
        ...s,
        stream: `${s.stream.split('/')[0]}/${'0'.repeat(32)}` as typeof s.stream,
      })),
    });
    const absent = await tomasz.post(staffPaths.api.entries, batchForm(rename(writing.batch()), writing.files));
    expect([hidden.status, await hidden.text()]).toEqual([absent.status, await absent.text()]);
    expect(absent.status).toBe(404);
    const hash = (await opened()).report.entries[0]?.header.file ?? '';
    const file = await tomasz.get(staffPaths.api.incidentFile(incident, hash));
    const none = await tomasz.get(staffPaths.api.incidentFile(incident, '0'.repeat(64)));
    expect([file.status, await file.text()]).toEqual([none.status, await none.text()]);
  });

  test('a batch over two incidents is no batch', async () => {
    const writing = await answered();
    const other = (await listOf(rosa)).find((row) => row.incident !== incident)?.incident ?? '';
    const mixed = (batch: EntriesBatch): EntriesBatch => ({
      ...batch,
      streams: batch.streams.map((s) =>
        s.stream.startsWith('incident/') ? { ...s, stream: `incident/${other}` as const } : s,
      ),
    });
    expect((await send(writing, mixed)).body).toEqual({ refused: 'not-found' });
  });
});

test('a member keeps a small state of their own, and its counter never falls', async () => {
  const put = async (counter: number): Promise<unknown> =>
    (await rosa.post(staffPaths.api.state, { counter, bytes: 'AAAA' })).json();
  expect(await put(1)).toEqual({});
  expect(await put(1)).toEqual({ refused: 'stale-head' });
  expect(await put(2)).toEqual({} satisfies Partial<Received>);
});
