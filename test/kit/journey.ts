import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { browser } from './browser.ts';
import { forget, serve } from './served.ts';

/** One rehearsal, one browser for each of the cast, from the first word of an incident to its last. */
export interface Journey {
  readonly origin: string;
  /** The server's data folder, and all it printed. */
  readonly folder: string;
  readonly printed: () => string;
  /** What a page or its console complained of since it was last asked. */
  readonly complaints: () => readonly string[];
  /** Puts the clock forward, in the event's zone: `2027-05-16T13:41`. */
  readonly at: (local: string) => Promise<void>;
  /** Puts it forward by so much that every desk has locked meanwhile. Each opens anew when it is asked for. */
  readonly later: (local: string) => Promise<void>;
  /** A new browser in which nobody is signed in. */
  readonly visitor: (width?: number) => Promise<Page>;
  /** The desk of one of the cast, unlocked. It stays open and is the same at every call. */
  readonly desk: (who: string) => Promise<Page>;
  /** Tells something without a name or with a way to be reached; the eight words. `more` fills other questions. */
  readonly report: (text: string, more?: (form: Page) => Promise<void>) => Promise<string>;
  /** What came in since, as the desk's own address names it. */
  readonly incidentsOf: (desk: Page) => Promise<readonly string[]>;
  /** Keeps a picture of the page, light and dark, wide and narrow, where JOURNEY_PICTURES names a folder. */
  readonly picture: (page: Page, name: string) => Promise<void>;
  /** Keeps what stands on every desk where a step broke, in the same folder. */
  readonly broke: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeRules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** What axe finds on the page as it stands, as `rule: target`. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as {
      axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, axeRules);
}

