import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Between browser and server: it can put a newer version of the app in the place of the one that was built. */
interface Between {
  readonly origin: string;
  newer: boolean;
  readonly server: Server;
}

async function between({ origin }: Served): Promise<Between> {
  const to = new URL(origin);
  const here = { newer: false };
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const ours = { method, path, agent: false, headers: { ...headers, 'accept-encoding': 'identity' } };
    const onward = request({ host: to.hostname, port: to.port, ...ours }, (answered) => {
      const { statusCode = 500, headers: theirs } = answered;
      if (path !== staffPaths.hallwayWorker || !here.newer) {
        answer.writeHead(statusCode, theirs);
        answered.pipe(answer);
        return;
      }
      const { 'content-length': _, ...rest } = theirs;
      answer.writeHead(statusCode, rest);
      let text = '';
      answered.setEncoding('utf8');
      answered.on('data', (part: string) => (text += part));
      answered.on('end', () => answer.end(text.replace('"version":"', '"version":"newer-')));
    });
    asked.pipe(onward);
    onward.on('error', () => answer.destroy());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(here, { server, origin: `http://127.0.0.1:${port}` });
}

let served: Served;
let way: Between;
let chrome: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
  way = await between(served);
});
afterAll(async () => {
  await chrome.close();
  way.server.closeAllConnections();
  way.server.close();
  await served.stop();
  forget(served);
});
afterEach(async () => {
  way.newer = false;
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(said.join('\n'));
});

/** A volunteer's phone. */
async function phone(): Promise<Page> {
  const context = await chrome.newContext({
    viewport: { width: 360, height: 640 },
    baseURL: way.origin,
    hasTouch: true,
  });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const meant = /404 \(Not Found\)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/u.test(message.text());
    if (message.type() === 'error' && !meant) complaints.push(message.text());
  });
  return page;
}

const home = (page: Page) => page.locator('main.home');
const said = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Signed in, and all that is needed lies on the phone. */
async function entered(page: Page, member = 'priya'): Promise<void> {
  await page.goto(`${staffPaths.hallway}#e=${event}`);
  await page.getByLabel('Your eight words').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await home(page).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function telling(page: Page): Promise<void> {
  await said(page, 'Someone is telling me something').click();
  await said(page, 'We are talking in person').click();
  await page.locator('main.taking h1').waitFor();
}

/** When something was last laid down on the phone, ms. */
const laidDown = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const times = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let last = 0;
      for await (const one of folder.values())
        last = Math.max(last, one.kind === 'directory' ? await times(one) : (await one.getFile()).lastModified);
      return last;
    };
    return times(await navigator.storage.getDirectory());
  });

/** A member at the desk, in a browser of their own; what they ask the server for. */
async function atDesk(member: string): Promise<Page> {
  const page = await phone();
  await page.goto(paths.desk);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await page.locator('#owed').waitFor();
  return page;
}

test('after one visit it opens without a network, at whatever address, with rooms, numbers, guide and cards, also signed out', async () => {
  const page = await phone();
  await entered(page);
  await said(page, 'Sign out').click();
  await page.getByText('Nobody is signed in.').waitFor();
  await page.context().setOffline(true);
  for (const address of [staffPaths.hallway, `${staffPaths.hallway}/anything?l=en`]) {
    await page.goto(address);
    await home(page).waitFor();
  }
  await expect.poll(() => home(page).innerText()).toContain('Room 25C');
  expect(await home(page).innerText()).toContain('No network. All of this works without it.');
  await said(page, 'Numbers').click();
  expect(await page.locator('main.page').innerText()).toContain('+1 412 555 0111');
  await said(page, 'Back').click();
  await said(page, 'Volunteer guide').click();
  await page.getByLabel('Search the guide').fill('assault');
  expect(await page.locator('.entries h2').first().innerText()).toMatch(/assault/iu);
  expect(await page.locator('main.page').innerText()).toMatch(/Version \S+/u);
  await said(page, 'Back').click();
  await telling(page);
  await page.locator('.donts summary').click();
  expect(await page.locator('.donts').innerText()).toContain('Say instead:');
});

