import { copyFileSync, mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf, tokenOf } from '#rehearsal/keys.ts';
import { english } from '#seal/lists/en.ts';
import { entropyFromToken, wordsOf } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { apartPages, askedPage } from './apart.ts';
import { handledIncidents, handledPages } from './handled.ts';
import { hallwayPages } from './hallway.ts';
import { folder, looks, shoot } from './shoot.ts';
import { twoSteps } from './two-steps.ts';
import { ways, waysPages, type Ways } from './ways.ts';

/**
 * `npm run shots`: both faces as pictures, to be looked at: `.cache/shots/<look>/<page>.png`. With `--docs` the few
 * pictures of the README are copied to `docs/pictures`; `--only=phone` takes one look, `--part=apart` one part.
 */
const arabic = 'السلام عليكم. أنا مشاركة في المؤتمر. اسمه على البطاقة «Ren» ويقول إنه يعرف رقم غرفتي (417). 🙏';
/** Pictures of the README, from which look and page they are taken. */
const pictures: Readonly<Record<string, string>> = {
  'start-phone': 'phone/start.screen',
  'write-phone': 'phone/write-told.screen',
  'words-phone': 'phone/words-kept.screen',
  'mailbox-phone': 'phone/mailbox-answered.screen',
  'desk-list': 'desktop/desk-owed.screen',
  'desk-incident': 'desktop/desk-incident-answered.screen',
  'desk-incident-dark': 'desktop-dark/desk-incident.screen',
  setup: 'desktop/setup.screen',
  'hallway-home': 'phone/hallway-home.screen',
  'hallway-safety': 'phone/hallway-card-safety.screen',
  'hallway-words': 'phone/hallway-card-words.screen',
  'hallway-read-back': 'phone/hallway-card-read-back.screen',
};

/** As they leave the printer: what somebody hangs on a wall or holds in a hand. */
async function onPaper(page: Page, look: string): Promise<void> {
  if (look !== 'desktop') return;
  for (const [name, path] of [
    ['handling', paths.handling(event)],
    ['staff', paths.staffGuide(event)],
  ] as const) {
    await page.goto(new URL(path, page.url()).href);
    await page.pdf({ path: `${folder}/${look}/${name}.pdf`, format: 'A4' });
  }
}

async function reporterPages(page: Page, origin: string, look: string): Promise<string> {
  const go = (path: string): Promise<unknown> => page.goto(origin + path, { waitUntil: 'networkidle' });
  await go(paths.start(event));
  await shoot(page, look, 'start');
  for (const [name, path] of [
    ['who', paths.who(event)],
    ['handling', paths.handling(event)],
    ['staff', paths.staffGuide(event)],
    ['code', paths.code(event)],
    ['safe', paths.safe(event)],
    ['missing', '/nothing-here'],
  ] as const) {
    await go(path);
    await shoot(page, look, name);
  }
  await go(`${paths.start(event)}?l=es`);
  await shoot(page, look, 'start-es');
  await go(`${paths.handling(event)}?l=es`);
  await shoot(page, look, 'handling-es');
  await onPaper(page, look);
  await go(paths.report(event));
  await shoot(page, look, 'write');
  await page.locator('button[value=check]:visible').first().click();
  await shoot(page, look, 'write-problem');
  await page
    .locator('textarea')
    .first()
    .fill('He followed us out of the poster session, and I asked him twice to stop.');
  await shoot(page, look, 'write-told', '#q-what h1');
  await page.locator('textarea').first().fill(arabic);
  await shoot(page, look, 'write-arabic');
  for (const id of ['safe', 'when', 'where', 'who', 'team', 'contact', 'files']) {
    await page.evaluate((to) => location.replace(`#q-${to}`), id);
    if (id === 'safe') await page.locator('#q-safe input[value=no]').check();
    if (id === 'team') await page.locator('#q-team input[type=checkbox]').first().check();
    await shoot(page, look, `q-${id}`);
  }
  await page.locator('button[value=check]:visible').first().click();
  await page.locator('[data-act=send]').waitFor();
  await shoot(page, look, 'check');
  await page.locator('[data-act=send]').click();
  await page.locator('#sent [data-slot=words]').waitFor();
  await shoot(page, look, 'words');
  await shoot(page, look, 'words-kept', '#sent h1');
  const words = await page.locator('#sent [data-slot=words]').innerText();
  await go(paths.mailbox(event));
  await shoot(page, look, 'mailbox-closed');
  await page.locator('#words-field').fill(words);
  await page.locator('#words button[type=submit], #words button:not([type])').first().click();
  await page.locator('#opened:visible').waitFor();
  await shoot(page, look, 'mailbox');
  await go(paths.mailbox(event));
  await page.locator('#words-field').fill(wordsOf(entropyFromToken(tokenOf('masks-at-the-stand')), english).join(' '));
  await page.locator('#words button').first().click();
  await page.locator('#opened .message').first().waitFor();
  await shoot(page, look, 'mailbox-answered', '#opened h1');
  return words;
}

