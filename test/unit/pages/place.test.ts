import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#wire/paths.ts';
import { event, everyRole, procedureIds, versionOf, world, type World } from './world.ts';

/** The section that begins with a poster's place, and the option that its words belong to. */
const marked = (html: string): readonly (readonly [string, string])[] =>
  [...html.matchAll(/<section id="q-([a-z0-9-]+)"[^>]*data-place="([^"]*)"/gu)].map(([, id = '', option = '']) => [
    id,
    option,
  ]);

describe.each(procedureIds)('the form of %s', (id) => {
  const { procedure } = versionOf(id);
  let w: World;
  beforeAll(async () => {
    const gathering = procedure.gatherings[0] ?? 'in-person';
    const version = { procedureVersion: procedure.version, procedureDigest: procedure.digest };
    w = await world({}, everyRole(procedure), { procedure: id, ...version, gathering });
  });
  afterAll(() => w.close());

  test('marks where it asks for the place in words (FLD-05), and nothing else', async () => {
    const html = await (await w.get(paths.report(event))).text();
    const asked = procedure.questions.filter(({ rows }) => rows.includes('FLD-05'));
    expect(marked(html).map(([question]) => question)).toEqual(asked.map((question) => question.id));
    for (const [question, option] of marked(html)) {
      const section = html.slice(html.indexOf(`id="q-${question}"`)).split('</section>')[0] ?? '';
      if (option !== '') expect(section).toContain(`value="${option}"`);
      expect(section).toMatch(/<input type="text"|<textarea/u);
    }
  });
});