/** Starts a rehearsal under this procedure, with more settings of an operator. */
export async function journey(procedure: string, environment: Readonly<Record<string, string>> = {}): Promise<Journey> {
  const [served, chrome] = await Promise.all([
    serve('rehearse', environment),
    browser().then((how): Promise<Browser> => chromium.launch(how)),
  ]);
  const { origin } = served;
  const said: string[] = [];
  const desks = new Map<string, Page>();
  const folder = process.env['JOURNEY_PICTURES'];
  if (folder !== undefined) mkdirSync(folder, { recursive: true });

  const rehearse = async (asked: Readonly<Record<string, string>>): Promise<void> => {
    const answer = await fetch(origin + paths.rehearsal, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams(asked),
      redirect: 'manual',
    });
    if (answer.status !== 303) throw new Error(`the rehearsal answered ${answer.status} to ${JSON.stringify(asked)}`);
  };

  const visitor = async (width = 1280): Promise<Page> => {
    const context = await chrome.newContext({ viewport: { width, height: 860 }, baseURL: origin });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => said.push(error.message));
    // What is not there for somebody answers 404, what locked meanwhile 401, and Chrome says so.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/40[14] \((?:Not Found|Unauthorized)\)/u.test(message.text()))
        said.push(message.text());
    });
    return page;
  };

  const desk = async (who: string): Promise<Page> => {
    const page = desks.get(who) ?? (await visitor());
    if (!desks.has(who)) await page.goto(paths.desk);
    desks.set(who, page);
    const words = page.locator('input[autocomplete=current-password]');
    const inside = page.locator('nav[aria-label]').first();
    await words.or(inside).first().waitFor();
    if (await words.isVisible()) {
      await words.fill(eightWordsOf(who));
      await page.keyboard.press('Enter');
      await words.waitFor({ state: 'detached' });
      await inside.waitFor();
    }
    return page;
  };

  const report: Journey['report'] = async (text, more) => {
    const page = await visitor(360);
    await page.goto(paths.report(event));
    await page.locator('[name="what"]').fill(text);
    await more?.(page);
    await page.evaluate(() => location.replace('#q-what'));
    await page.locator('button[value=check]:visible').first().click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    const words = page.locator('[data-slot=words] li');
    await words.first().waitFor();
    const eight = (await words.allTextContents()).join(' ');
    await page.context().close();
    return eight;
  };

  const picture: Journey['picture'] = async (page, name) => {
    if (folder === undefined) return;
    const before = page.viewportSize();
    await page.evaluate(() => scrollTo(0, 0));
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 860 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const path = join(folder, `${name}-${width === 360 ? 'phone' : 'wide'}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
    }
    await page.emulateMedia({ colorScheme: null });
    if (before !== null) await page.setViewportSize(before);
  };

  await rehearse({ procedure });
  return {
    origin,
    folder: served.folder,
    printed: served.said,
    complaints: () => said.splice(0),
    at: (local) => rehearse({ to: local }),
    async later(local) {
      await rehearse({ to: local });
      await Promise.all([...desks.values()].map((page) => page.reload()));
    },
    visitor,
    desk,
    report,
    incidentsOf: (page) =>
      page.evaluate(async (asked) => {
        const list = (await (await fetch(asked)).json()) as { rows: { incident: string }[] };
        return list.rows.map(({ incident }) => incident);
      }, staffPaths.api.incidents),
    picture,
    async broke() {
      if (folder === undefined) return;
      for (const [who, page] of desks)
        await page.screenshot({ path: join(folder, `broke-${who}.png`), fullPage: true });
    },
    async end() {
      await chrome.close();
      await served.stop();
      forget(served);
    },
  };
}

/** Opens an incident from the list. */
export async function openAt(desk: Page, incident: string): Promise<void> {
  await desk.getByRole('link', { name: 'Incidents', exact: true }).click();
  await desk.locator(`.list a[href$="${incident}"]`).click();
  await desk.locator('.case h1').waitFor();
}

/** Turns to another page of the incident that stands open: `Meeting`, `Decision`. */
export async function turnTo(desk: Page, part: string): Promise<Page> {
  await desk
    .locator('nav.parts')
    .getByRole('link', { name: new RegExp(`^${part}(?: \\d+ (?:owed|to read))*$`, 'u') })
    .click();
  if (part === 'Story') await desk.locator('.story').waitFor();
  else {
    await desk.locator('section.part > h2', { hasText: part }).waitFor();
    // The page's own code is fetched when it is first turned to.
    await desk.locator('section.part .slow').waitFor({ state: 'detached' });
  }
  return desk;
}

/** Opens whatever is folded around something on the page, from the outside in, as a person does. */
export async function unfold(inner: Locator): Promise<Locator> {
  await inner.waitFor({ state: 'attached' });
  const folded = inner.locator('xpath=ancestor::details[not(@open)]');
  while ((await folded.count()) > 0) await folded.first().locator('> summary').click();
  return inner;
}

/** The form with this title on the page that stands open; unfolded where it is folded away. */
export async function formOf(page: Page | Locator, title: string | RegExp): Promise<Locator> {
  const whole = 'page' in page ? page.page() : page;
  const heading = whole.getByRole('heading', { name: title, exact: true, includeHidden: true });
  return unfold(page.locator('form', { has: heading }).first());
}

/** One of several answers, by the words it begins with. */
export async function choose(form: Locator | Page, ...answers: readonly string[]): Promise<void> {
  for (const answer of answers)
    await (await unfold(form.getByRole('radio', { name: answer, includeHidden: true }).first())).check();
}

/** Fills fields by their labels: a text is written, a choice is chosen by what it says, true ticks. */
export async function fillIn(form: Locator | Page, fields: Readonly<Record<string, string | true>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    if (value === true)
      await (await unfold(form.getByRole('checkbox', { name: label, includeHidden: true }).first())).check();
    else {
      const field = await unfold(form.getByLabel(label, { exact: true }).first());
      if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption({ label: value });
      else await field.fill(value);
    }
  }
}

/** Presses a button by what it says, wherever it is folded away. */
export async function press(form: Locator | Page, label: string): Promise<void> {
  await (await unfold(form.getByRole('button', { name: label, exact: true, includeHidden: true }).first())).click();
}

/** What the reporter reads behind their eight words, in a browser that has never been here. */
export async function mailboxOf(way: Journey, words: string): Promise<Page> {
  const page = await way.visitor(360);
  await page.goto(paths.mailbox(event));
  await page.locator('#words-field').fill(words);
  await page.locator('#words button').first().click();
  await page.locator('#opened h1').waitFor();
  return page;
}
