import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { deskOf, eachPart, go, handledIncidents, unfoldAll, type HandledIncidents } from '../shots/handled.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

let served: Served;
let chrome: Browser;
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
});
afterAll(async () => {
  await chrome.close();
  await served.stop();
  forget(served);
});

/** What axe finds on the page as it stands, as `rule: target`. Put in over the DevTools, past the page's own policy. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as {
      axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, rules);
}

/** How many pixels of the page lie beside the screen. */
const wider = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const looks = [
  { name: 'light, phone', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'dark, desktop', viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
] as const;

describe.each(looks)('$name', ({ viewport, colorScheme }) => {
  const visit = async (): Promise<Page> => {
    const context = await chrome.newContext({ viewport, colorScheme, baseURL: served.origin });
    return context.newPage();
  };

  test.each([
    ['start', paths.start(event)],
    ['start in Spanish', `${paths.start(event)}?l=es`],
    ['who reads', paths.who(event)],
    ['what happens', paths.handling(event)],
    ['what happens in Spanish', `${paths.handling(event)}?l=es`],
    ['for staff', paths.staffGuide(event)],
    ['code of conduct', paths.code(event)],
    ['stay safe online', paths.safe(event)],
    ['eight words', paths.mailbox(event)],
    ['not here', '/nothing-here'],
    ['desk, locked', paths.desk],
  ])('%s has no fault that axe knows', async (_name, path) => {
    const page = await visit();
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  test('every question, the check page, the receipt and the mailbox have no fault that axe knows', async () => {
    const page = await visit();
    await page.goto(paths.report(event));
    const ids = await page.locator('form#report > section[id^=q-]').evaluateAll((all) => all.map((s) => s.id));
    expect(ids.length).toBeGreaterThan(10);
    await page.locator('[name=what]').fill('Somebody shouted at the volunteers.');
    for (const id of ids) {
      await page.evaluate((to) => location.replace(`#${to}`), id);
      expect(await faults(page), id).toEqual([]);
    }
    await page.evaluate((to) => location.replace(`#${to}`), ids[0]);
    await page.locator('button[value=check]:visible').first().click();
    await page.locator('[data-act=send]').waitFor();
    expect(await faults(page), 'check').toEqual([]);
    await page.locator('[data-act=send]').click();
    const words = page.locator('#sent [data-slot=words] li');
    await words.first().waitFor();
    expect(await faults(page), 'receipt').toEqual([]);
    const eight = (await words.allTextContents()).join(' ');
    await page.goto(paths.mailbox(event));
    await page.locator('#words-field').fill(eight);
    await page.locator('#words button').first().click();
    await page.locator('#opened:visible').waitFor();
    expect(await faults(page), 'mailbox').toEqual([]);
    await page.context().close();
  });

  test('the desk: what is owed, incident, event, team and settings have no fault that axe knows', async () => {
    const page = await visit();
    await page.goto(paths.desk);
    await page.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
    await page.keyboard.press('Enter');
    const first = page.locator('.list li a').first();
    await first.waitFor();
    await page.locator('.owing .duties li').first().waitFor();
    await page.locator('.owing summary').first().click();
    expect(await faults(page), 'what is owed').toEqual([]);
    await first.click();
    await page.locator('.incident h2, .case h2').first().waitFor();
    expect(await faults(page), 'incident').toEqual([]);
    await page.getByRole('button', { name: 'Step aside' }).click();
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll<HTMLDetailsElement>('.case details')) folded.open = true;
    });
    expect(await faults(page), 'incident, about to step aside, everything unfolded').toEqual([]);
    for (const [name, heading] of [
      ['Team', 'Team'],
      ['My settings', 'My settings'],
      ['Event', /PyHarbor/u],
    ] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect(await faults(page), name).toEqual([]);
    }
    await page.getByRole('button', { name: 'Change the settings' }).click();
    await page.locator('.part').first().waitFor();
    for (const row of await page.locator('.part details > summary').all()) await row.click();
    expect(await faults(page), 'event, being changed').toEqual([]);
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('link', { name: 'New event' }).click();
    await page.getByRole('heading', { level: 1, name: 'New event' }).waitFor();
    expect(await faults(page), 'new event').toEqual([]);
    await page.context().close();
  });

  test('a report can be made with the keyboard alone, and nothing needs scrolling sideways', async () => {
    const page = await visit();
    await page.goto(paths.report(event));
    await page.locator('[name=what]').focus();
    await page.keyboard.type('Typed without a mouse.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-act=send]').waitFor();
    await page.locator('[data-act=send]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#sent [data-slot=words] li').first().waitFor();
    expect(await wider(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

// Last, because what is handled fills the lists of the tests above.
describe('an incident that is handled', () => {
  let seeded: HandledIncidents;
  beforeAll(async () => {
    seeded = await handledIncidents(served.origin);
  });
  const desk = (who: string, { viewport, colorScheme }: (typeof looks)[number]): Promise<Page> =>
    deskOf({ chrome, options: { viewport, colorScheme }, origin: served.origin }, who);

  test.each(looks)(
    'new, whole and unfolded, no page of it has a fault that axe knows or is wider than the screen: $name',
    async (look) => {
      const rosa = await desk('rosa', look);
      const found: string[] = [];
      for (const [name, incident] of [
        ['new', seeded.fresh],
        ['whole', seeded.whole],
      ] as const)
        await eachPart(rosa, incident, async (part) => {
          if (name === 'whole') await unfoldAll(rosa);
          found.push(...(await faults(rosa)).map((fault) => `${name}, ${part}: ${fault}`));
          if ((await wider(rosa)) > 0) found.push(`${name}, ${part}: wider than the screen`);
        });
      expect(found).toEqual([]);
      await rosa.context().close();
    },
    180_000,
  );

  test.each(looks)('before and after, and every list, have no fault that axe knows: $name', async (look) => {
    const rosa = await desk('rosa', look);
    await rosa.locator('nav.rail').getByRole('link', { name: 'Before and after' }).click();
    await rosa.locator('main .agenda li').first().waitFor();
    await unfoldAll(rosa);
    expect(await faults(rosa), 'before and after').toEqual([]);
    expect(await wider(rosa)).toBeLessThanOrEqual(0);
    await rosa.context().close();
    for (const who of ['rosa', 'mei', 'owen', 'gwen']) {
      const page = await desk(who, look);
      await page.getByRole('link', { name: 'Lists' }).click();
      await page.locator('main.lists h1').waitFor();
      await page.locator('main.lists .slow').waitFor({ state: 'detached' });
      await unfoldAll(page);
      expect(await faults(page), `the lists of ${who}`).toEqual([]);
      expect(await wider(page)).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });

  test('a draft that is offered back has no fault that axe knows', async () => {
    const rosa = await desk('rosa', looks[0]);
    await go(rosa, paths.deskIncident(seeded.fresh));
    await rosa.getByRole('textbox', { name: 'Note', exact: true }).fill('Ask at the door of room D.');
    const second = await rosa.context().newPage();
    await second.goto(paths.deskIncident(seeded.fresh));
    await second.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
    await second.keyboard.press('Enter');
    await second.locator('ul.found li').first().waitFor();
    expect(await faults(second)).toEqual([]);
    await rosa.context().close();
  });
});
