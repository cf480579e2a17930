import { afterEach, expect, test } from 'vitest';
import { paths } from '#wire/paths.ts';
import { autumn, twoEvents } from './two-events.ts';
import { event, said, world, type World } from './world.ts';

let w: World;
afterEach(() => w.close());

const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/<a [^>]*href="([^"]*)"/gu)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

test('a report without an event is one of the only event that is open', async () => {
  w = await world();
  const answer = await w.get(`${paths.anyReport}?l=es`);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${paths.report(event)}?l=es`]);
});

test('of several events one is chosen, or nobody knows, and then the nearest takes it and says so', async () => {
  w = await twoEvents();
  const answer = await w.get(paths.anyReport);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(said(html)).toContain('Which event is it about?');
  expect(linksOf(html)).toEqual(
    expect.arrayContaining([paths.report(event), paths.report(autumn), `${paths.report(event)}?any=1`]),
  );
  expect(html).not.toContain('<form');
  expect(said(html)).toContain('the team of PyHarbor US 2027 reads it');

  const note = 'You did not choose an event. The team of PyHarbor US 2027 reads this';
  const form = await (await w.get(`${paths.report(event)}?any=1`)).text();
  expect(said(form)).toContain(note);
  expect(linksOf(form)).toContain(`${paths.report(event)}?l=es&any=1`);
  expect(said(await (await w.get(paths.report(event))).text())).not.toContain(note);

  w.clock.now = Date.parse('2027-10-02T12:00:00-04:00');
  expect(linksOf(await (await w.get(paths.anyReport)).text())).toContain(`${paths.report(autumn)}?any=1`);
});

test('in Spanish it stays Spanish', async () => {
  w = await twoEvents();
  const html = await (await w.get(`${paths.anyReport}?l=es`)).text();
  expect(html).toContain('<html lang="es"');
  expect(linksOf(html)).toEqual(
    expect.arrayContaining([`${paths.report(autumn)}?l=es`, `${paths.report(event)}?l=es&any=1`]),
  );
  expect(said(html)).toContain('No sé cuál');
});

test('while no form is open, the page says whom to call and whom to write to', async () => {
  const shows = { name: 'public', email: 'public', phone: 'nobody' } as const;
  const team = {
    id: 'address',
    name: 'PyHarbor care',
    part: 'Team',
    organisation: '',
    email: 'conduct@pyharbor.example',
    phone: '',
    member: '',
    lists: ['shared-address'],
    shows,
    confirmed: '2027-05-01',
  } as const;
  w = await world({}, [['rosa', 'Rosa Okafor', ['lead'], ['steward', 'edition']]], { contacts: [team] });
  const html = await (await w.get(paths.anyReport)).text();
  expect(said(html)).toContain('The form is not open right now.');
  expect(html).toContain('href="mailto:conduct@pyharbor.example"');
  expect(html).toContain('tel:911');
  expect(linksOf(html)).not.toContain(paths.report(event));
});