test('who is not signed in is not left waiting: the call ends in the way to the staff room', async () => {
  const page = await phone();
  await entered(page);
  await said(page, 'Sign out').click();
  await said(page, 'A lead is needed now').click();
  await said(page, 'Call').click();
  await page.getByText('Say where you are, so that they find you.').waitFor();
  await page.getByLabel('Somewhere else').check();
  await page.getByLabel('Place, in a few words').fill('Stairs by hall B');
  await said(page, 'Call').click();
  await page.getByRole('heading', { name: 'Walk to the staff room: Room 11' }).waitFor();
  expect(await page.locator('.over').innerText()).toContain('Nobody could be called from this phone just now.');
});

test('rooms follow the event’s own date, from its midnight on; a clock that is off is told', async () => {
  const page = await phone();
  await page.clock.setSystemTime('2027-05-15T03:59:00Z');
  await entered(page);
  await expect.poll(() => home(page).innerText()).toMatch(/clock is \d+ (?:minutes|hours) off/u);
  await page.context().setOffline(true);
  const quiet = page.locator('.rooms > div').first();
  for (const [time, room] of [
    ['2027-05-15T03:59:00Z', /^Quiet room\s+Room 23\b/u],
    ['2027-05-15T04:00:00Z', /^Quiet room\s+Room 25C\b/u],
    ['2027-05-17T03:59:00Z', /^Quiet room\s+Room 25C\b/u],
    ['2027-05-17T04:00:00Z', /^Quiet room\s+None is set for today. Use the staff room, Room 11\.$/u],
  ] as const) {
    await page.clock.setSystemTime(time);
    await page.reload();
    await home(page).waitFor();
    expect(await quiet.innerText()).toMatch(room);
  }
});

test('a lead is called; without a network the page says where to walk, with the plan', async () => {
  const page = await phone();
  await entered(page);
  const desk = await atDesk('amina');
  await said(page, 'A lead is needed now').click();
  await page.getByLabel('Room 25C').check();
  await said(page, 'Call').click();
  await page.getByText('Nobody has answered yet.').waitFor();
  expect(await page.locator('.over h1').innerText()).toBe('Stay with them.');
  await desk.evaluate(
    async ([list, answer]) => {
      const { rows } = (await (await fetch(list)).json()) as { rows: readonly { id: string }[] };
      const id = rows.at(-1)?.id ?? '';
      await fetch(answer.replace('ID', id), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ says: 'coming' }),
      });
    },
    [staffPaths.api.calls, staffPaths.api.callAnswer('ID')] as const,
  );
  await page.getByText('Amina Haidari is coming.').waitFor();
  await said(page, 'Close').click();
  await page.context().setOffline(true);
  await said(page, 'A lead is needed now').click();
  await page.getByRole('heading', { name: 'Walk to the staff room: Room 11' }).waitFor();
  const plan = page.locator('.over .plan img');
  expect(await plan.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect(await page.locator('.over .tel').first().getAttribute('href')).toBe('tel:911');
});

/** Ids of the calls that the server shows to somebody at the desk. */
const callsTo = (desk: Page): Promise<readonly string[]> =>
  desk.evaluate(async (list) => {
    const { rows } = (await (await fetch(list)).json()) as { rows: readonly { id: string }[] };
    return rows.map(({ id }) => id);
  }, staffPaths.api.calls);

