import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contact, Edition } from '#domain/edition/edition.ts';
import { clausesOf } from '#domain/procedure/published.ts';
import { fill } from '#domain/procedure/values.ts';
import { contact } from '#kit/settings.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { paths } from '#wire/paths.ts';
import { event, everyRole, procedureIds, said, versionOf, world, type World } from './world.ts';

const at = (id: string, more: Partial<Edition> = {}): Partial<Edition> => {
  const { version, digest, gatherings } = versionOf(id).procedure;
  return {
    procedure: id,
    procedureVersion: version,
    procedureDigest: digest,
    gathering: gatherings[0] ?? 'in-person',
    ...more,
  };
};

const page = async (w: World, path: (edition: string) => string, query = '?l=en'): Promise<string> =>
  (await w.get(path(event) + query)).text();

describe.each(procedureIds)('the pages of %s', (id) => {
  const { procedure, text } = versionOf(id);
  let w: World;
  beforeAll(async () => {
    w = await world({}, everyRole(procedure), at(id));
  });
  afterAll(() => w.close());

  test('every clause stands on a page, with its figures, at an address of its own, in each language', async () => {
    for (const language of procedure.languages) {
      const html = {
        public: await page(w, paths.handling, `?l=${language}`),
        staff: await page(w, paths.staffGuide, `?l=${language}`),
      };
      const texts = { public: said(html.public), staff: said(html.staff) };
      for (const { path, clause, pages } of clausesOf(procedure)) {
        const words = fill(procedure, clause.text, language).replaceAll(/\s+/gu, ' ').trim();
        for (const on of pages) expect([path, language, texts[on].includes(words)]).toEqual([path, language, true]);
      }
      for (const one of [html.public, html.staff]) {
        const addresses = [...one.matchAll(/ id="([^"]+)"/gu)].map((found) => found[1]);
        expect(new Set(addresses).size).toBe(addresses.length);
        // No figure is left as a name in braces, no text is missing in silence.
        expect(said(one)).not.toMatch(/\{[a-z]/u);
        expect(one).not.toContain('<p></p>');
        expect(one.indexOf('tel:911')).toBeLessThan(one.indexOf('<h1'));
      }
    }
  });

  test('the file itself is a link away, byte for byte what the digest is of', async () => {
    const html = await page(w, paths.handling);
    expect(html).toContain(`href="${paths.procedureFile(event)}"`);
    expect(html).toContain(procedure.digest);
    const answer = await w.get(paths.procedureFile(event));
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const file = await answer.text();
    expect(file).toBe(text);
    expect(sha256Hex(utf8(file))).toBe(procedure.digest);
  });

  test('staff find each duty with its span, who owes it and to whom, and each role with what it may do', async () => {
    const html = await page(w, paths.staffGuide);
    for (const duty of procedure.duties) {
      const row = new RegExp(`<tr id="duties-${duty.id}">(.*?)</tr>`, 'u').exec(html)?.[1] ?? '';
      expect(said(row)).toContain(fill(procedure, duty.label, 'en'));
      for (const role of duty.owedBy)
        expect(said(row)).toContain(procedure.roles.find((one) => one.id === role)?.many['en'] ?? '?');
      expect(row).toMatch(/<td>(?:Within|At once|By the time agreed|When it ends|No fixed time)/u);
    }
    for (const role of procedure.roles) expect(html).toContain(`id="role-${role.id}"`);
    expect(html).not.toContain('undefined');
  });

  test('no room is on a page that anybody can read; staff are sent to the desk for it', async () => {
    for (const path of [paths.handling, paths.staffGuide, paths.who, paths.start, paths.code, paths.report]) {
      const html = await page(w, path);
      expect(html).not.toContain('Room 23');
      expect(html).not.toContain('Second floor');
    }
    if (procedure.intake.steps.some(({ room }) => room !== undefined))
      expect(said(await page(w, paths.staffGuide))).toContain('The desk shows today’s room.');
  });

  test('only words of 2013 are its own alone (PRP-12)', async () => {
    const words = said((await page(w, paths.handling)) + (await page(w, paths.staffGuide)));
    if (id !== 'pycon-us-2013') expect(words).not.toMatch(/harasser|victim|offender|the accused/iu);
  });

  test('is not offered to search engines for staff, and answers without scripts of its own', async () => {
    const answer = await w.get(paths.staffGuide(event));
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect((await w.get(paths.handling(event))).headers.get('x-robots-tag')).toBeNull();
    expect((await answer.text()).match(/<script[^>]*>/gu)).toHaveLength(1);
  });
});

test('a version that cannot be read has no pages and no form; whom to call is still there', async () => {
  const w = await world({}, undefined, { ...at('pycon-us'), procedureDigest: 'f'.repeat(64) });
  for (const path of [paths.handling, paths.staffGuide, paths.report]) {
    const html = await page(w, path);
    expect(said(html)).toContain('The form is not open right now.');
    expect(html).toContain('tel:911');
    expect(html).not.toContain('class="clause"');
  }
  expect((await w.get(paths.procedureFile(event))).status).toBe(404);
  await w.close();
});

describe('people and addresses', () => {
  const outside = contact('counsel', {
    lists: ['conflict'],
    name: 'Noor Vermeulen',
    organisation: 'Harbor Counsel',
    email: 'noor@harborcounsel.example',
    phone: '+1 202 555 0177',
    shows: { name: 'public', email: 'public', phone: 'staff' },
  });
  const address = contact('shared', {
    lists: ['shared-address'],
    name: 'Shared address',
    email: 'care@pyharbor.example',
  });
  const others: readonly Contact[] = [
    contact('rosa', { lists: ['conflict'], name: 'Rosa Okafor', email: 'rosa@pyharbor.example', member: 'rosa' }),
    contact('new', { lists: ['conflict', 'shared-address'], name: 'Nobody Confirmed', confirmed: '' }),
    contact('inside', {
      lists: ['conflict'],
      name: 'Kept Inside',
      email: 'inside@pyharbor.example',
      shows: { name: 'staff', email: 'staff', phone: 'nobody' },
    }),
  ];
  let w: World;
  beforeAll(async () => {
    w = await world({}, undefined, at('pycon-us', { contacts: [address, outside, ...others] }));
  });
  afterAll(() => w.close());

  test.each([['who', paths.who] as const, ['what happens', paths.handling] as const])(
    '%s names on three lists: who receives, to whom one may send alone, who is outside',
    async (_name, path) => {
      const html = await page(w, path);
      const text = said(html);
      const under = (words: string): string =>
        said(
          html
            .split(/<h[23][^>]*>/u)
            .find((part) => part.startsWith(words))
            ?.replace(/<footer[\s\S]*/u, '') ?? '',
        );
      const alone = under('You can');
      expect(text.slice(0, text.indexOf(alone))).toContain('Kenji Morita Reader of the shared address');
      expect(alone).toContain('Rosa Okafor');
      expect(alone).not.toContain('Kenji Morita');
      expect(under('Someone else you can turn to')).toContain(
        'Noor Vermeulen Harbor Counsel noor@harborcounsel.example',
      );
      expect(text).toContain('Without a key here: Noor Vermeulen. What you send');
      expect(text).not.toContain('Without a key here: Rosa');
    },
  );

  test('shows of a contact what is confirmed and public, wherever it stands', async () => {
    for (const path of [paths.who, paths.handling, paths.staffGuide, paths.start]) {
      const html = await page(w, path);
      for (const never of ['Nobody Confirmed', 'Kept Inside', 'inside@', '0177']) expect(html).not.toContain(never);
    }
    expect(await page(w, paths.handling)).toContain('href="mailto:care@pyharbor.example"');
  });
});

describe('the code of conduct', () => {
  const first = {
    version: '1',
    from: '2026-01-01',
    title: 'How we treat one another',
    text: 'Be kind.\n\n<b>No</b> harassment.',
    link: '',
  };
  const second = { ...first, version: '2', from: '2027-05-16', text: 'Be kind, also online.' };
  let w: World;
  beforeAll(async () => {
    w = await world({}, undefined, at('pycon-us', { codeOfConduct: [first, second] }));
  });
  afterAll(() => w.close());

  test('shows the version of a day, inert, and every version there is', async () => {
    const today = await page(w, paths.code);
    expect(said(today)).toContain('Version 1, in force from 1 January 2026 Be kind. <b>No</b> harassment.');
    const later = await page(w, paths.code, '?l=en&on=2027-05-16');
    expect(said(later)).toContain('Be kind, also online.');
    for (const html of [today, later]) {
      expect(html).toContain(`href="${paths.code(event)}?l=en&amp;on=2026-01-01"`);
      expect(html).toContain(`href="${paths.code(event)}?l=en&amp;on=2027-05-16"`);
    }
    expect(said(await page(w, paths.code, '?l=en&on=2025-12-31'))).toContain(
      'No code of conduct is published here for 31 December 2025.',
    );
  });

  test('goes by the day of the event, not of UTC, and passes over what is no day', async () => {
    // 15 May, 23:30 in New York is 16 May in UTC.
    w.clock.now = Date.UTC(2027, 4, 16, 3, 30);
    expect(said(await page(w, paths.code))).toContain('Version 1, in force');
    w.clock.now = Date.UTC(2027, 4, 16, 4, 0);
    expect(said(await page(w, paths.code))).toContain('Version 2, in force');
    for (const odd of ['2027-13-01', '2027-02-30', 'tomorrow', '%3Cb%3E'])
      expect(said(await page(w, paths.code, `?l=en&on=${odd}`))).toContain('Version 2, in force');
  });
});
