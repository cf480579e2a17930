import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { freePort } from '#kit/free-port.ts';
import { foundIn } from '#kit/needles.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

let served: Served;
let chrome: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
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

/** A device of somebody's: what is kept on it lasts as long as it does. */
async function device(): Promise<BrowserContext> {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 800 }, baseURL: served.origin });
  contexts.push(context);
  return context;
}

/** One more tab. What the network refuses on purpose is printed by the browser. */
async function tab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const meant = /404 \(Not Found\)|409 \(Conflict\)|ERR_INTERNET_DISCONNECTED/u.test(message.text());
    if (message.type() === 'error' && !meant) complaints.push(message.text());
  });
  return page;
}

async function unlock(page: Page, member: string): Promise<void> {
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await page.locator('nav.rail').waitFor();
}

/** A new report, and the address of it on the desk. */
async function reported(): Promise<string> {
  const page = await tab(await device());
  await page.goto(paths.desk);
  await unlock(page, 'rosa');
  const ids = (): Promise<readonly string[]> =>
    page.evaluate(async (asked) => {
      const list = (await (await fetch(asked)).json()) as { rows: { incident: string }[] };
      return list.rows.map(({ incident }) => incident);
    }, staffPaths.api.incidents);
  const before = await ids();
  const ground = await groundOf(served.origin, event);
  expect((await (await prepare(ground, [['what', 'a remark at the mentoring desk']])).send()).status).toBe(200);
  const id = (await ids()).find((one) => !before.includes(one)) ?? '';
  expect(id).not.toBe('');
  return paths.deskIncident(id);
}

async function at(page: Page, place: string, member = 'rosa'): Promise<void> {
  await page.goto(place);
  await unlock(page, member);
  await page.locator('.case h1').waitFor();
}

const noteForm = (page: Page) => page.getByRole('form', { name: 'Note for the team' });
const note = (page: Page) => noteForm(page).getByRole('textbox', { name: 'Note' });
const keepNote = (page: Page): Promise<void> => noteForm(page).getByRole('button', { name: 'Keep note' }).click();
const found = (page: Page) => noteForm(page).getByRole('list', { name: 'Texts that were not sent' });
const offered = (page: Page) => found(page).getByRole('listitem');

/** Everything that lies on the device, sealed as it is. */
const laid = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve, reject) => {
        const opening = indexedDB.open('desk', 1);
        // The desk makes its own: what is not there yet stays so.
        opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
        opening.addEventListener('error', () => resolve([]));
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('laid', 'readonly').objectStore('laid').getAll();
          all.addEventListener('error', () => reject(new Error('not read')));
          all.addEventListener('success', () => {
            opening.result.close();
            resolve((all.result as { bytes: Uint8Array }[]).map(({ bytes }) => bytes.join(' ')));
          });
        });
      }),
  );

/** Typed, and kept by now: what a reload, a crash or another tab may meet. */
async function typed(page: Page, text: string): Promise<void> {
  const before = await laid(page);
  await note(page).fill(text);
  await expect.poll(() => laid(page)).not.toEqual(before);
}

/** Whatever was kept here has been looked for: what is typed afterwards is kept after that. */
async function offeredNothing(page: Page): Promise<void> {
  await note(page).waitFor();
  await typed(page, 'something of their own');
  expect(await offered(page).count()).toBe(0);
}

