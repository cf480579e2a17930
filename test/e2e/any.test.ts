import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { paths } from '#wire/paths.ts';
import { twoEvents } from '../unit/pages/two-events.ts';
import { event, origin, type World } from '../unit/pages/world.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** A style sheet with what it imports in it. */
const whole = (file: string): string =>
  readFileSync(file, 'utf8').replaceAll(/@import '([^']+)';/gu, (_, from: string) => whole(join(dirname(file), from)));
const sheet = whole('src/server/pages/pages.css');

let w: World;
let chrome: Browser;
beforeAll(async () => {
  [w, chrome] = await Promise.all([twoEvents(), browser().then((how) => chromium.launch(how))]);
});
afterAll(async () => {
  await chrome.close();
  await w.close();
});

/** A page of the world in a real browser: every request is answered by it, and no script runs. */
async function visit(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await chrome.newPage({ viewport, colorScheme });
  await page.route('**/*', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: sheet });
    if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: '' });
    const answer = await w.get(pathname + search);
    return route.fulfill({ status: answer.status, contentType: 'text/html; charset=utf-8', body: await answer.text() });
  });
  return page;
}

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

describe.each([
  [{ width: 360, height: 740 }, 'light'],
  [{ width: 1280, height: 860 }, 'dark'],
] as const)('a report without an event, at %o, %s', (viewport, scheme) => {
  test.each(['en', 'es'])(
    'leads to the form and says who reads it (%s), without a fault that axe knows',
    async (language) => {
      const page = await visit(viewport, scheme);
      await page.goto(`${origin}${paths.anyReport}?l=${language}`);
      expect(await faults(page)).toEqual([]);
      await page.locator('main a[href*="any="]').click();
      await page.locator('#q-what .note').first().waitFor();
      expect(new URL(page.url()).pathname).toBe(paths.report(event));
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('#q-what .note').first().textContent()).toContain('PyHarbor US 2027');
      expect(await faults(page)).toEqual([]);
      // The place offers what is on: the field has its name, and the list is the field's own.
      await page.goto(`${page.url()}#q-where`);
      await page.locator('[name="where"][value="room"]').check();
      expect(await page.locator('#f-where-more').isVisible()).toBe(true);
      expect(await page.locator('#f-where-more-picks option').count()).toBeGreaterThan(1);
      expect(await faults(page)).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
      await page.close();
    },
  );
});
