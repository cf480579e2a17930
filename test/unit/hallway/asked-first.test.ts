import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noPost } from '#kit/post.ts';
import { cast, opensAt } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { seed } from '#rehearsal/seed.ts';
import { start, type Running } from '#server/start.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { settingsIn, visitor } from '../server/rehearsed.ts';
import { begun, formOf, phoneOf, told } from './phone.ts';

const place = mkdtempSync(join(tmpdir(), 'recourse-asked-first-'));
let running: Running;

/** The event's procedure opens in two steps: the leads read, and the reader of the shared address is asked first. */
beforeAll(async () => {
  cpSync('procedures', join(place, 'procedures'), { recursive: true });
  const file = join(place, 'procedures/pycon-us/procedure.yaml');
  const opening = `
opening:
  id: opening
  text: { en: '{opening:first} open it. {opening:asked} are asked first.', es: '{opening:first} lo abren. {opening:asked} responden antes.' }
  force: must
  source: seed
  first: [lead]
`;
  writeFileSync(file, readFileSync(file, 'utf8') + opening);
  running = await start(settingsIn(join(place, 'data')), {
    now: () => opensAt,
    say: () => undefined,
    log: () => undefined,
    procedures: join(place, 'procedures'),
    rehearsal: {
      cast: cast.map(({ id, name, part }) => ({ name, part, words: eightWordsOf(id) })),
      post: noPost,
      seed,
      pages: () => new Hono(),
    },
  });
});
afterAll(async () => {
  await running.stop();
  rmSync(place, { recursive: true, force: true });
});

const incidentsAt = async (member: string, path: string): Promise<readonly string[]> => {
  const answer = await (await visitor(running.url, member)).get(path);
  const { rows } = (await answer.json()) as { readonly rows: readonly { readonly incident: string }[] };
  return rows.map(({ incident }) => incident);
};
const shown = (member: string): Promise<readonly string[]> => incidentsAt(member, staffPaths.api.incidents);
const asked = (member: string): Promise<readonly string[]> => incidentsAt(member, staffPaths.api.asked);

test.each([
  ['names, the reader of the shared address is asked about them first', [{ name: 'Halvard' }], 1],
  ['no names, there is nobody to ask', [], 0],
] as const)('given what was told has %s', async (_what, people, questions) => {
  const [before, askedBefore] = [await shown('rosa'), await asked('kenji')];
  const one = await phoneOf(running.url);
  const { draft } = await begun(one, opensAt);
  const answers = {
    ...told('he followed her'),
    ...(people.length > 0 && { who: { kind: 'people', people } as const }),
  };
  const { readers } = await one.finish(draft, formOf(one.pack, opensAt, { answers }), opensAt);
  expect(readers.map(({ member }) => member).toSorted()).toEqual(['amina', 'rosa', 'tomasz']);
  expect(await one.handIn(opensAt)).toMatchObject({ sent: [{ report: draft }], waiting: [] });
  const [incident = ''] = (await shown('rosa')).filter((id) => !before.includes(id));
  expect(incident).not.toBe('');
  expect(await shown('kenji')).not.toContain(incident);
  expect((await asked('kenji')).filter((id) => !askedBefore.includes(id))).toHaveLength(questions);
});
