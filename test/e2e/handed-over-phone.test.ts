import { chromium, type Browser, type BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { signedIn, spokenOn } from '#kit/hallway-phone.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

let served: Served;
let chrome: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
  context = await chrome.newContext({
    viewport: { width: 360, height: 640 },
    baseURL: served.origin,
    hasTouch: true,
  });
});
afterEach(() => context.close());
afterAll(async () => {
  await chrome.close();
  await served.stop();
  forget(served);
});

test('given the PIN is forgotten, no reload and no address leads past it, and the words of who lent the phone do', async () => {
  const { t, home } = spokenOn.en;
  const { page, button } = await signedIn(context, 'priya', 'en');
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await button(home.tellingMe()).click();
  await button(home.inPerson()).click();
  await button(t.quietNo()).click();
  await button(t.safetyYes()).click();
  for (let cards = 0; cards < 12 && (await button(t.handOver()).count()) === 0; cards++)
    await page.getByRole('main').locator('.thumb .btn').last().click();
  await button(t.handOver()).click();
  await page.getByLabel(t.pin()).fill('2468');
  await page.getByLabel(t.pinAgain()).fill('2468');
  await button(t.handNow()).click();
  await page.getByRole('textbox').first().fill('He stood in the door of room 25C.');
  await page.getByText(t.kept()).waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  for (const address of [staffPaths.hallway, `${staffPaths.hallway}/home`, `${staffPaths.hallway}#e=pyharbor-2027`]) {
    await page.goto(paths.desk, { waitUntil: 'commit' });
    await page.goto(address);
    await page.getByRole('heading', { name: home.backTitle() }).waitFor();
    expect(await page.getByText('25C').count()).toBe(0);
    expect(await button(home.tellingMe()).count()).toBe(0);
  }
  await page.getByText(home.backForgot(), { exact: true }).click();
  await page.getByLabel(home.enterWords()).fill(eightWordsOf('priya'));
  await button(home.enterOpen()).click();
  await button(home.tellingMe()).waitFor();
  await page.reload();
  await button(home.tellingMe()).waitFor();
  expect(complaints).toEqual([]);
});
