import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { paths } from '#wire/paths.ts';
import type { RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { deskOf, go } from '../shots/handled.ts';
import { listener, type Listener } from '../unit/server/reach/listener.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

let chat: Listener;
let served: Served;
let chrome: Browser;
beforeAll(async () => {
  chat = await listener();
  [served, chrome] = await Promise.all([
    serve('rehearse', { WEBHOOK_ALSO: chat.origin, PUSH_ALSO: chat.origin }),
    browser().then((how) => chromium.launch(how)),
  ]);
});
afterAll(async () => {
  await chrome.close();
  await served.stop();
  await chat.close();
  forget(served);
});

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

const wider = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function mine(who: string, options: object): Promise<Page> {
  const page = await deskOf({ chrome, options, origin: served.origin }, who);
  await go(page, `${paths.desk}/me`);
  await page.locator('.reached .ways').waitFor();
  return page;
}

const looks = [
  { name: 'light, phone', who: 'rosa', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'dark, desktop', who: 'amina', viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
] as const;

describe.each(looks)('$name', ({ who, viewport, colorScheme }) => {
  test('a way is added, put first by the keyboard, tried out and removed; no fault that axe knows', async () => {
    const page = await mine(who, { viewport, colorScheme });
    const sound = async (when: string): Promise<void> => {
      expect(await faults(page), when).toEqual([]);
      expect(await wider(page), when).toBe(0);
    };
    await sound('mail alone');
    await page.getByText('Add a chat or a ringing service').click();
    await page.getByLabel('Topic address').fill('http://10.0.0.1/topic');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('This address cannot be used').waitFor();
    await sound('an address that cannot be used');
    await page.getByLabel('Topic address').fill(`${chat.origin}/${who}`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const ways = page.locator('.ways > li');
    await ways.nth(1).waitFor();
    const first = ways.first().locator('b');
    expect(await first.textContent()).toContain('Mail');
    await page.getByRole('button', { name: /^Earlier: ntfy/u }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.ways > li:first-child b', { hasText: 'ntfy' }).waitFor();
    // The row went up, and the focus with it.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Later: ntfy/u);
    chat.heard();
    await page.getByRole('button', { name: 'Try it out now' }).click();
    await page.getByText(/^ntfy .*: left just now/u).waitFor();
    await sound('tried out');
    expect(chat.heard().map(({ path, body }) => [path, body])).toEqual([[`/${who}`, 'Please look at the desk now.']]);
    await page.getByLabel('From').fill('22:30');
    await page.getByRole('button', { name: 'Keep these hours' }).click();
    await page.getByText('Quiet from 22:30 until 07:00.').waitFor();
    await sound('quiet hours');
    await page.getByRole('button', { name: /^Remove: ntfy/u }).click();
    await ways.nth(1).waitFor({ state: 'detached' });
    await page.context().close();
  });
});

/** The push service of a browser under test is nowhere: what it would hand over, the browser's own tools do. */
async function pushed(page: Page, devtools: CDPSession): Promise<void> {
  const known = new Promise<string>((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const one = registrations.find(({ scopeURL }) => scopeURL === served.origin + paths.desk);
      if (one !== undefined) found(one.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await known;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: served.origin, registrationId, data: '' });
}

/** A browser without a screen shows no notification: what it was asked to show is kept instead. */
async function asked(page: Page): Promise<() => Promise<unknown>> {
  const [worker] = page.context().serviceWorkers();
  if (worker === undefined) throw new Error('nothing wakes');
  await worker.evaluate(() => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { shown });
    const { registration } = globalThis as unknown as { registration: object };
    Object.assign(registration, { showNotification: async (...all: unknown[]) => void shown.push(all) });
  });
  return () => worker.evaluate(() => (globalThis as unknown as { shown: unknown }).shown);
}

test('what wakes is started by a tap alone, says the wording and nothing else, and keeps nothing else', async () => {
  const page = await mine('rosa', { permissions: ['notifications'] });
  const registered = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const all = await navigator.serviceWorker.getRegistrations();
      return all.map(({ active, scope }) => `${scope} ${active?.scriptURL ?? ''}`);
    });
  expect(await registered()).toEqual([]);
  await page.getByRole('button', { name: 'Notify me on this device' }).click();
  // Whether a push service answers or not, the page says what became of it.
  await page.getByText(/This device is notified|could not be registered/u).waitFor();
  expect(await registered()).toEqual([`${served.origin}${paths.desk} ${served.origin}${staffPaths.deskWaking}`]);
  const shown = await asked(page);
  await pushed(page, await page.context().newCDPSession(page));
  await expect
    .poll(shown)
    .toEqual([['Please look at the desk.', { tag: 'desk', renotify: true, requireInteraction: true, silent: false }]]);
  const kept = await page.evaluate(async () => {
    const all: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        all.push(`${new URL(request.url).pathname} ${await (await cache.match(request))?.text()}`);
    }
    return all;
  });
  expect(kept).toEqual(['/desk/wording Please look at the desk.']);
  await page.context().close();
});

