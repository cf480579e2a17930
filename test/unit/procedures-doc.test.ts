import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { acts, channelKinds, contactLists, parts, stepKinds } from '#domain/procedure/procedure.ts';
import { personFields, questionKinds } from '#domain/procedure/question.ts';
import { readProcedure, readYaml } from '#domain/procedure/read.ts';
import { needs } from '#domain/procedure/response.ts';
import { actOf } from '#domain/promises/acts.ts';
import { examplesWrong } from '#domain/promises/checks.ts';
import { runExample } from '#domain/promises/compare.ts';
import { readExamples } from '#domain/promises/examples.ts';
import { kinds, type Kind } from '#domain/promises/kinds.ts';
import { isSeen, ruleOf, wordsOf } from '#domain/promises/meets.ts';
import { reasons } from '#domain/promises/reason.ts';
import { refersTo } from '#domain/promises/references.ts';
import { sound } from '#domain/promises/sound.ts';

/** A stranger writes a procedure from this document alone: what it lists must be all there is. */
const doc = readFileSync('docs/procedures.md', 'utf8');
const fixture = readFileSync('test/fixtures/meet-up/procedure.yaml', 'utf8');

const section = (heading: string): string => {
  const [, part] = doc.split(new RegExp(`^## ${heading}$`, 'mu'));
  if (part === undefined) throw new Error(`no section ${heading}`);
  return part.split(/^## /mu)[0] ?? '';
};
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\| (`.*) \|$/gmu)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));
const firstWords = (heading: string): readonly string[] =>
  rowsOf(section(heading)).map(([cell = '']) => cell.replaceAll('`', ''));
const inTicks = new Set([...doc.matchAll(/`([^`\n]+)`/gu)].map(([, word = '']) => word));

/** Every key that a procedure may have, as its schema says. */
function keysIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn);
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = (schema as { properties?: object }).properties ?? {};
  return [...Object.keys(properties), ...Object.values(schema).flatMap(keysIn)];
}

test('every key of a procedure is explained', () => {
  const keys = new Set(keysIn(JSON.parse(readFileSync('procedures/procedure.schema.json', 'utf8'))));
  expect(keys.size).toBeGreaterThan(80);
  expect([...keys].filter((key) => !inTicks.has(key))).toEqual([]);
});

test('every word that a key may have is there', () => {
  const words = [...channelKinds, ...contactLists, ...parts, ...stepKinds, ...questionKinds, ...personFields, ...needs];
  expect(words.filter((word) => !inTicks.has(word))).toEqual([]);
});

test('acts and reasons are all there are', () => {
  expect(firstWords('Acts')).toEqual(acts);
  expect(firstWords('What is refused').toSorted()).toEqual(reasons.toSorted());
});

/** Entries of keys and places, which no duty is about. */
const machinery: readonly string[] = ['access', 'grant-failed', 'placed', 'mailbox-moved', 'opened'];

test('every entry that a duty can name stands there with its act, its facts and what it refers to', () => {
  const seen = (Object.keys(kinds) as Kind[]).filter((kind) => isSeen(kind) && !machinery.includes(kind));
  const rows = new Map(
    rowsOf(section('Entries that duties name')).map(([kind = '', ...cells]) => [kind.replaceAll('`', ''), cells]),
  );
  expect([...rows.keys()].toSorted()).toEqual(seen.toSorted());
  const ticked = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/gu)].map(([, word = '']) => word);
  for (const kind of seen) {
    const [act = '', facts = '', of = ''] = rows.get(kind) ?? [];
    expect(ticked(facts), kind).toEqual(ruleOf(kind).facts);
    for (const fact of ruleOf(kind).facts) {
      const words = wordsOf(kind, fact.replace('?', '')) ?? [];
      if (words.length > 0) expect(facts, kind).toContain(`\`${fact}\` (${words.join(', ')})`);
    }
    const to = refersTo[kind];
    expect(of, kind).toBe(
      to === undefined ? '' : to === 'any' ? 'any entry' : to.map((one) => `\`${one}\``).join(', '),
    );
    const gives = actOf[kind];
    const special = kind === 'measure-taken' || kind === 'published' || kind === 'announcement-approved';
    if (!special) expect(ticked(act), kind).toEqual(gives === null ? [] : [gives]);
  }
});

const blocks = [...doc.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].map(([, block = '']) => block);

test('the small procedure in it is the one that is run, line by line', () => {
  expect(blocks[0]).toBe(fixture.slice(fixture.indexOf('\n') + 1));
});

test('the two steps in it are those of a procedure that is run', () => {
  const steps = blocks.find((block) => block.startsWith('opening:'));
  expect(steps?.length).toBeGreaterThan(100);
  expect(readFileSync('test/fixtures/two-steps/procedure.yaml', 'utf8')).toContain(`\n${steps}`);
  expect(blocks).toHaveLength(3);
});

test('the examples in it hold', () => {
  const read = readProcedure(fixture, 'd'.repeat(64), sound);
  const parsed = readYaml(blocks.find((block) => block.startsWith('zone:')) ?? '');
  if ('problems' in read || 'problems' in parsed) throw new Error('a block is no YAML');
  const found = readExamples(parsed.value);
  if ('issues' in found) throw new Error(JSON.stringify(found.issues.map((issue) => issue.message)));
  expect(examplesWrong(read.procedure, found.examples)).toEqual([]);
  expect(found.examples.examples.flatMap((one) => runExample(read.procedure, found.examples, one))).toEqual([]);
  expect(found.examples.examples).toHaveLength(1);
});
