import { mkdirSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright';

export const looks: Readonly<Record<string, BrowserContextOptions>> = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  'phone-dark': { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, colorScheme: 'dark' },
  desktop: { viewport: { width: 1280, height: 860 } },
  'desktop-dark': { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  contrast: { viewport: { width: 1280, height: 860 }, forcedColors: 'active' },
};

export const folder = '.cache/shots';

/** The whole page, and `.screen`: what a person has on the screen, from where they read. */
export async function shoot(page: Page, look: string, name: string, from = 'body'): Promise<void> {
  mkdirSync(`${folder}/${look}`, { recursive: true });
  // From the top, or a bar that sticks stands in the middle of the picture.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${folder}/${look}/${name}.png`, fullPage: true });
  const top = await page
    .locator(from)
    .first()
    .evaluate((at) => at.getBoundingClientRect().top + scrollY);
  await page.evaluate((y) => scrollTo(0, y), Math.max(0, top - 90));
  await page.screenshot({ path: `${folder}/${look}/${name}.screen.png` });
}
