import { chromium } from 'playwright';
import { browser } from '#kit/browser.ts';
import { paths } from '#wire/paths.ts';
import { median, type Row } from './table.ts';

/** 50 kB/s each way and 400 ms of round trip, as the DevTools protocol wants them. */
const slow = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };

/** In a real browser: the form on a slow network, and Send to receipt with the sealing script. */
export async function inBrowser(origin: string, edition: string): Promise<readonly Row[]> {
  const launched = await chromium.launch(await browser());
  try {
    const usable: number[] = [];
    const requests: number[] = [];
    const receipts: number[] = [];
    for (let run = 0; run < 5; run++) {
      const context = await launched.newContext();
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', slow);
      let count = 0;
      page.on('request', () => count++);
      const began = performance.now();
      await page.goto(origin + paths.report(edition), { waitUntil: 'commit' });
      await page.locator('textarea').first().fill('usable');
      usable.push(performance.now() - began);
      await page.waitForLoadState('networkidle');
      requests.push(count);
      await context.close();

      const fast = await launched.newContext();
      const form = await fast.newPage();
      await form.goto(origin + paths.report(edition), { waitUntil: 'networkidle' });
      await form.locator('textarea').first().fill('Somebody shouted at the volunteers.');
      await form.locator('button[value=check]:visible').first().click();
      await form.locator('[data-act=send]').click({ trial: true });
      const sent = performance.now();
      await form.locator('[data-act=send]').click();
      await form.locator('#sent [data-slot=words]').waitFor();
      receipts.push(performance.now() - sent);
      await fast.close();
    }
    const row = (what: string, budget: string, value: number, most: number, unit: string): Row => ({
      what,
      budget,
      figure: `${Math.round(value)} ${unit}`,
      holds: value <= most,
    });
    return [
      row('form usable at 50 kB/s and 400 ms round trip', '≤ 2000 ms', median(usable), 2000, 'ms (median of 5)'),
      row('requests before typing, the script included', '≤ 3', Math.max(...requests), 3, 'requests'),
      row('Send to receipt, sealed in the browser', '≤ 1000 ms', median(receipts), 1000, 'ms (median of 5)'),
    ];
  } finally {
    await launched.close();
  }
}