test('a browser that got another address is renewed without a word, in its place, and for nobody else', async () => {
  const page = await mine('kenji', { permissions: ['notifications'] });
  const routes = (): Promise<readonly { id: string; kind: string }[]> =>
    page.evaluate(async (path) => ((await (await fetch(path)).json()) as RoutesAnswer).routes, staffPaths.api.routes);
  const pushes = async (): Promise<readonly string[]> =>
    (await routes()).flatMap(({ id, kind }, at) => (kind === 'push' ? [`${at} ${id}`] : []));
  const glance = (): Promise<unknown> => page.evaluate(() => window.dispatchEvent(new Event('focus')));
  // The push service of a browser under test is nowhere: its addresses are handed out here, and kept as a browser keeps them.
  await page.evaluate((first) => {
    const one = (): object | null => {
      const endpoint = localStorage.getItem('endpoint') ?? '';
      return endpoint === '' ? null : { endpoint, unsubscribe: async () => localStorage.removeItem('endpoint') };
    };
    Object.assign(PushManager.prototype, {
      getSubscription: async () => one(),
      subscribe: async () => {
        localStorage.setItem('endpoint', localStorage.getItem('fresh') ?? first);
        return one();
      },
    });
  }, `${chat.origin}/push/first`);
  await page.getByRole('button', { name: 'Notify me on this device' }).click();
  await page.getByText('This device is notified').waitFor();
  await page.getByRole('button', { name: /^Earlier: Notification/u }).click();
  await expect.poll(pushes).toEqual([expect.stringMatching(/^0 /u)]);
  const [before] = await pushes();
  await glance();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('desk-wording')).keys()).length)).toBe(2);
  await page.evaluate((next) => localStorage.setItem('endpoint', next), `${chat.origin}/push/second`);
  await glance();
  await expect.poll(pushes).not.toEqual([before]);
  const [after] = await pushes();
  expect(await pushes()).toEqual([expect.stringMatching(/^0 [0-9a-f]{32}$/u)]);
  await page.getByText('This device is notified').waitFor();
  // The browser forgot it altogether, and the leave is still there (without a screen it says otherwise).
  await page.evaluate(() => {
    localStorage.removeItem('endpoint');
    Object.defineProperty(Notification, 'permission', { value: 'granted' });
  });
  await glance();
  await expect.poll(pushes).toEqual([before]);
  expect(after).not.toBe(before);
  // Nobody is there any more, and the browser does not know it yet: the same address would be none.
  await page.evaluate((next) => localStorage.setItem('fresh', next), `${chat.origin}/push/third`);
  chat.answers(410);
  await page.getByRole('button', { name: 'Try it out now' }).click();
  const here = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('endpoint'));
  await expect.poll(here).toBe(`${chat.origin}/push/third`);
  await expect.poll(pushes).toEqual([expect.stringMatching(/ [0-9a-f]{32}$/u)]);
  expect(await pushes()).not.toEqual([before]);
  chat.answers(201);
  await page.context().close();
});

