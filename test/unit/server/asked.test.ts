import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { noPost } from '#kit/post.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event, opensAt } from '#rehearsal/cast.ts';
import { eightWordsOf, keysOf } from '#rehearsal/keys.ts';
import { seed } from '#rehearsal/seed.ts';
import { randomHex } from '#seal/digest.ts';
import { signEntry, verifyEntry } from '#seal/entry.ts';
import type { Mail } from '#server/post/post.ts';
import { start, type Running } from '#server/start.ts';
import type { AskedAbout, AskedList } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { answered, colleague, gone, no, type Answered, type Colleague } from './colleague.ts';
import { batchForm, dutiesOver, listOf, settingsIn, sightOver } from './rehearsed.ts';

const folder = mkdtempSync(join(tmpdir(), 'recourse-asked-'));
const absent = '0'.repeat(32);
const outbox: Mail[] = [];
let running: Running;
const team = new Map<string, Colleague>();
const who = (id: string): Colleague => {
  const one = team.get(id);
  if (one === undefined) throw new Error(`no session for ${id}`);
  return one;
};

/** The event's procedure opens in two steps: the leads read, and the reader of the shared address is asked first. */
beforeAll(async () => {
  cpSync('procedures', join(folder, 'procedures'), { recursive: true });
  const file = join(folder, 'procedures/pycon-us/procedure.yaml');
  const opening = `
opening:
  id: opening
  text: { en: '{opening:first} open it. {opening:asked} are asked first.', es: '{opening:first} lo abren. {opening:asked} responden antes.' }
  force: must
  source: seed
  first: [lead]
`;
  writeFileSync(file, readFileSync(file, 'utf8') + opening);
  running = await start(settingsIn(join(folder, 'data')), {
    now: () => opensAt,
    say: () => undefined,
    log: () => undefined,
    procedures: join(folder, 'procedures'),
    rehearsal: {
      cast: cast.map(({ id, name, part }) => ({ name, part, words: eightWordsOf(id) })),
      post: {
        ...noPost,
        async send(mail) {
          outbox.push(mail);
        },
      },
      seed,
      pages: () => new Hono(),
    },
  });
  for (const id of ['rosa', 'amina', 'kenji', 'gwen']) team.set(id, await colleague(running.url, id));
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const askedOf = async (one: Colleague): Promise<readonly AskedAbout[]> =>
  (JSON.parse((await one.get(staffPaths.api.asked)).text) as AskedList).rows;

let incident: string;
beforeEach(async () => {
  const before = new Set((await listOf(who('rosa').visitor)).map((row) => row.incident));
  const prepared = await prepare(await groundOf(running.url, event), [
    ['what', 'Halvard followed me to the tram.'],
    ['who.0.name', 'Halvard'],
  ]);
  const sent = await prepared.send();
  if (!sent.ok) throw new Error(await sent.text());
  incident = (await listOf(who('rosa').visitor)).find((row) => !before.has(row.incident))?.incident ?? '';
});

async function aboutThis(one: Colleague): Promise<AskedAbout> {
  const about = (await askedOf(one)).find((row) => row.incident === incident);
  if (about === undefined) throw new Error('not asked');
  return about;
}

/** One mark behind the given end, as a desk sends it that has seen nothing of the incident but where it ends. */
async function says(one: Colleague, kind: string, facts: Parameters<Colleague['mark']>[2], end?: AskedAbout['end']) {
  const { next, head } = end ?? (await aboutThis(one)).end;
  const { org, roster, rosterHash } = await sightOver(one.visitor);
  const place = {
    org,
    stream: `incident/${incident}`,
    seq: next,
    prev: head,
    rosterVersion: roster.version,
    rosterHash,
  } as const;
  const draft = { ...place, id: randomHex(16), at: opensAt, kind, compartment: '', epoch: 0, facts } as const;
  const { line, hsig } = signEntry(draft, null, (await keysOf(one.id)).signer);
  const batch = { streams: [{ stream: place.stream, expect: head, entries: [{ line, hsig }] }], grants: [] };
  return answered(await one.visitor.post(staffPaths.api.entries, batchForm(batch, [])));
}
const answer = (one: Colleague, word: string, end?: AskedAbout['end'], about = one.id): Promise<Answered> =>
  says(
    one,
    'conflict-answered',
    [
      ['answer', word],
      ['member', about],
    ],
    end,
  );

describe('who is asked about names first', () => {
  test('is shown the names’ sealed file and their own key to it, and nothing else of the incident', async () => {
    const kenji = who('kenji');
    const about = await aboutThis(kenji);
    expect(Object.keys(about).toSorted()).toEqual(['end', 'grant', 'incident', 'parties']);
    const headers = about.parties.map((entry) => {
      const checked = verifyEntry(entry);
      if ('refused' in checked) throw new Error(checked.refused);
      return checked.header;
    });
    expect(headers.map(({ kind, compartment }) => `${kind} ${compartment}`)).toEqual([
      'access parties',
      'added parties',
    ]);
    const files = [about.grant.hash, headers[1]?.file ?? ''];
    for (const file of files)
      expect((await kenji.visitor.get(staffPaths.api.askedFile(incident, file))).status).toBe(200);
    expect(about.grant.member).toBe('kenji');
    for (const path of [
      staffPaths.api.incident(incident),
      staffPaths.api.heads(incident),
      ...files.map((f) => staffPaths.api.incidentFile(incident, f)),
    ])
      expect(await kenji.get(path)).toEqual(gone);
    const told = (await who('rosa').open(incident)).report.entries;
    for (const { header } of told.filter(({ header: { compartment } }) => compartment !== 'parties'))
      if (header.file !== '') expect(await kenji.get(staffPaths.api.askedFile(incident, header.file))).toEqual(gone);
    expect(await listOf(kenji.visitor)).not.toContainEqual(expect.objectContaining({ incident }));
    expect((await dutiesOver(kenji.visitor)).some((row) => row.incident === incident)).toBe(false);
    expect(await askedOf(who('gwen'))).toEqual([]);
    expect(await who('gwen').get(staffPaths.api.askedFile(incident, files[0] ?? ''))).toEqual(gone);
  });

  test('is told by one mail that there is a question, which names nothing of it', async () => {
    const to = (id: string): readonly Mail[] =>
      outbox.filter((mail) => mail.to === `${id}@pyharbor.example` && mail.subject === 'A question for you');
    const row = (await listOf(who('rosa').visitor)).find((one) => one.incident === incident);
    await vi.waitFor(() => expect(to('kenji').length).toBeGreaterThan(0), { timeout: 20_000 });
    for (const { subject, text } of to('kenji')) {
      expect(`${subject} ${text}`).not.toContain(incident);
      expect(`${subject} ${text}`).not.toContain(row?.codeName);
      expect(text).toContain(paths.desk);
    }
    expect([...to('rosa'), ...to('gwen')]).toEqual([]);
  });

  test('may say their own word and no other, in no other way', async () => {
    const kenji = who('kenji');
    const { end } = await aboutThis(kenji);
    expect(await says(kenji, 'lead-taken', [])).toEqual(gone);
    expect(await says(kenji, 'recused', [['member', 'kenji']])).toEqual(gone);
    expect(await answer(kenji, 'conflict', end, 'rosa')).toEqual(gone);
    expect(await answer(kenji, 'perhaps')).toEqual(no(400, 'wrong-kind'));
    expect(await answer(kenji, 'clear', { ...end, head: '0'.repeat(64) })).toEqual(no(409, 'stale-head'));
    expect(await answer(who('gwen'), 'clear', end)).toEqual(gone);
    expect((await askedOf(kenji)).some((row) => row.incident === incident)).toBe(true);
  });

  test('given they know nobody, they are let in by who read it first, and not before their word', async () => {
    const kenji = who('kenji');
    const [grant] = [(await aboutThis(kenji)).grant.hash];
    expect(await who('rosa').letIn(incident, 'kenji')).toEqual(no(400, 'bad-manifest'));
    expect((await answer(kenji, 'clear')).status).toBe(200);
    expect((await askedOf(kenji)).some((row) => row.incident === incident)).toBe(false);
    expect(await kenji.get(staffPaths.api.askedFile(incident, grant))).toEqual(gone);
    expect(await kenji.get(staffPaths.api.incident(incident))).toEqual(gone);
    expect((await who('rosa').letIn(incident, 'kenji')).status).toBe(200);
    expect((await kenji.open(incident)).body.answers['what']).toMatchObject({
      text: 'Halvard followed me to the tram.',
    });
  });

  test('given they know somebody, it never was there for them', async () => {
    const kenji = who('kenji');
    const about = await aboutThis(kenji);
    expect((await answer(kenji, 'conflict')).status).toBe(200);
    expect((await askedOf(kenji)).some((row) => row.incident === incident)).toBe(false);
    for (const id of [incident, absent]) {
      expect(await kenji.get(staffPaths.api.incident(id))).toEqual(gone);
      expect(await kenji.get(staffPaths.api.askedFile(id, about.grant.hash))).toEqual(gone);
    }
    expect(await answer(kenji, 'clear', about.end)).toEqual(gone);
    expect(await who('rosa').letIn(incident, 'kenji')).toEqual(no(400, 'bad-manifest'));
  });
});
