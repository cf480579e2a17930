import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { startPostgres, type Throwaway } from '#kit/postgres.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';

/** S05 of the scenarios: the reported person is a lead, and the reporter ticks him. */
const s05 = `Bonjour, je m'appelle Solène. J'utilise ce formulaire parce que je ne sais pas à qui m'adresser. Hier soir à la réception, Tomasz Brandt, qui figure sur votre liste de contacts, m'a dit trois fois que je devais ma bourse de voyage « à mon joli sourire ».`;
/** S12: right to left, with a Latin name and a number in it. */
const s12 = `السلام عليكم. منذ يوم الجمعة يرسل لي أحد الحاضرين، اسمه على البطاقة «Ren»، رسائل كل ليلة ويقول إنه يعرف رقم غرفتي في الفندق (417). اكتبوا إليّ هنا فقط. 🙏`;

let chrome: Browser;
beforeAll(async () => {
  chrome = await chromium.launch(await browser());
});
afterAll(() => chrome.close());

describe.each(['SQLite', 'PostgreSQL'])('on %s', (engine) => {
  let postgres: Throwaway | null = null;
  let served: Served | null = null;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    if (engine === 'PostgreSQL') {
      postgres = await startPostgres();
      if (postgres === null) return;
    }
    served = await serve('rehearse', postgres === null ? {} : { DATABASE_URL: postgres.url });
  });
  afterAll(async () => {
    if (served !== null) {
      await served.stop();
      forget(served);
    }
    await postgres?.stop();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const said = complaints.splice(0);
    if (said.length > 0) throw new Error(said.join('\n'));
  });

  async function visitor(javaScriptEnabled: boolean, width = 360): Promise<Page> {
    const viewport = { width, height: 760 };
    const context = await chrome.newContext({ javaScriptEnabled, viewport, baseURL: served?.origin ?? '' });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return page;
  }

  async function report(page: Page, text: string, leaveOut: string | null): Promise<string> {
    await page.goto(paths.report(event));
    await page.locator('[name="what"]').fill(text);
    if (leaveOut !== null) {
      await page.goto(`${page.url().replace(/#.*/u, '')}#q-team`);
      await page.locator('#q-team').getByLabel(leaveOut).first().check();
    }
    await page.locator('button[value=check]:visible').first().click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    const words = page.locator('[data-slot=words] li');
    await words.first().waitFor();
    expect(await words.count()).toBe(8);
    return (await words.allTextContents()).join(' ');
  }

  async function unlock(who: string): Promise<Page> {
    const desk = await visitor(true, 1280);
    await desk.goto(paths.desk);
    await desk.locator('input[autocomplete=current-password]').fill(eightWordsOf(who));
    await desk.keyboard.press('Enter');
    await desk.locator('#incidents').waitFor();
    await desk.locator('.list li').first().waitFor();
    return desk;
  }

  /** Opens every incident of the list, one after the other, until one shows the text. */
  async function openWith(desk: Page, text: string): Promise<boolean> {
    const links = desk.locator('.list li a');
    const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    for (const href of hrefs) {
      await desk.locator(`.list a[href="${href}"]`).click();
      await desk.locator('.incident h2, .case h2').first().waitFor();
      if ((await desk.getByText(text.slice(0, 40)).count()) > 0) return true;
    }
    return false;
  }

  test.each([true, false])(
    'S05 and S12 with scripts: %s; Rosa reads and answers, for Tomasz S05 does not exist',
    async (scripts) => {
      if (served === null) return;
      const mark = scripts ? '(a)' : '(b)';
      const reporter = await visitor(scripts);
      const words05 = await report(reporter, `${mark} ${s05}`, 'Tomasz Brandt');
      const receipt = await reporter.locator('.readers').last().innerText();
      expect(receipt).toContain('Rosa Okafor');
      expect(receipt).not.toContain('Tomasz');
      const second = await visitor(scripts);
      await report(second, `${mark} ${s12}`, null);

      const tomasz = await unlock('tomasz');
      expect(await openWith(tomasz, `${mark} ${s12}`)).toBe(true);
      expect(await openWith(tomasz, `${mark} ${s05}`)).toBe(false);

      const rosa = await unlock('rosa');
      expect(await openWith(rosa, `${mark} ${s12}`)).toBe(true);
      expect(await openWith(rosa, `${mark} ${s05}`)).toBe(true);
      expect(await rosa.locator('body').innerText()).toContain(s05.slice(-60));
      const answer = `Merci, Solène. ${mark} Nous avons lu votre message.`;
      await rosa.getByRole('textbox', { name: 'Message' }).fill(answer);
      await rosa.getByRole('button', { name: 'Acknowledge and send' }).click();
      await rosa.getByText(answer).first().waitFor();

      const back = await visitor(scripts);
      await back.goto(paths.mailbox(event));
      await back.locator('#words-field').fill(words05);
      await back.locator('#words button').first().click();
      await back.getByText(answer).waitFor();
      expect(await back.locator('body').innerText()).toContain('Rosa Okafor');

      // The reporter answers; Rosa reads it; nothing of it reaches Tomasz.
      const reply = `${mark} Le badge vert, c'était une bénévole.`;
      await back.locator('textarea[name=text]').fill(reply);
      await back.getByRole('button', { name: 'Send', exact: true }).click();
      await back.getByText(reply).waitFor();
      await rosa.reload();
      await rosa.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
      await rosa.keyboard.press('Enter');
      await rosa.getByText(reply).first().waitFor();
    },
  );
});
