import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { paths } from '#wire/paths.ts';

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

/** The event's page on a member's own device. */
async function deskOf(member: string, width = 1280): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width, height: 800 }, baseURL: served.origin });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A colleague who was first answers with 409, and the browser prints it.
    if (message.type() === 'error' && !message.text().includes('409')) complaints.push(message.text());
  });
  await page.goto(`${paths.desk}/event/${event}`);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(member));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'PyHarbor US 2027' }).waitFor();
  return page;
}

const change = (page: Page): Promise<void> => page.getByRole('button', { name: 'Change the settings' }).click();
const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign and save' }).click();

test('of two who change an event at once nobody loses a word', async () => {
  const [rosa, helen] = [await deskOf('rosa'), await deskOf('helen')];
  await change(rosa);
  await change(helen);
  await rosa.getByLabel('Place').fill('Rosa’s hall');
  await helen.getByLabel('Place').fill('Helen’s hall');
  await helen.getByLabel('The team’s phone').fill('+1 412 555 0177');
  await save(helen);
  await helen.getByText('Saved. Everybody sees it now.').waitFor();
  await save(rosa);
  const banner = rosa.getByRole('alert').filter({ hasText: 'Helen Adeyemi saved these settings' });
  await banner.getByText('You both changed: Place').waitFor();
  expect(await rosa.getByLabel('Place').inputValue()).toBe('Rosa’s hall');
  await banner.getByRole('button', { name: 'Take in their changes' }).click();
  expect(await rosa.getByLabel('The team’s phone').inputValue()).toBe('+1 412 555 0177');
  expect(await rosa.getByLabel('Place').inputValue()).toBe('Rosa’s hall');
  await save(rosa);
  await rosa.getByText('Saved. Everybody sees it now.').waitFor();
  await rosa.getByText('Rosa’s hall').waitFor();
  await rosa.getByText('+1 412 555 0177').waitFor();
  await rosa.getByText('Helen Adeyemi saved settings').waitFor();
});

