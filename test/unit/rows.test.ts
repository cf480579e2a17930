import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { say, type Procedure, type Text } from '#domain/procedure/procedure.ts';
import { clausesOf } from '#domain/procedure/published.ts';
import { fill } from '#domain/procedure/values.ts';
import { paths } from '#wire/paths.ts';
import { event, everyRole, procedureIds, said, versionOf, world, type World } from './pages/world.ts';

/** docs/rows.md as the tests hold it: what each row asks, of which procedures, and what holds it. */
interface Row {
  readonly id: string;
  readonly force: string;
  readonly procedures: readonly string[];
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  readonly page: boolean;
  readonly later: string;
}

const stages: readonly string[] = [];
/** Rows that a part not built yet will hold. It goes down as parts are built; a row that is put off shows here. */
const putOff = { rows: 0, open: 0 };

const lines = readFileSync('docs/rows.md', 'utf8').split('\n');
const cells = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split(' | ')
    .map((cell) => cell.trim());

function rowOf(id: string, force: string, procedures: string, held: string): Row {
  const tests = [...held.matchAll(/`([^`]+)` "([^"]+)"/gu)].map(([, file = '', title = '']) => ({ file, title }));
  const words = held
    .replaceAll(/`[^`]+` "[^"]+"/gu, '')
    .split(';')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const later = words.find((word) => word.startsWith('later: '))?.slice('later: '.length) ?? '';
  for (const word of words)
    if (word !== 'page' && !(word.startsWith('later: ') && stages.includes(later))) throw new Error(`${id}: ${word}`);
  return { id, force, procedures: procedures.split(', '), tests, page: words.includes('page'), later };
}

const rows = lines
  .filter((line) => /^\| [A-Z]{3}-\d\d \|/u.test(line))
  .map((line) => {
    const [id = '', , force = '', procedures = '', held = ''] = cells(line);
    return rowOf(id, force, procedures, held);
  });
const open = lines
  .filter((line) => /^\| D\d+ \|/u.test(line))
  .map((line) => {
    const [id = '', , , held = ''] = cells(line);
    return rowOf(id, '', '', held);
  });

interface Saying {
  readonly rows: readonly string[];
  readonly text: Text;
}

/** Everything in a procedure that names rows: its clauses, and the questions and roles beside them. */
function sayingsOf(procedure: Procedure): readonly Saying[] {
  return [
    ...clausesOf(procedure).map(({ clause }) => clause),
    ...procedure.questions.map((question) => ({ rows: question.rows, text: question.label })),
    ...procedure.roles.map((role) => ({ rows: role.rows, text: role.name })),
  ];
}

describe('the table', () => {
  test('has every row once, each with a force, its procedures and what holds it', () => {
    expect(rows).toHaveLength(160);
    expect(open).toHaveLength(25);
    const ids = [...rows, ...open].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, force, procedures } of rows) {
      expect([id, force]).toEqual([id, expect.stringMatching(/^(?:must|must-not|should|may|info)$/u)]);
      expect([id, procedures.every((one) => procedureIds.includes(one))]).toEqual([id, true]);
    }
    for (const { id, tests, page, later } of [...rows, ...open])
      expect([id, tests.length > 0 || page || later !== '']).toEqual([id, true]);
  });

  test('names tests that are there', () => {
    const lost = [...rows, ...open].flatMap(({ id, tests }) =>
      tests
        .filter(({ file, title }) => {
          const source = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
          // A title stands behind `test(` and its like, or on a line of its own where the call is long.
          return !source.some((line) => /^\s*(?:test|it|describe|['"`])/u.test(line) && line.includes(title));
        })
        .map(({ file, title }) => [id, file, title]),
    );
    expect(lost).toEqual([]);
  });

  test('says how much is still to come, so that nothing is put off in silence', () => {
    const count = (all: readonly Row[]): number => all.filter(({ later }) => later !== '').length;
    expect({ rows: count(rows), open: count(open) }).toEqual(putOff);
  });
});

describe.each(procedureIds)('%s', (id) => {
  const { procedure } = versionOf(id);
  const worlds: World[] = [];
  let shown = '';
  beforeAll(async () => {
    for (const gathering of procedure.gatherings) {
      const one = await world({}, everyRole(procedure), {
        procedure: id,
        procedureVersion: procedure.version,
        procedureDigest: procedure.digest,
        gathering,
      });
      worlds.push(one);
      for (const path of [paths.handling, paths.staffGuide])
        shown += ` ${said(await (await one.get(`${path(event)}?l=en`)).text())}`;
    }
  });
  afterAll(async () => {
    for (const one of worlds) await one.close();
  });

  test('names no row that the table does not have', () => {
    const known = new Set([...rows, ...open].map((row) => row.id));
    const named = sayingsOf(procedure).flatMap((saying) => saying.rows);
    expect(named.filter((row) => !known.has(row))).toEqual([]);
  });

  test('says on its pages all that its document must have', () => {
    const missing = rows
      .filter(({ force, procedures }) => force.startsWith('must') && procedures.includes(id))
      .filter(({ id: row }) => {
        const sayings = sayingsOf(procedure).filter((saying) => saying.rows.includes(row));
        const onPage = sayings.some(({ text }) => {
          const words = fill(procedure, text, 'en').replaceAll(/\s+/gu, ' ').trim();
          return say(text, 'en') !== '' && shown.includes(words);
        });
        return !onPage;
      })
      .map((row) => row.id);
    expect(missing).toEqual([]);
  });

  test('names what its document only wishes or allows, too', () => {
    const named = new Set(sayingsOf(procedure).flatMap((saying) => saying.rows));
    const missing = rows
      .filter(({ force, procedures }) => !force.startsWith('must') && procedures.includes(id))
      .filter(({ id: row }) => !named.has(row))
      .map((row) => row.id);
    expect(missing).toEqual([]);
  });
});