test('of two who share a browser one may leave, and the other is still notified; the last one takes all of it along', async () => {
  const page = await mine('helen', { permissions: ['notifications'] });
  const key = await page.evaluate(
    async (path) => ((await (await fetch(path)).json()) as RoutesAnswer).pushKey,
    staffPaths.api.routes,
  );
  // A colleague's, made before by this very browser.
  await page.evaluate(
    async ([endpoint, pushKey]) => {
      localStorage.setItem('endpoint', endpoint);
      const bytes = Uint8Array.from(atob(pushKey.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
      const one = (): object | null => {
        const here = localStorage.getItem('endpoint');
        const options = { applicationServerKey: bytes.buffer };
        return here === null
          ? null
          : { endpoint: here, options, unsubscribe: async () => localStorage.removeItem('endpoint') };
      };
      Object.assign(PushManager.prototype, {
        getSubscription: async () => one(),
        subscribe: async () => {
          localStorage.setItem('endpoint', `${endpoint}/another`);
          return one();
        },
      });
      await (await caches.open('desk-wording')).put('/desk/way/of-a-colleague', new Response(''));
    },
    [`${chat.origin}/push/shared`, key] as const,
  );
  const here = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('endpoint'));
  const kept = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      if (!(await caches.has('desk-wording'))) return [];
      const all = await (await caches.open('desk-wording')).keys();
      return all.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/desk/'));
    });
  const added = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Notify me on this device' }).click();
    await page.getByText('This device is notified').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  };
  const removed = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Remove: Notification/u }).click();
    await page.getByRole('button', { name: 'Notify me on this device' }).waitFor();
  };
  await added();
  expect(await here()).toBe(`${chat.origin}/push/shared`);
  await expect.poll(async () => (await kept()).length).toBe(3);
  await removed();
  expect(await here()).toBe(`${chat.origin}/push/shared`);
  expect(await kept()).toEqual(expect.arrayContaining(['/desk/wording', '/desk/way/of-a-colleague']));
  await page.evaluate(async () => (await caches.open('desk-wording')).delete('/desk/way/of-a-colleague'));
  await added();
  await expect.poll(async () => (await kept()).length).toBe(2);
  await removed();
  expect(await here()).toBeNull();
  expect(await kept()).toEqual([]);
  await page.context().close();
});

test('what wakes asks for a new address with the old one’s key, and without a sound for the desk to be opened', async () => {
  const page = await mine('amina', { permissions: ['notifications'] });
  await page.getByRole('button', { name: 'Notify me on this device' }).click();
  await page.getByText(/This device is notified|could not be registered/u).waitFor();
  const shown = await asked(page);
  const [worker] = page.context().serviceWorkers();
  const subscribed = await worker?.evaluate(async () => {
    const options: unknown[] = [];
    const { registration } = globalThis as unknown as { registration: object };
    Object.defineProperty(registration, 'pushManager', {
      value: { subscribe: async (given: unknown) => void options.push(given) },
    });
    const waited: Promise<unknown>[] = [];
    const event = Object.assign(new Event('pushsubscriptionchange'), {
      oldSubscription: { options: { userVisibleOnly: true, applicationServerKey: 'the key' } },
      waitUntil: (work: Promise<unknown>) => void waited.push(work),
    });
    dispatchEvent(event);
    await Promise.all(waited);
    return options;
  });
  expect(subscribed).toEqual([{ userVisibleOnly: true, applicationServerKey: 'the key' }]);
  expect(await shown()).toEqual([['Please look at the desk.', { tag: 'desk', silent: true }]]);
  await page.context().close();
});

test('what wakes may ask nobody for anything', async () => {
  const answer = await fetch(served.origin + staffPaths.deskWaking);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('content-security-policy')).not.toContain('connect-src');
  expect(answer.headers.get('service-worker-allowed')).toBe(paths.desk);
  const script = await answer.text();
  expect(script).not.toMatch(/fetch|\/api|XMLHttp/u);
});
