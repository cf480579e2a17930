import type { BrowserContext, Locator, Page } from 'playwright';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { hallway as hallwayEn } from '#words/made/en/hallway.ts';
import { taking as takingEn } from '#words/made/en/taking.ts';
import { hallway as hallwayEs } from '#words/made/es/hallway.ts';
import { taking as takingEs } from '#words/made/es/taking.ts';
import type { Language } from '#words/words.ts';
import { staffPaths } from '#wire/staff-paths.ts';

export const spokenOn = {
  en: { home: hallwayEn, t: takingEn },
  es: { home: hallwayEs, t: takingEs },
} as const;

/** A staff phone with the hallway on it: a thumb, and how often it was used. */
export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly taps: () => number;
  /** A tap on what has this name, by role where it matters. */
  readonly tap: (on: Locator) => Promise<void>;
  /** The button with this name on the page that is seen. */
  readonly button: (name: string) => Locator;
  readonly heading: () => Promise<string>;
}

/** Opens the hallway on a phone by a member's eight words. Afterwards it works without a network. */
export async function signedIn(context: BrowserContext, member: string, language: Language): Promise<Phone> {
  const page = await context.newPage();
  const { home } = spokenOn[language];
  let count = 0;
  await page.goto(`${staffPaths.hallway}#e=${event}`);
  await page.getByLabel(home.enterWords()).fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  const phone: Phone = {
    page,
    context,
    taps: () => count,
    async tap(on) {
      await on.tap();
      count += 1;
    },
    button: (name) => page.getByRole('button', { name, exact: true }),
    heading: () => page.getByRole('main').getByRole('heading').first().innerText(),
  };
  await phone.button(home.tellingMe()).waitFor();
  return phone;
}

/** Waits until the service worker has everything that is needed without a network. */
export async function keptOffline({ page }: Phone): Promise<void> {
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
}
