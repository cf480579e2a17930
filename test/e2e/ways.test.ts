import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { hoodiecrow, type ImapServer } from '#kit/imap-server.ts';
import { mailTaker, type MailTaker } from '#kit/mail-taker.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import { readSettings } from '#server/settings.ts';
import { start, type Running } from '#server/start.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** The desk's page about the ways in and out, and the public line, over a mailbox that goes and comes back. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'recourse-ways-'));
/** Pictures to be looked at go there, when it is asked for. */
const shots = process.env['SHOTS'];
let clock = opensAt;
let imap: ImapServer;
let smtp: MailTaker;
let running: Running;
let chrome: Browser;

beforeAll(async () => {
  [imap, smtp, chrome] = await Promise.all([hoodiecrow(), mailTaker(), browser().then((how) => chromium.launch(how))]);
  const settings = readSettings({ PORT: '0', DATA_DIR: folder, IMAP_URL: imap.url(), SMTP_URL: smtp.url });
  if ('wrong' in settings) throw new Error(settings.wrong);
  running = await start(settings, {
    now: () => clock,
    lookEvery: 200,
    say: () => undefined,
    log: () => undefined,
    rehearsal: { cast: [], post: outbox(), seed, pages: () => new Hono() },
  });
});
afterAll(async () => {
  await chrome.close();
  await running.stop();
  await smtp.close();
  await imap.forget();
  rmSync(folder, { recursive: true, force: true });
});

async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
const wider = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function sound(page: Page, name: string): Promise<void> {
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }
  expect(await faults(page)).toEqual([]);
  expect(await wider(page)).toBe(0);
}

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } };
const dark: BrowserContextOptions = { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' };

async function pageAt(path: string, look: BrowserContextOptions): Promise<Page> {
  const context = await chrome.newContext({ ...look, baseURL: running.url });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Waits for something on a page that asks again and again, and lets it ask at once. */
async function comes(page: Page, text: string | RegExp, { nth = 0, gone = false } = {}): Promise<void> {
  const there = page.getByText(text).nth(nth);
  await expect
    .poll(
      async () => {
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
        return there.isVisible();
      },
      { timeout: 45_000, interval: 300 },
    )
    .toBe(!gone);
}

async function desk(member: string, look: BrowserContextOptions): Promise<Page> {
  const page = await pageAt(staffPaths.deskChannels, look);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ways in and out' }).waitFor();
  return page;
}

test('a mailbox that is gone shows on every page of the desk and in public, and all of it goes by itself', async () => {
  const rosa = await desk('rosa', phone);
  await comes(rosa, /^Works$/u, { nth: 1 });
  await sound(rosa, 'phone-works');
  await imap.down();
  await comes(rosa, /^E-mail to the team: not working since/u);
  await rosa.getByText('Check its name in the settings').waitFor();
  await sound(rosa, 'phone-down');
  const kenji = await desk('kenji', dark);
  await kenji.getByText('Letters wait where they are').waitFor();
  expect(await kenji.getByRole('button', { name: 'Test now' }).count()).toBe(0);
  await sound(kenji, 'desktop-dark-down');
  await kenji.getByRole('link', { name: 'My settings' }).click();
  await kenji.getByText(/^E-mail to the team: not working since/u).waitFor();
  await kenji.getByRole('link', { name: 'See how they are' }).click();
  await kenji.getByRole('heading', { level: 1, name: 'Ways in and out' }).waitFor();
  await rosa.getByRole('button', { name: 'Español' }).click();
  await rosa.getByRole('heading', { level: 1, name: 'Vías de entrada y salida' }).waitFor();
  await sound(rosa, 'phone-es-down');
  await rosa.getByRole('button', { name: 'Probar ahora' }).click();
  await rosa.getByText('Un correo de prueba está en camino.').waitFor();
  clock += 61_000;
  const [start_, who] = await Promise.all([
    pageAt(paths.start(event), phone),
    pageAt(`${paths.who(event)}?l=es`, dark),
  ]);
  await start_.getByText('Mail does not reach us right now.').waitFor();
  await sound(start_, 'start-down');
  await start_.getByRole('link', { name: 'Please use this form instead.' }).click();
  expect(new URL(start_.url()).pathname).toBe(paths.report(event));
  await who.getByText('El correo no nos llega en este momento.').waitFor();
  await sound(who, 'who-es-dark-down');
  await imap.up();
  await comes(rosa, /^Funciona$/u, { nth: 1 });
  await comes(rosa, /^Correo al equipo: no funciona/u, { gone: true });
  await start_.goto(running.url + paths.start(event));
  expect(await start_.getByText('Mail does not reach us').count()).toBe(0);
}, 180_000);