test('who is left out is called from nowhere, and asking for a hand keeps the lead in sight', async () => {
  const page = await phone();
  await entered(page);
  const tomasz = await atDesk('tomasz');
  const others = await callsTo(tomasz);
  await said(page, 'Someone is telling me something').click();
  await said(page, 'We are talking in person').click();
  await said(page, 'They would rather stay').click();
  await said(page, 'Safe').click();
  await page.getByRole('checkbox', { name: /Tomasz Brandt/u }).check();
  await said(page, 'Call a lead').click();
  await page.getByLabel('Room 25C').check();
  await said(page, 'Call').click();
  await page.getByText('Called 2 people.').waitFor();
  expect(await callsTo(tomasz)).toEqual(others);
  await said(page, 'Close').click();

  // Somebody to be fetched: a call of its own, and the lead's stays.
  await page.locator('.call-strip').waitFor();
  for (let cards = 0; cards < 20 && !(await said(page, 'Yes, have somebody fetched').isVisible()); cards++)
    await said(page, 'Continue').or(said(page, 'Later')).first().click();
  await said(page, 'Yes, have somebody fetched').click();
  await page.getByLabel('Whom to fetch').fill('Idriss');
  await page.getByLabel('Room 25C').check();
  await said(page, 'Call').click();
  await page.getByText('Nobody has answered yet.').first().waitFor();
  await said(page, 'Close').click();
  const strips = page.locator('.call-strip');
  await strips.nth(1).waitFor();
  expect(await strips.first().innerText()).not.toContain('Fetch somebody');
  expect(await strips.nth(1).innerText()).toContain('Fetch somebody');
});

