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

describe('given an event with a programme', () => {
  const programme = [
    { id: 'a', title: 'Opening', room: 'Hall', from: '2027-05-14T09:00', to: '2027-05-14T09:30' },
    { id: 'b', title: 'Fast <queries>', room: 'Room D', from: '2027-05-14T10:00', to: '2027-05-14T10:30' },
    { id: 'c', title: 'What comes next', room: 'Room 9', from: '2027-05-15T10:00', to: '2027-05-15T10:30' },
  ];
  let w: World;
  const formAt = async (clock: string, language = 'en'): Promise<string> => {
    w.clock.now = Date.parse(`2027-05-14T${clock}:00-04:00`);
    return (await w.get(`${paths.report(event)}?l=${language}`)).text();
  };
  const offered = (html: string): readonly string[] =>
    [...html.matchAll(/<option value="([^"]*)"/gu)].map(([, value = '']) => value);

  beforeAll(async () => {
    w = await world({}, undefined, { zone: 'America/New_York', programme });
  });
  afterAll(() => w.close());

  test('the field for the place offers what is on or was lately, then rooms, and takes any words', async () => {
    const html = await formAt('10:40');
    expect(offered(html)).toEqual(['Fast &lt;queries&gt; – Room D', 'Opening – Hall', 'Hall', 'Room D']);
    expect(html).toMatch(
      /<input type="text" id="f-where-more"[^>]*list="f-where-more-picks"[^>]*\/>\s*<datalist id="f-where-more-picks">/u,
    );
    expect(html).toContain('A room or a talk, or your own words</small></label>');
    expect(await formAt('10:40', 'es')).toContain('Una sala o una charla, o tus propias palabras</small></label>');
    expect(offered(await formAt('16:00'))).toEqual(['Hall', 'Room D']);
  });

  test('without one, the page has nothing of it', async () => {
    const bare = await world();
    const html = await (await bare.get(paths.report(event))).text();
    expect(html).toContain('id="f-where-more"');
    for (const one of ['<datalist', ' list="', 'A room or a talk,']) expect(html.includes(one), one).toBe(false);
    await bare.close();
  });
});