test('somebody without the right reads rooms and numbers, on a phone, and changes nothing', async () => {
  const kenji = await deskOf('kenji', 360);
  await kenji.getByText('Room 25C').first().waitFor();
  await kenji.getByRole('link', { name: '911' }).waitFor();
  expect(await kenji.getByRole('button', { name: 'Change the settings' }).count()).toBe(0);
  expect(await kenji.getByRole('link', { name: 'New event' }).count()).toBe(0);
  expect(await kenji.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('what is wrong is listed, and each line leads to its field', async () => {
  const rosa = await deskOf('rosa', 360);
  await change(rosa);
  await rosa.getByLabel('Last day').first().fill('2027-05-01');
  await rosa.getByRole('button', { name: 'Add a contact' }).click();
  await save(rosa);
  const summary = rosa.getByRole('alert').filter({ hasText: '2 things need a look' });
  await summary.waitFor();
  await summary.getByRole('button', { name: /^Contacts, \d+: Name$/u }).click();
  expect(await rosa.evaluate(() => document.activeElement?.getAttribute('name'))).toMatch(/^contacts\.\d+\.name$/u);
  await summary.getByRole('button', { name: 'First day' }).click();
  expect(await rosa.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('from');
  expect(await rosa.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('the next event is copied: rooms move, contacts wait for one tap each, the form stays closed', async () => {
  const rosa = await deskOf('rosa');
  await rosa.getByRole('link', { name: 'Copy to the next one' }).click();
  await rosa.getByLabel('Name', { exact: true }).fill('PyHarbor US 2028');
  await rosa.getByLabel('First day').fill('2028-05-12');
  await rosa.getByLabel('Last day').fill('2028-05-16');
  await rosa.getByRole('button', { name: 'Continue' }).click();
  await rosa.getByText('Room 23 Quiet room, May 12').waitFor();
  await rosa.getByRole('button', { name: 'Sign and make the event' }).click();
  await rosa.getByRole('heading', { level: 1, name: 'PyHarbor US 2028' }).waitFor();
  await rosa.getByText('PyHarbor US 2028: the form is closed.').waitFor();
  const waiting = rosa.getByText('To be confirmed');
  const all = await waiting.count();
  expect(all).toBeGreaterThan(3);
  await rosa.getByRole('button', { name: /^It works: confirm Conduct team today$/u }).click();
  await rosa.getByText('Confirmed on').waitFor();
  expect(await waiting.count()).toBe(all - 1);
});

test('another procedure is put in force by a signature: the form changes at once, and no restart', async () => {
  const rosa = await deskOf('rosa');
  const form = async (): Promise<string> => (await fetch(served.origin + paths.handling(event))).text();
  const before = await form();
  await change(rosa);
  await rosa.getByRole('radio', { name: /as at Boston Python, version/u }).check();
  await rosa.getByText('With this, when you save: new reports follow').waitFor();
  await save(rosa);
  // It is a procedure for meet-ups, and nothing is saved before the event says that it is one.
  await rosa.getByText('The procedure was not written for an event of this kind.').waitFor();
  expect(await form()).toBe(before);
  await rosa.getByLabel('What kind of event?').selectOption('meet-up');
  await save(rosa);
  await rosa.getByText('Saved. Everybody sees it now.').waitFor();
  await rosa.getByRole('heading', { name: 'Procedure in force' }).waitFor();
  expect(await form()).not.toBe(before);
  expect(await form()).toContain('Boston Python');
});

test('who is on duty, the published programme and the words of a lock screen are settled at a phone', async () => {
  const rosa = await deskOf('rosa', 360);
  await change(rosa);
  const rota = rosa.getByRole('group', { name: 'Who is on duty' });
  await rota.getByRole('button', { name: 'Add a turn' }).click();
  const person = rota.getByLabel('Person').last();
  const offered = await person.locator('option').allTextContents();
  expect(offered).toContain('Amina Haidari');
  // Who reads no report could do nothing when woken.
  expect(offered).not.toContain('Owen Platt');
  await person.selectOption({ label: 'Amina Haidari' });
  await rota.getByRole('button', { name: 'Add', exact: true }).last().click();
  await rosa.getByLabel('What an alert says on a lock screen').fill('The kettle is on');
  const entry = { guid: 'talk-1', title: 'Fast queries', date: '2027-05-14T09:00:00-04:00', duration: '14:00' };
  const days = [{ date: '2027-05-14', rooms: { 'Room D': [entry, { ...entry, guid: 'x', title: '' }] } }];
  const schedule = { schedule: { conference: { days } } };
  await rosa.getByLabel('Choose a schedule.json').setInputFiles({
    name: 'schedule.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(schedule)),
  });
  await rosa.getByText('1 session, on ').waitFor();
  await rosa.getByText('1 entry was passed over').waitFor();
  await rosa.getByLabel('Choose a schedule.json').setInputFiles({
    name: 'other.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await rosa.getByText('This is no schedule.json of pretalx or frab.').waitFor();
  expect(await rosa.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await save(rosa);
  await rosa.getByText('Saved. Everybody sees it now.').waitFor();
  const { editions } = (await (await rosa.request.get('/api/desk')).json()) as {
    readonly editions: readonly { readonly edition: Edition }[];
  };
  const { rota: turns, programme, alertWords } = editions.map(({ edition }) => edition).find(({ id }) => id === event)!;
  expect(turns.map(({ members }) => members)).toEqual([['amina']]);
  expect(programme.map(({ title, room }) => [title, room])).toEqual([['Fast queries', 'Room D']]);
  expect(alertWords).toBe('The kettle is on');
  // None of it is on a page for everybody.
  const open = await (await rosa.request.get(paths.start(event))).text();
  for (const secret of ['The kettle is on', 'Fast queries']) expect(open).not.toContain(secret);
});
