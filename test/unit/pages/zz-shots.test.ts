import { createServer } from 'node:http';
import { readFileSync, mkdirSync } from 'node:fs';
import { getRequestListener } from '@hono/node-server';
import { test } from 'vitest';
import { paths } from '#wire/paths.ts';
import { pages } from '#server/pages/routes.ts';
import { chromium } from 'playwright';
import { browser as launch } from '#kit/browser.ts';
import { event, world } from './world.ts';
test('shots', { timeout: 240000 }, async () => {
  const w = await world();
  const app = pages(w.parts);
  const css = () => readFileSync('src/server/pages/pages.css');
  const server = createServer(getRequestListener((r) => new URL(r.url).pathname === '/assets/pages.css' ? new Response(css(), { headers: { 'content-type': 'text/css' } }) : new URL(r.url).pathname.startsWith('/assets') ? new Response('', {headers:{'content-type':'text/javascript'}}) : app.fetch(r)));
  await new Promise<void>((ok) => server.listen(0, '127.0.0.1', ok));
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const browser = await chromium.launch(await launch());
  mkdirSync('/tmp/pg/shots', { recursive: true });
  for (const [name, opts] of [['fc', { forcedColors: 'active' }], ['rtl', {}], ['n', { viewport: { width: 320, height: 640 } }]] as const) {
    const context = await browser.newContext({ viewport: { width: 360, height: 700 }, javaScriptEnabled: name === 'rtl', bypassCSP: true, locale: 'es', ...opts });
    const page = await context.newPage();
    const shot = async (n: string) => { if (name === 'rtl') await page.evaluate(() => { document.documentElement.dir = 'rtl'; }); await page.screenshot({ path: `/tmp/pg/shots/${name}-${n}.png`, fullPage: true }); };
    await page.goto(base + paths.start(event)); await shot('start');
    await page.goto(base + paths.report(event) + '#q-safe'); await page.check('input[name=safe][value=hurt]'); await shot('safe');
    await page.goto(base + paths.report(event) + '#q-team'); await page.check('input[value=tomasz]'); await page.click('#q-team summary'); await shot('team');
    await page.goto(base + paths.report(event)); await page.fill('textarea', 'السلام عليكم Ren 417\n'.repeat(12) + 'x'.repeat(300));
    await page.click('#q-what button'); await shot('check'); console.log('check overflow', await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
    await page.click('button[value=send]'); await shot('sent');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); console.log(name, 'overflow', wide);
    await page.click('form[action$="words/open"] button'); await page.fill('textarea[name=text]', 'السلام عليكم Ren 417 y'.repeat(20)); await page.click('#reply button'); await shot('mailbox');
    await context.close();
  }
  await browser.close(); server.close(); await w.close();
});