test('nothing of the api is ever kept by the service worker', async () => {
  const page = await phone();
  await entered(page);
  const kept = await page.evaluate(async () => {
    const caching = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const asked = await Promise.all(caching.map((cache) => cache.keys()));
    return asked.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain(staffPaths.hallway);
  expect(kept.filter((path) => path !== staffPaths.hallway && !/^\/(?:assets\/hallway|hallway)\//u.test(path))).toEqual(
    [],
  );
});

test('a newer version waits while a draft is open, and takes over when nothing is', async () => {
  const page = await phone();
  await entered(page);
  const caching = (): Promise<readonly string[]> => page.evaluate(() => caches.keys());
  const [first] = await caching();
  await telling(page);
  way.newer = true;
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  const waits = (): Promise<boolean> =>
    page.evaluate(async () => ((await navigator.serviceWorker.ready).waiting?.state ?? '') === 'installed');
  await expect.poll(waits, { timeout: 10_000 }).toBe(true);
  // The cards are as they were, and so is the version below them.
  expect(await page.locator('main.taking h1').count()).toBe(1);
  expect(await page.getByText('A newer version is here.').count()).toBe(0);
  expect(await caching()).toContain(first);

  await page.getByText('Stop here').click();
  await said(page, 'Put it away').click();
  await home(page).waitFor();
  const opened = page.waitForEvent('load');
  await said(page, 'Open it').click();
  await opened;
  await home(page).waitFor();
  await expect.poll(waits, { timeout: 10_000 }).toBe(false);
  await expect.poll(caching, { timeout: 10_000 }).toEqual([expect.stringMatching(/^hallway-newer-/u)]);
});

test('a lent phone opens by its link; the address bar keeps nothing of it', async () => {
  const secret = '5f'.repeat(16);
  const desk = await atDesk('rosa');
  const made = await desk.evaluate(
    async ([phones, hash, state]) => {
      const { now } = (await (await fetch(phones)).json()) as { now: number };
      const body = JSON.stringify({ name: 'Duty phone 2', until: now + 3_600_000, secret: hash });
      const answer = await fetch(phones, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return answer.status === 200 ? '' : `${state} ${answer.status} ${await answer.text()}`;
    },
    [staffPaths.api.dutyPhones(event), createHash('sha256').update(secret).digest('hex'), 'refused'] as const,
  );
  expect(made).toBe('');
  const page = await phone();
  await page.goto(`${staffPaths.hallway}#d=${secret}`);
  await home(page).waitFor();
  expect(page.url()).toBe(way.origin + staffPaths.hallway);
  expect(await home(page).innerText()).toContain('Lent phone: Duty phone 2');
  // Back does not bring it again either.
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain(secret);
});

test('a phone opened anew while somebody writes shows the way back and nothing else; the words open what was written', async () => {
  const page = await phone();
  await entered(page);
  await telling(page);
  const alone = said(page, 'They would rather write it themselves');
  let words: readonly string[] = [];
  for (let card = 0; card < 8 && !(await alone.isVisible()); card++) {
    const written = await page.locator('main.taking .eight li').allInnerTexts();
    if (written.length === 8) words = written;
    const safe = said(page, 'Safe');
    await ((await safe.isVisible()) ? safe : page.locator('main.taking .thumb .btn').last()).click();
  }
  expect(words).toHaveLength(8);
  await alone.click();
  for (const label of ['A number of 4 to 6 digits', 'The same number again'])
    await page.getByLabel(label, { exact: true }).fill('2468');
  await page.locator('main.taking form .thumb .btn').last().click();
  const account = page.locator('main.taking textarea').first();
  // What was answered before lies there: longer than what waits for the last key.
  let earlier = 0;
  const rested = async (): Promise<boolean> => {
    const before = earlier;
    earlier = await laidDown(page);
    return before === earlier;
  };
  await expect.poll(rested, { interval: 1_500, timeout: 20_000 }).toBe(true);
  await account.fill('He asked whom I was waiting for.');
  await expect.poll(() => laidDown(page), { timeout: 15_000 }).toBeGreaterThan(earlier);
  const before = await page.locator('header.bar').innerText();
  expect(before).not.toMatch(/Don|lead/u);

  page.on('dialog', (dialog) => void dialog.accept());
  for (const address of [staffPaths.hallway, `${staffPaths.hallway}?l=en#e=${event}`]) {
    await page.goto(address);
    await page.getByRole('heading', { name: 'The phone is with somebody who writes' }).waitFor();
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Go on']);
    const numbers = await page.getByRole('link').allInnerTexts();
    expect(numbers.map((text) => text.replaceAll(/\s+/gu, ' '))).toEqual(['Emergency 911', 'Crisis line 988']);
    expect(await page.locator('body').innerText()).not.toContain('waiting for');
  }
  const pin = page.getByLabel('PIN of the person who lent it');
  await pin.fill('1111');
  await said(page, 'Go on').click();
  await page.getByText('That is another PIN.').waitFor();
  await pin.fill('2468');
  await said(page, 'Go on').click();
  await home(page).waitFor();
  await page.locator('.held summary').click();
  await page.getByLabel('Their eight words, from the card').fill(words.join(' '));
  await said(page, 'Go on with its eight words').click();
  await page.locator('main.taking').waitFor();
  expect(await page.locator('main.taking textarea').first().inputValue()).toBe('He asked whom I was waiting for.');
});

test.each(['light', 'dark'] as const)('nothing on its pages keeps anybody out (%s)', async (colorScheme) => {
  const page = await phone();
  await page.emulateMedia({ colorScheme });
  await entered(page);
  await page.evaluate(axe);
  const faults = async (): Promise<readonly string[]> => {
    const found = await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: { run: (options: object) => Promise<Found> } };
      return checker.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  /** Whatever is tapped and seen is at least 44 px high. */
  const small = (): Promise<readonly string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('a[href], button, summary, label.choice, input:not(.choice input)')]
        .filter((one) => one.checkVisibility() && !one.classList.contains('skip'))
        .filter((one) => one.getBoundingClientRect().height < 44)
        .map((one) => `${one.tagName} ${one.textContent ?? ''} ${one.getBoundingClientRect().height}`),
    );
  const wide = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
  const look = async (): Promise<void> => {
    expect([await faults(), await small(), await wide()]).toEqual([[], [], 360]);
  };
  await look();
  for (const name of ['Numbers', 'Volunteer guide', 'Do and don’t', 'Card with numbers for help']) {
    await said(page, name).click();
    await look();
    await said(page, 'Back').click();
  }
  await said(page, 'A lead is needed now').click();
  await page.getByText('Who must not come').click();
  await look();
  await said(page, 'Walk to the staff room instead').click();
  await look();
  await said(page, 'Close').click();
  await telling(page);
  await look();
  await page.locator('.donts summary').click();
  await look();
});
