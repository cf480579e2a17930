import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionsAt, say, type Question } from '#domain/procedure/procedure.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import { paths } from '#wire/paths.ts';
import { event, everyRole, procedureIds, said, versionOf, world, type World } from './world.ts';

const asked = (html: string): readonly string[] =>
  [...html.matchAll(/<section id="q-([a-z0-9-]+)"/gu)].map((found) => found[1] ?? '');
const ids = (questions: readonly Question[]): readonly string[] => questions.map(({ id }) => id);

describe.each(procedureIds)('the form of %s', (id) => {
  const { procedure } = versionOf(id);
  const worlds: Partial<Record<Gathering, World>> = {};
  beforeAll(async () => {
    for (const gathering of procedure.gatherings)
      worlds[gathering] = await world({}, everyRole(procedure), {
        procedure: id,
        procedureVersion: procedure.version,
        procedureDigest: procedure.digest,
        gathering,
      });
  });
  afterAll(async () => {
    for (const one of Object.values(worlds)) await one.close();
  });

  test.each(procedure.gatherings)(
    'asks what fits the event (%s), in its order, and nothing else',
    async (gathering) => {
      const html = await (await worlds[gathering]!.get(paths.report(event))).text();
      expect(asked(html)).toEqual(ids(questionsAt(procedure, gathering)));
      expect(asked(html)[0]).toBe('what');
      expect(html).toContain(`href="#q-${asked(html)[0]}"`);
    },
  );

  test.each(procedure.gatherings)(
    'asks no reporter what staff alone are asked (%s): INT-13, INT-17',
    async (gathering) => {
      const w = worlds[gathering]!;
      const staff = procedure.questions.filter(({ asks }) => !asks.includes('reporter'));
      for (const language of procedure.languages) {
        const html = await (await w.get(`${paths.report(event)}?l=${language}`)).text();
        for (const { id: question, label } of staff) {
          expect(asked(html)).not.toContain(question);
          expect(html).not.toContain(`name="${question}"`);
          expect(said(html)).not.toContain(say(label, language));
        }
      }
      // What somebody sends under such a name all the same is no answer.
      const sent = staff.map(({ id: question }) => [question, 'they should be banned'] as const);
      const check = await w.post(paths.check(event), [['l', 'en'], ['what', 'x'], ...sent]);
      expect(await check.text()).not.toContain('they should be banned');
    },
  );
});

test.each(procedureIds)(
  'questions and promises of %s need no figures: browsers show them as they are written',
  (id) => {
    const { questions, duties } = versionOf(id).procedure;
    const written = JSON.stringify([questions, duties.map(({ promise }) => promise ?? {})]).replaceAll('{due}', '');
    expect(written).not.toMatch(/\{[a-z]/u);
  },
);

test('some procedure has a question for staff alone, so that the rule is looked at', () => {
  const alone = procedureIds.flatMap((id) =>
    versionOf(id).procedure.questions.filter((q) => !q.asks.includes('reporter')),
  );
  expect(alone.length).toBeGreaterThan(0);
});
