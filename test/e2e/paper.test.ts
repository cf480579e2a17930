import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { faultsOf, formOf, journey, openAt, turnTo, type Journey } from '#kit/journey.ts';
import { groundOf } from '#kit/sender.ts';
import { takenDown } from '#kit/taken-down.ts';
import { event } from '#rehearsal/cast.ts';
import { english } from '#seal/lists/en.ts';
import { wordsOf } from '#seal/words.ts';
import { pages as en } from '#words/made/en/pages.ts';
import { pages as es } from '#words/made/es/pages.ts';
import { desk as words } from '#words/made/en/desk.ts';
import { returning as told } from '#words/made/en/returning.ts';
import { returning as dicho } from '#words/made/es/returning.ts';
import { paths } from '#wire/paths.ts';

let chrome: Browser;
let way: Journey;
const complaints: string[] = [];
beforeAll(async () => {
  [chrome, way] = await Promise.all([browser().then((how) => chromium.launch(how)), journey('pycon-us')]);
});
afterAll(async () => {
  await chrome.close();
  await way.end();
});

async function visitor(locale: string, javaScriptEnabled: boolean): Promise<Page> {
  const viewport = { width: 360, height: 760 };
  const context = await chrome.newContext({ javaScriptEnabled, viewport, baseURL: way.origin, locale });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['JOURNEY_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function enter(page: Page, typed: string): Promise<void> {
  await page.goto(paths.mailbox(event));
  await page.locator('#words-field').fill(typed);
  await page.locator('#words button').first().click();
}

/** Everything that can be touched is at least this many CSS pixels high. */
const touchable = 44;

describe('the eight words on a card that staff handed over', () => {
  test.each([
    ['en', true, en, told],
    ['es', true, es, dicho],
    ['en', false, en, told],
    ['es', false, es, dicho],
  ] as const)(
    'in %s, with scripts: %s, show who reads it and lead to words of their own',
    async (locale, scripts, t, r) => {
      const ground = await groundOf(way.origin, event);
      const { entropy } = await takenDown(ground, [['what', `Told in the hallway. ${locale} ${scripts}`]]);
      const paper = wordsOf(entropy, english).join(' ');
      const page = await visitor(locale, scripts);
      await enter(page, paper);
      await page.getByRole('heading', { name: t.paperTitle() }).waitFor();
      const text = await page.locator('body').innerText();
      for (const name of ['Rosa Okafor', 'Tomasz Brandt', 'Amina Haidari', 'Kenji Morita'])
        expect(text).toContain(name);
      expect(await page.locator('textarea:visible, input[type=file]:visible').count()).toBe(0);
      const take = page.getByRole('button', { name: t.paperDo() });
      const { y = 0, height = 0 } = (await take.boundingBox()) ?? {};
      expect(height).toBeGreaterThanOrEqual(touchable);
      // On the first screen, below the banner that only a rehearsal has.
      const banner = (await page.locator('aside.rehearsal').boundingBox())?.height ?? 0;
      expect(y + height - banner).toBeLessThanOrEqual(760);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      if (scripts) expect(await faultsOf(page)).toEqual([]);
      await picture(page, `paper-${locale}-${scripts ? 'scripts' : 'none'}`);

      await take.click();
      if (scripts) await page.getByRole('button', { name: r.moveConfirm() }).click();
      const list = page.locator('.words li:visible');
      await list.first().waitFor();
      const fresh = (await list.allTextContents()).join(' ');
      expect(fresh.split(' ')).toHaveLength(8);
      expect(fresh).not.toBe(paper);

      await enter(page, fresh);
      await page.getByText(t.nobodyYet()).waitFor();
      await page.locator('textarea[name=text]').fill('I am here.');
      await page.getByRole('button', { name: t.replySend(), exact: true }).click();
      await page.getByText('I am here.').first().waitFor();
      await enter(page, paper);
      await page
        .getByText(t.wordsMoved({ day: '', phone: '' }).slice(0, 30))
        .first()
        .waitFor();
      await page.context().close();
      expect(complaints.splice(0)).toEqual([]);
    },
  );

  test('on the desk a message is written before, kept as a draft, and sent once they have words of their own', async () => {
    const ground = await groundOf(way.origin, event);
    const rosa = await way.desk('rosa');
    const before = await way.incidentsOf(rosa);
    const { entropy } = await takenDown(ground, [['what', 'Told at the mentoring desk.']]);
    const incident = (await way.incidentsOf(rosa)).find((id) => !before.includes(id)) ?? '';
    await way.later('2027-05-15T12:10');
    await way.desk('rosa');
    await openAt(rosa, incident);
    await rosa.getByText(words.paperWait()).first().waitFor();
    expect(await rosa.getByText(words.dutyWaitsForWords()).count()).toBe(2);
    const form = await formOf(rosa, words.writeToReporter());
    const field = form.getByRole('textbox', { name: words.message() });
    await field.fill('Thank you for telling us.');
    expect(await form.locator('button.btn:not(.quiet)').count()).toBe(0);
    expect(await faultsOf(rosa)).toEqual([]);
    await way.picture(rosa, 'paper-desk');
    await turnTo(rosa, 'Follow-up');
    await rosa.getByText(words.paperWait()).first().waitFor({ state: 'attached' });
    await way.picture(rosa, 'paper-follow-up');

    const reporter = await visitor('en', false);
    await enter(reporter, wordsOf(entropy, english).join(' '));
    await reporter.getByRole('button', { name: en.paperDo() }).click();
    const fresh = (await reporter.locator('.words li').allTextContents()).join(' ');
    await turnTo(rosa, 'Story');
    await way.later('2027-05-15T13:41');
    await way.desk('rosa');
    await rosa.getByText(words.eventMovedPaper()).waitFor();
    await rosa.getByRole('button', { name: 'Use it' }).click();
    const now = await formOf(rosa, words.acknowledgeAndWrite());
    expect(await now.getByRole('textbox', { name: words.message() }).inputValue()).toBe('Thank you for telling us.');
    await way.picture(rosa, 'paper-desk-after');
    await now.getByRole('button', { name: words.acknowledgeAndSend() }).click();
    await rosa.getByText(words.messageSent()).waitFor();
    await enter(reporter, fresh);
    await reporter.getByText('Thank you for telling us.').waitFor();
    expect(way.complaints()).toEqual([]);
  });
});