async function deskPages(page: Page, origin: string, look: string): Promise<void> {
  await page.goto(origin + paths.desk, { waitUntil: 'networkidle' });
  await shoot(page, look, 'desk-unlock');
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
  await page.keyboard.press('Enter');
  await page.locator(`a[href^="/desk/incident/"]`).first().waitFor();
  await page.locator('.owing .duties li').first().waitFor();
  await shoot(page, look, 'desk-owed');
  await page.getByRole('link', { name: 'Incidents', exact: true }).click();
  await page.locator('.list li a').first().waitFor();
  await shoot(page, look, 'desk-list');
  const links = await page.locator('.list li a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  for (const [name, link] of [
    ['desk-incident', links[0]],
    ['desk-incident-answered', links.at(-1)],
  ] as const) {
    if ((await page.locator('.list:visible').count()) === 0) await page.locator('.back').first().click();
    await page.locator(`.list a[href="${link}"]`).click();
    await page.locator('.account').waitFor();
    await shoot(page, look, name);
  }
  for (const [name, link] of [
    ['desk-event', 'Event'],
    ['desk-team', 'Team'],
    ['desk-settings', 'My settings'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await shoot(page, look, name);
  }
  await page.getByRole('link', { name: 'Event', exact: true }).click();
  await page.getByRole('button', { name: 'Change the settings' }).click();
  await page.locator('.part').first().waitFor();
  await shoot(page, look, 'desk-event-change');
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('link', { name: 'New event' }).click();
  await page.getByRole('heading', { level: 1, name: 'New event' }).waitFor();
  await shoot(page, look, 'desk-event-new');
}

/** The first page of set-up, from a server that was never set up. */
async function setupPages(page: Page, fresh: Served, look: string): Promise<void> {
  const link = /http:\S+\/setup#\S+/u.exec(fresh.said())?.[0] ?? '';
  await page.goto(link);
  await page.locator('input').first().waitFor();
  await shoot(page, look, 'setup');
}

const served = await serve('rehearse');
// What is told for its pictures would fill the lists of the others.
const besides = await serve('rehearse');
const handledAt = await serve('rehearse');
let handling: Awaited<ReturnType<typeof handledIncidents>> | undefined;
let woken: Ways | undefined;
const fresh = await serve('main');
const asked = (what: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${what}=`))?.slice(what.length + 3);
const launched = await chromium.launch(await browser());
try {
  for (const [look, options] of Object.entries(looks)) {
    if ((asked('only') ?? look) !== look) continue;
    const context = await launched.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.log(`${look}: ${message.text()}`);
    });
    const part = async (name: string, run: () => Promise<unknown>): Promise<void> => {
      if ((asked('part') ?? name) !== name) return;
      await run().catch((error: unknown) => console.log(`${look} ${name}: ${String(error).split('\n')[0]}`));
    };
    await part('reporter', () => reporterPages(page, served.origin, look));
    await part('desk', () => deskPages(page, served.origin, look));
    await part('apart', () => apartPages({ chrome: launched, look, options, origin: besides.origin }));
    await part('asked', async () => {
      const steps = await twoSteps();
      try {
        await askedPage({ chrome: launched, look, options, origin: steps.origin });
      } finally {
        await steps.stop();
      }
    });
    await part('handled', async () => {
      handling ??= await handledIncidents(handledAt.origin);
      await handledPages({ chrome: launched, look, options, origin: handledAt.origin }, handling);
    });
    await part('hallway', () => hallwayPages({ chrome: launched, look, options, origin: besides.origin }));
    await part('ways', async () => {
      woken ??= await ways();
      await waysPages({ chrome: launched, look, options }, woken);
    });
    await part('set-up', () => setupPages(page, fresh, look));
    await context.close();
  }
} finally {
  await launched.close();
  await woken?.stop();
  for (const one of [served, besides, handledAt, fresh]) {
    await one.stop();
    forget(one);
  }
}

if (process.argv.includes('--docs')) {
  mkdirSync('docs/pictures', { recursive: true });
  for (const [name, from] of Object.entries(pictures))
    copyFileSync(`${folder}/${from}.png`, `docs/pictures/${name}.png`);
}
