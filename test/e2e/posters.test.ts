import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

let chrome: Browser;
let served: Served;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  chrome = await chromium.launch(await browser());
  served = await serve('rehearse');
});
afterAll(async () => {
  await chrome.close();
  await served.stop();
  forget(served);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(said.join('\n'));
});

async function pageAt(path: string, width = 1280): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width, height: 900 }, baseURL: served.origin });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(path);
  return page;
}

async function press(width = 1280): Promise<Page> {
  const page = await pageAt(paths.deskEvent(event), width);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Print posters and cards' }).click();
  await page.getByRole('heading', { level: 1, name: 'Posters and cards' }).waitFor();
  return page;
}

const lettersOn = async (page: Page): Promise<string> =>
  (await page.locator('.paper .key').first().innerText()).replaceAll(/\s/gu, '');

/** How many pages a PDF has, and how large they are, in whole millimetres. */
function pagesIn(pdf: Buffer): readonly string[] {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu)];
  const mm = (points = ''): number => Math.round((Number(points) * 25.4) / 72);
  return boxes.map(([, wide, high]) => `${mm(wide)} × ${mm(high)}`);
}

const overflowing = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.paper, .cut')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
        .map((one) => `${one.className}: ${one.textContent.slice(0, 40)}`),
    );

describe('posters and cards', () => {
  test('print in their sizes, whole, one for each place, in two languages', async () => {
    const page = await press();
    await page.getByLabel('Spanish').check();
    await page
      .getByLabel('Places, one on each line')
      .fill('Room D\n\nThe large hall on the second floor behind the registration desks, by the stairs\nRoom D ');
    const a4 = '210 × 297';
    for (const [kind, pages] of [
      ['Poster, A4', [a4, a4]],
      ['Poster, A5', ['148 × 210', '148 × 210']],
      ['Insert for badges', [a4]],
      ['Wallet card', [a4]],
      ['Pocket card', [a4]],
      ['Card for eight words', [a4]],
      ['Numbers for help', [a4]],
    ] as const) {
      await page.getByLabel(kind).check();
      expect(pagesIn(await page.pdf({ preferCSSPageSize: true })), kind).toEqual(pages);
      await page.emulateMedia({ media: 'print' });
      expect(await overflowing(page), kind).toEqual([]);
      await page.emulateMedia({ media: null });
    }
  });

  test('say in groups the letters that the public page shows, and no name of an incident', async () => {
    const page = await press();
    const names = await page.evaluate(async (path) => {
      const list = (await (await fetch(path)).json()) as { readonly rows: readonly { readonly codeName: string }[] };
      return list.rows.map(({ codeName }) => codeName);
    }, staffPaths.api.incidents);
    expect(names.length).toBeGreaterThan(0);
    const letters = await lettersOn(page);
    for (const kind of await page.locator('.print-page [type=radio]').all()) {
      await kind.check();
      const text = await page.locator('.papers').innerText();
      for (const name of names) expect(text).not.toContain(name);
    }
    const who = await pageAt(paths.who(event));
    expect(await who.locator('bdi.print').innerText()).toBe(letters);
  });

  test('the card of numbers names no team, no report and no address (INT-24)', async () => {
    const page = await press();
    await page.getByLabel('Numbers for help').check();
    const text = await page.locator('.cut').first().innerText();
    expect(text).toMatch(/911[\s\S]*988/u);
    expect(text.replace(/Rehearsal: not for use/u, '')).not.toMatch(/report|care|team|pyharbor|\/c\//iu);
    expect(await page.locator('.cut svg').count()).toBe(0);
  });

  test('the preview fits a narrow screen', async () => {
    const page = await press(360);
    await page.getByLabel('Places, one on each line').fill('Room D');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await overflowing(page)).toEqual([]);
  });
});

describe('the form opened from a poster', () => {
  const poster = (letters: string, place: string): string =>
    `${paths.start(event)}#k=${letters}.1&at=${encodeURIComponent(place)}`;
  const where = '#q-where input[type=text]';

  test('begins with its place, to be seen and changed; no request carried it', async () => {
    const letters = await lettersOn(await press());
    const page = await pageAt('/healthz');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto(poster(letters, 'Sala Ñ, left'));
    await page.getByRole('link', { name: 'Start a report' }).first().click();
    await page.waitForFunction((field) => document.querySelector<HTMLInputElement>(field)?.value !== '', where);
    expect(await page.locator(where).inputValue()).toBe('Sala Ñ, left');
    expect(await page.locator('#q-where input:checked').getAttribute('value')).toBe('room');
    expect(asked.filter((one) => /Sala|&at=/u.test(decodeURIComponent(one)))).toEqual([]);
    await page.locator('#q-what textarea').fill('He stood in the door.');
    await page.locator('button[value=check]:visible').first().click();
    const row = page.locator('#check dl.answers');
    await row.getByText('Sala Ñ, left').waitFor();
    await page.evaluate(() => location.replace('#q-where'));
    await page.locator(where).fill('Elsewhere');
    await page.locator('button[value=check]:visible').first().click();
    await row.getByText('Elsewhere').waitFor();
    expect(await row.getByText('Sala').count()).toBe(0);
  });

  test('without a place, or with one that is no text, begins empty', async () => {
    const letters = await lettersOn(await press());
    for (const end of ['', '&at=%E0%A4%A', '&at=']) {
      const page = await pageAt(`${paths.report(event)}#k=${letters}.1${end}`);
      await page.waitForLoadState('networkidle');
      expect(await page.locator(where).inputValue()).toBe('');
      expect(await page.locator('#q-where input:checked').count()).toBe(0);
    }
  });
});