describe('a text that was not sent', () => {
  test('given the page is reloaded, it is offered back to its writer, and to nobody else', async () => {
    const [place, context] = [await reported(), await device()];
    const page = await tab(context);
    await at(page, place);
    await typed(page, 'she asked for a walk to her hotel');
    await page.reload();
    await page.locator('input[autocomplete=current-password]').waitFor();
    expect(await page.content()).not.toContain('walk to her hotel');
    await unlock(page, 'amina');
    await offeredNothing(page);
    await page.getByRole('button', { name: 'Lock now' }).click();
    await unlock(page, 'rosa');
    await offered(page).first().waitFor();
    expect(await offered(page).allTextContents()).toEqual([
      expect.stringMatching(/A text from \d\d:\d\d was not sent\..*she asked for a walk to her hotel/su),
    ]);
    await offered(page).getByRole('button', { name: 'Use it' }).click();
    expect(await note(page).inputValue()).toBe('she asked for a walk to her hotel');
    await keepNote(page);
    await page.locator('.story').getByText('she asked for a walk to her hotel').waitFor();
    await page.reload();
    await unlock(page, 'rosa');
    await offeredNothing(page);
  });

  test('given another page of the incident is looked at, or the desk is locked at once, it is simply there', async () => {
    const [place, context] = [await reported(), await device()];
    const page = await tab(context);
    await at(page, place);
    await note(page).fill('half a sentence');
    await page.getByRole('link', { name: 'Team', exact: true }).click();
    await page.goBack();
    await note(page).waitFor();
    await expect.poll(() => note(page).inputValue()).toBe('half a sentence');
    await note(page).fill('half a sentence, and the other half');
    await page.keyboard.press('Shift+Escape');
    await unlock(page, 'rosa');
    await expect.poll(() => note(page).inputValue()).toBe('half a sentence, and the other half');
  });

  test('given two tabs, neither overwrites the other, and what stood in the form is not lost by taking one', async () => {
    const [place, context] = [await reported(), await device()];
    const [one, two] = [await tab(context), await tab(context)];
    await at(one, place);
    await typed(one, 'written in the first tab');
    await at(two, place);
    await offered(two).first().waitFor();
    await typed(two, 'written in the second tab');
    await one.close();
    await offered(two).getByRole('button', { name: 'Use it' }).click();
    expect(await note(two).inputValue()).toBe('written in the first tab');
    await expect.poll(() => offered(two).allTextContents()).toEqual([expect.stringContaining('in the second tab')]);
    await two.close();
    const three = await tab(context);
    await at(three, place);
    await expect.poll(() => offered(three).count()).toBe(2);
    const both = (await offered(three).allTextContents()).join('\n');
    expect(both).toContain('written in the first tab');
    expect(both).toContain('written in the second tab');
    const second = offered(three).filter({ hasText: 'second tab' });
    await second.getByRole('button', { name: 'Delete' }).click();
    await second.getByRole('button', { name: 'Delete for good' }).click();
    await expect.poll(() => offered(three).count()).toBe(1);
  });

  test('given the network is cut as it is sent, it stays, and is sent when the network is back', async () => {
    const [place, context] = [await reported(), await device()];
    const page = await tab(context);
    await at(page, place);
    await note(page).fill('the line broke here');
    await context.setOffline(true);
    await keepNote(page);
    await noteForm(page).getByText('Your text is still here.').waitFor();
    expect(await note(page).inputValue()).toBe('the line broke here');
    await context.setOffline(false);
    await keepNote(page);
    await page.locator('.story').getByText('the line broke here').waitFor();
    expect(await note(page).inputValue()).toBe('');
  });

  test('given the server says 409 and the tab dies, it is offered back', async () => {
    const [place, context] = [await reported(), await device()];
    const page = await tab(context);
    await at(page, place);
    // The keys' Worker asks: only the context sees what it asks for.
    await context.route(`**${staffPaths.api.entries}`, (route) =>
      route.fulfill({ status: 409, json: { refused: 'stale-head' } }),
    );
    await note(page).fill('somebody was first, again and again');
    await keepNote(page);
    await noteForm(page).getByText('Your text is still here.').waitFor({ timeout: 30_000 });
    await page.close();
    await context.unroute(`**${staffPaths.api.entries}`);
    const again = await tab(context);
    await at(again, place);
    await offered(again).getByRole('button', { name: 'Use it' }).click();
    await keepNote(again);
    await again.locator('.story').getByText('somebody was first, again and again').waitFor();
  });

  test('given she steps aside, nothing of it stays on her device', async () => {
    const [place, context] = [await reported(), await device()];
    const page = await tab(context);
    await at(page, place, 'amina');
    await typed(page, 'what she knew of it');
    expect(await laid(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'Step aside', exact: true }).click();
    await page.getByRole('button', { name: 'Step aside now' }).click();
    await page.getByRole('heading', { name: 'You stepped aside' }).waitFor();
    await expect.poll(() => laid(page)).toEqual([]);
  });
});

/** A browser of its own process, with a profile on the disk. */
async function started(profile: string): Promise<{ readonly browser: Browser; readonly process: ChildProcess }> {
  const how = await browser();
  const port = await freePort();
  const path = 'executablePath' in how ? how.executablePath : chromium.executablePath();
  const given = [...how.args, '--headless', `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`];
  const child = spawn(path, [...given, 'about:blank'], { stdio: 'ignore', detached: true });
  for (let tries = 0; ; tries++) {
    try {
      return { browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`), process: child };
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  // The whole group: a browser is many processes.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await gone;
};

test('given the browser is killed, the text is there again, and nobody reads a word of it in the profile', async () => {
  const place = await reported();
  const profile = mkdtempSync(join(tmpdir(), 'recourse-profile-'));
  const planted = 'zwirbelquark knorpelfee';
  try {
    const first = await started(profile);
    const [context] = first.browser.contexts();
    if (context === undefined) throw new Error('no context');
    const page = await context.newPage();
    await at(page, served.origin + place);
    await typed(page, planted);
    await kill(first.process);
    const incident = place.split('/').at(-1) ?? '';
    expect(foundIn([profile], planted.split(' '))).toEqual([]);
    const ours = join(profile, 'Default', 'IndexedDB');
    expect(foundIn([ours], ['laid'])).not.toEqual([]);
    // The browser's own history knows which addresses were opened; what is kept by us must not say so.
    expect(foundIn([ours], [incident, 'rosa', 'note'])).toEqual([]);
    const second = await started(profile);
    const [anew] = second.browser.contexts();
    if (anew === undefined) throw new Error('no context');
    const again = await anew.newPage();
    await at(again, served.origin + place);
    await offered(again).getByRole('button', { name: 'Use it' }).click();
    expect(await note(again).inputValue()).toBe(planted);
    await kill(second.process);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
