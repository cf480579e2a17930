import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { unlocked } from '../unit/desk/desks.ts';
import { arabic, english, handled, reported } from './handled-incident.ts';
import { folder } from './shoot.ts';

/** The pages of one incident and what goes with it: new, whole, and written from right to left. */
interface Stage {
  readonly chrome: Browser;
  readonly look: string;
  readonly options: BrowserContextOptions;
  readonly origin: string;
}

export interface HandledIncidents {
  readonly fresh: string;
  readonly whole: string;
  readonly rtl: string;
}

/** Seeds what the pictures show; once, for every look. */
export async function handledIncidents(origin: string): Promise<HandledIncidents> {
  const rosa = await unlocked(origin, 'rosa');
  const whole = await handled(origin, english);
  const rtl = await handled(origin, arabic);
  await rosa.attended(event, 'debrief', ['rosa', 'kenji'], '');
  return { fresh: await reported(origin, rosa, english), whole, rtl };
}

export async function deskOf({ chrome, options, origin }: Omit<Stage, 'look'>, who: string): Promise<Page> {
  const context = await chrome.newContext({ locale: 'en-US', ...options, baseURL: origin });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(paths.desk);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(who));
  await page.keyboard.press('Enter');
  await page.locator('nav.rail').waitFor();
  return page;
}

/** Goes where a link would, without a reload: that would lock the desk. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new Event('popstate'));
  }, path);
}

/** Each page of an incident, as it stands. */
export async function eachPart(page: Page, incident: string, at: (part: string) => Promise<void>): Promise<void> {
  await go(page, paths.deskIncident(incident));
  const link = page.locator(`nav.parts a[href^="${paths.deskIncident(incident)}/"]`);
  await link.first().waitFor();
  // The lines of the story fetch their words when they are first shown.
  await page.locator('.tl').waitFor();
  await page.locator('.tl .slow').first().waitFor({ state: 'detached' });
  await at('story');
  for (const href of await link.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))) {
    await go(page, href);
    await page.locator('section.part').waitFor();
    await page.locator('section.part .slow').waitFor({ state: 'detached' });
    await at(href.split('/').at(-1) ?? '');
  }
}

export const unfoldAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll<HTMLDetailsElement>('main details, .case details'))
      folded.open = true;
  });

/** All of it in one look. Everything unfolded, new and empty, and right to left in the light looks alone. */
export async function handledPages(stage: Stage, { fresh, whole, rtl }: HandledIncidents): Promise<void> {
  const { look } = stage;
  const light = look === 'phone' || look === 'desktop';
  mkdirSync(`${folder}/${look}`, { recursive: true });
  const shoot = async (page: Page, name: string): Promise<void> => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `${folder}/${look}/handled-${name}.png`, fullPage: true });
  };
  const rosa = await deskOf(stage, 'rosa');
  for (const [name, incident] of Object.entries(light ? { fresh, whole, rtl } : { whole })) {
    await eachPart(rosa, incident, async (part) => {
      await shoot(rosa, `${name}-${part}`);
      if (!light || name !== 'whole' || part === 'story') return;
      await unfoldAll(rosa);
      await shoot(rosa, `unfolded-${part}`);
    });
  }
  await rosa.locator('nav.rail').getByRole('link', { name: 'Before and after' }).click();
  await rosa.locator('main .agenda li').first().waitFor();
  await shoot(rosa, 'gatherings');
  if (light) await unfoldAll(rosa);
  if (light) await shoot(rosa, 'gatherings-unfolded');
  for (const who of ['rosa', 'mei', 'owen', 'gwen']) {
    const desk = who === 'rosa' ? rosa : await deskOf(stage, who);
    await desk.getByRole('link', { name: 'Lists' }).click();
    await desk.locator('main.lists h1').waitFor();
    await desk.locator('main.lists .slow').waitFor({ state: 'detached' });
    await shoot(desk, `lists-${who}`);
    await desk.context().close();
  }
}
