import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { cast, event, opensAt } from '#rehearsal/cast.ts';
import { eightWordsOf, keysOf, rehearsalRoot } from '#rehearsal/keys.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import { hashNote, readNote, signNote } from '#seal/roster.ts';
import { start, type Running } from '#server/start.ts';
import type { AskedList, DeskInfo } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { settingsIn } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf, type Lie } from './desks.ts';

/** The rehearsal, where leads open a report first and who reads the shared address is asked about the names. */
let running: Running;
let folder: string;
let ground: Ground;
let rosa: DeskOf;
let kenji: DeskOf;
let now = opensAt;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-unit-'));
  const procedures = join(folder, 'procedures');
  cpSync('procedures/pycon-us', join(procedures, 'pycon-us'), { recursive: true });
  const opening =
    'opening: { id: opening, text: { en: "{opening:first} open it. {opening:asked} are asked first.", ' +
    'es: "{opening:first} lo abren. A {opening:asked} se les pregunta antes." }, force: must, source: default, first: [lead] }\n';
  appendFileSync(join(procedures, 'pycon-us/procedure.yaml'), `\n${opening}`);
  const words = cast.map(({ id, name, part }) => ({ name, part, words: eightWordsOf(id) }));
  const rehearsal = { cast: words, post: outbox(), pages: () => new Hono(), seed };
  const quiet = { say: () => undefined, log: () => undefined };
  running = await start(settingsIn(folder), { ...quiet, now: () => now, rehearsal, procedures });
  ground = await groundOf(running.url, event);
  rosa = await unlocked(running.url, 'rosa');
  kenji = await unlocked(running.url, 'kenji');
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const gone = { refused: 'not-found' };

async function reported(who: string): Promise<string> {
  const people = ground.info.procedure.questions.filter(({ kind }) => kind === 'people').map(({ id }) => id);
  const named = people.slice(0, 1).map((id) => [`${id}.1.name`, who] as const);
  return arrived(rosa, await prepare(ground, [['what', 'not told to everybody'], ...named]));
}

describe('who is asked before they are shown anything', () => {
  test('sees names alone; who knows nobody is let in by the next first reader', async () => {
    const id = await reported('Mallory Quist');
    expect(await kenji.open(id)).toEqual(gone);
    expect((await kenji.incidents()).some(({ incident }) => incident === id)).toBe(false);
    const asked = ok(await kenji.asked());
    expect(asked).toEqual([{ incident: id, names: ['Mallory Quist'] }]);
    const before = ok(await rosa.open(id));
    expect(before.readers.account).not.toContain('kenji');
    expect(before.conflicts.letIn.map(({ member }) => member)).not.toContain('kenji');
    expect(await rosa.letIn(id, ['kenji'])).toEqual({ refused: 'not-allowed' });
    ok(await kenji.answerAsked(id, 'clear'));
    expect(ok(await kenji.asked())).toEqual([]);
    expect(await kenji.open(id)).toEqual(gone);
    expect(ok(await rosa.open(id)).readers.account).toContain('kenji');
    const opened = ok(await kenji.open(id));
    expect(opened.account).toMatchObject({ what: { text: 'not told to everybody' } });
    expect(opened.warnings).toEqual([]);
    expect(opened.entries.some(({ compartment, kind }) => compartment === 'parties' && kind === 'added')).toBe(false);
  });

  test('who knows somebody of them stays out and is asked no more', async () => {
    const id = await reported('Trude Aas');
    ok(await kenji.answerAsked(id, 'conflict'));
    expect(ok(await kenji.asked())).toEqual([]);
    expect(ok(await rosa.open(id)).conflicts.aside).toMatchObject([{ member: 'kenji', own: true }]);
    expect(ok(await rosa.open(id)).readers.account).not.toContain('kenji');
    expect(await rosa.letIn(id, ['kenji'])).toEqual({ refused: 'not-allowed' });
    expect(await kenji.answerAsked(id, 'clear')).toEqual(gone);
  });

  test('is asked by no lines but those of the report', async () => {
    const [one, two] = [await reported('Bo Lind'), await reported('Ada Roe')];
    const names = async (change: (list: AskedList) => AskedList): Promise<readonly string[]> => {
      kenji.lie = async (path, response) =>
        path === staffPaths.api.asked ? Response.json(change((await response.json()) as AskedList)) : response;
      const asked = ok(await kenji.asked());
      kenji.lie = (_path, response) => response;
      return asked.flatMap((row) => row.names);
    };
    expect((await names((list) => list)).toSorted()).toEqual(['Ada Roe', 'Bo Lind']);
    // The key list of one report and the names of another; a changed line; a grant of somebody else's report.
    const mixed = await names(({ rows, ...list }) => {
      const [first, second] = rows;
      const parties = [first?.parties[0], second?.parties[1]].flatMap((line) => line ?? []);
      return { ...list, rows: rows.slice(0, 1).map((row) => ({ ...row, parties })) };
    });
    expect(mixed).toEqual([]);
    const edited = await names(({ rows, ...list }) => ({
      ...list,
      rows: rows.map((row) => ({
        ...row,
        parties: row.parties.map(({ line, hsig }) => ({ line: line.replace('"birth"', '"linked"'), hsig })),
      })),
    }));
    expect(edited).toEqual([]);
    for (const id of [one, two]) ok(await kenji.answerAsked(id, 'conflict'));
  });

  test('is let in by a tap alone for three days after the root changed the team', async () => {
    const id = await reported('Lou Vane');
    ok(await rosa.open(id));
    ok(await kenji.answerAsked(id, 'clear'));
    const head = ground.info.notes.at(-1) ?? '';
    const read = readNote(head);
    if ('refused' in read) throw new Error(read.refused);
    const next = { ...read.roster, version: read.roster.version + 1, previous: hashNote(head), time: now - 1_000 };
    const steward = (await keysOf('helen')).signer;
    const note = signNote(next, [
      { name: 'root', signer: rehearsalRoot },
      { name: 'helen', signer: steward },
    ]);
    const rootSpoke: Lie = async (path, response) => {
      if (path !== staffPaths.api.desk) return response;
      const told = (await response.json()) as DeskInfo;
      return Response.json({ ...told, notes: [...told.notes, note] });
    };
    const desk = await unlocked(running.url, 'amina');
    desk.lie = rootSpoke;
    const opened = ok(await desk.open(id));
    expect(opened.readers.account).not.toContain('kenji');
    expect(opened.conflicts.letIn.map(({ member }) => member)).toContain('kenji');
    expect(desk.posted).not.toContain(staffPaths.api.entries);
    now += 73 * 3_600_000;
    const later = await unlocked(running.url, 'rosa');
    expect(ok(await later.open(id)).readers.account).toContain('kenji');
  });
});
