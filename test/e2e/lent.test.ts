import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

let chrome: Browser;
let served: Served;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  chrome = await chromium.launch(await browser());
  served = await serve('rehearse');
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

async function device(width = 360): Promise<BrowserContext> {
  const context = await chrome.newContext({ viewport: { width, height: 740 }, baseURL: served.origin });
  contexts.push(context);
  return context;
}

/** The event's page on a member's own phone. */
async function deskOf(member: string): Promise<Page> {
  const page = await (await device()).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(paths.deskEvent(event));
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'PyHarbor US 2027' }).waitFor();
  return page;
}

/** What a lent phone is let in with, and shown: null when it is shown nothing. */
async function packOf(phone: BrowserContext): Promise<HallwayPack | null> {
  const answer = await phone.request.get(staffPaths.api.hallway.pack(event));
  return answer.ok() ? ((await answer.json()) as HallwayPack) : null;
}
const lends = async (page: Page, name: string): Promise<BrowserContext> => {
  await page.getByLabel('What it is called').fill(name);
  await page.getByRole('button', { name: 'Lend a phone' }).click();
  const card = page.locator('.card').filter({ hasText: `Link for ${name}` });
  const link = new URL(await card.locator('code').innerText());
  expect(await card.getByRole('heading').evaluate((heading) => heading === document.activeElement)).toBe(true);
  await card.getByRole('button', { name: 'I have handed it over' }).click();
  expect(await page.content()).not.toContain(link.hash);
  const phone = await device();
  const data = { secret: link.hash.slice('#d='.length) };
  expect(
    (await phone.request.post(staffPaths.api.hallway.duty, { data, headers: { origin: served.origin } })).ok(),
  ).toBe(true);
  return phone;
};

test('a phone is lent by a link that is shown once, and shows nothing more once it is ended', async () => {
  const rosa = await deskOf('rosa');
  const [one, two] = [await lends(rosa, 'Duty phone 1'), await lends(rosa, 'Duty phone 2')];
  expect((await packOf(one))?.who).toMatchObject({ member: '', name: 'Duty phone 1' });
  await rosa.getByRole('button', { name: 'End Duty phone 1' }).click();
  await rosa.getByText('Duty phone 1 is ended. What was taken on it can still be handed over.').waitFor();
  expect(await packOf(one)).toBeNull();
  expect((await packOf(two))?.who).toMatchObject({ name: 'Duty phone 2' });
  expect(await rosa.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const kenji = await deskOf('kenji');
  await kenji.getByRole('link', { name: 'Open the hallway' }).waitFor();
  expect(await kenji.getByRole('heading', { name: 'Lent phones' }).count()).toBe(0);
});

test('a room is pointed at by touch or by numbers, the guide is written, and staff have both', async () => {
  const rosa = await deskOf('rosa');
  await rosa.getByRole('button', { name: 'Change the settings' }).click();
  const rooms = rosa.getByRole('group', { name: 'Rooms by day' });
  await rooms.locator('summary').last().click();
  const plan = rooms.locator('.plan').last();
  await plan.scrollIntoViewIfNeeded();
  const box = (await plan.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await rosa.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
  const left = rooms.getByLabel('From the left, in percent').last();
  expect(Math.round(Number(await left.inputValue()))).toBe(25);
  await left.fill('40');
  await left.press('ArrowUp');
  await rooms.getByLabel('From the top, in percent').last().fill('60');
  const guide = rosa.getByRole('group', { name: 'Guide for volunteers' });
  await guide.getByRole('button', { name: 'Add an entry' }).click();
  await guide.getByLabel('What happened').last().fill('Somebody fainted');
  await rosa.getByRole('button', { name: 'Sign and save' }).click();
  await rosa.getByRole('button', { name: 'Guide for volunteers, 9: What to do' }).click();
  await rosa.keyboard.type('Call first aid.');
  await rosa.getByRole('button', { name: 'Sign and save' }).click();
  await rosa.getByText('Saved. Everybody sees it now.').waitFor();
  const pack = await packOf(await lends(rosa, 'Duty phone 3'));
  expect(pack?.edition.rooms.at(-1)).toMatchObject({ name: 'Room 11', at: { x: 410, y: 600 } });
  expect(pack?.edition.guide.entries.at(-1)).toMatchObject({ title: 'Somebody fainted', text: 'Call first aid.' });
});

test('a picture that is too large or none is refused in words, and the plan that was there stays', async () => {
  const rosa = await deskOf('rosa');
  await rosa.getByRole('button', { name: 'Change the settings' }).click();
  const part = rosa.getByRole('group', { name: 'Plan of the venue' });
  const choose = async (buffer: Buffer): Promise<void> =>
    part.getByLabel('Choose a picture').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer });
  await choose(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await part.getByText('This is not a PNG, JPEG or WebP picture.').waitFor();
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  await choose(Buffer.concat([png, Buffer.alloc(300_000)]));
  await part.getByText('This picture has 301 kB.').waitFor();
  await part.getByRole('img', { name: 'Plan of the venue, pointing at' }).waitFor();
  expect(await rosa.getByRole('button', { name: 'Sign and save' }).isDisabled()).toBe(true);
});
