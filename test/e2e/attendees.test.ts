import { Buffer } from 'node:buffer';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faultsOf, fillIn, formOf, journey, openAt, press, turnTo, unfold, type Journey } from '#kit/journey.ts';
import { event } from '#rehearsal/cast.ts';
import { paths } from '#wire/paths.ts';

/** Somebody is looked up by their badge: brought in by one, looked up by another, out of reach of a third. */
let way: Journey;
let incident = '';

beforeAll(async () => {
  way = await journey('pycon-us');
});
afterAll(() => way.end());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await way.broke();
  const said = way.complaints();
  if (said.length > 0) throw new Error(said.join('\n'));
});

/** Nothing that axe knows, nothing beside the screen of a phone; pictures where they are asked for. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page), name).toEqual([]);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, name).toBe(0);
  expect(await faultsOf(page), `${name}, 360 px`).toEqual([]);
  if (before !== null) await page.setViewportSize(before);
  await way.picture(page, `attendees-${name}`);
}

async function eventAt(who: string): Promise<Locator> {
  const desk = await way.desk(who);
  await desk.getByRole('link', { name: 'Event', exact: true }).click();
  const list = desk.locator('section.attendees');
  await list.waitFor();
  return list;
}

/** As Windows writes it: one byte a letter, semicolons. */
const csv = Buffer.from(
  [
    'Attendee name;Badge number;E-mail;Company;Ribbon;Dietary',
    'Ren Sato;0452;ren@example.org;Harbor Tools;Speaker;none',
    'Zo\u00EB M\u00FCller;0007;zoe@example.org;"M\u00FCller; S\u00F6hne";;vegan',
    'Renata Silva;1310;;=1+1;;',
    ';;nobody@example.org;;;',
    'In\u00E9s Garc\u00EDa;0999;;;Sponsor;',
  ].join('\r\n'),
  'latin1',
);

const choose = (list: Locator, name: string, buffer: Buffer): Promise<void> =>
  list.getByLabel('Choose the export').setInputFiles({ name, mimeType: 'text/csv', buffer });

/** Whether a member may look; what they do stands in the same label. */
const tickOf = (list: Locator, name: string): Locator =>
  list.getByRole('checkbox', { name: new RegExp(`^${name}`, 'u') });

const lookUp = async (form: Locator, asked: string): Promise<void> => {
  await form.getByLabel('Badge number, or the beginning of a name').fill(asked);
  await form.page().keyboard.press('Enter');
};

test('a list is read in the browser, shown as it would be kept, and locked to who is ticked', async () => {
  const list = await eventAt('rosa');
  await list.getByText('There is no list.').waitFor();
  await list.locator('summary', { hasText: 'Bring in a list' }).click();
  await choose(list, 'badges.csv', Buffer.from('%PDF-1.7'));
  await list.getByText('badges.csv: This is no CSV file').waitFor();
  await choose(list, 'people.csv', csv);
  await list.getByText('4 people are kept. 1 line is passed over').waitFor();
  expect(await list.locator('.attendees-seen li').allInnerTexts()).toEqual([
    'Ren Sato\nBadge 0452 · Harbor Tools · Speaker',
    'Zo\u00EB M\u00FCller\nBadge 0007 · M\u00FCller; S\u00F6hne',
    'Renata Silva\nBadge 1310 · =1+1',
  ]);
  expect(await list.getByLabel('Role, ribbon or ticket').locator('option:checked').innerText()).toBe('Ribbon');
  expect(await list.page().content()).not.toContain('example.org');
  // Another file that is none takes nothing away.
  await choose(list, 'later.csv', Buffer.from('Name\nRen\n'));
  await list.getByText('later.csv: There is only one column.').waitFor();
  await list.getByText('4 people are kept.').waitFor();
  await looked(list.page(), 'bring-in');
  for (const name of ['Rosa Okafor', 'Kenji Morita', 'Amina Haidari'])
    expect(await tickOf(list, name).isChecked(), name).toBe(true);
  for (const name of ['Owen Platt', 'Dana Whitlock', 'Sam Keller'])
    expect(await tickOf(list, name).isChecked(), name).toBe(false);
  await tickOf(list, 'Amina Haidari').uncheck();
  await list.getByRole('button', { name: 'Lock and bring in' }).click();
  await list.getByText('The list is locked and brought in, with 4 people.').waitFor();
  expect(
    await list
      .getByRole('heading')
      .first()
      .evaluate((one) => one === document.activeElement),
  ).toBe(true);
  const there = list.locator('dl');
  expect(await there.innerText()).toMatch(/By Rosa Okafor, today/u);
  expect(await there.innerText()).toMatch(/Kenji Morita/u);
  expect(await there.innerText()).not.toMatch(/Amina/u);
  await looked(list.page(), 'there');
});

test('who may not settle the event sees that it is there and what becomes of it, and no form', async () => {
  const list = await eventAt('kenji');
  await list.getByText(/At the end of/u).waitFor();
  expect(await list.getByRole('button').count()).toBe(0);
  expect(await list.locator('summary').count()).toBe(0);
  expect(await list.page().content()).not.toMatch(/Sato|Renata/u);
});

test('a reader looks up a badge out of an incident, uses it in a person, and the incident says that they looked', async () => {
  const kenji = await way.desk('kenji');
  const before = await way.incidentsOf(kenji);
  await way.report('Somebody took photos of me after I said no. Badge 452 I think.');
  incident = (await way.incidentsOf(kenji)).find((id) => !before.includes(id)) ?? '';
  await kenji.reload();
  await way.desk('kenji');
  await openAt(kenji, incident);
  await turnTo(kenji, 'People');
  const sent: string[] = [];
  kenji.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const form = await formOf(kenji, 'Add somebody');
  const button = form.getByRole('button', { name: 'Look up a badge or name' });
  await button.click();
  await form.getByText('That you looked is noted in this incident.').waitFor();
  await lookUp(form, 'nobody-here');
  await form.getByText('Nobody fits.').waitFor();
  await lookUp(form, 'ren');
  await form.getByText('2 people fit.').waitFor();
  await looked(kenji, 'found');
  await press(form, 'Close');
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await kenji.content()).not.toMatch(/Sato|Renata|Harbor Tools/u);
  await button.click();
  await lookUp(form, '#452');
  await form.getByText('1 person fits.').waitFor();
  await press(form, 'Use this: Ren Sato');
  await form.getByText('Name and badge stand in the form.').waitFor();
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Ren Sato');
  expect(await form.getByLabel('Other names, handles, badge').inputValue()).toBe('0452');
  await form.getByRole('group', { name: 'Their part in it' }).getByRole('checkbox').first().check();
  await press(form, 'Save');
  await kenji.locator('.card.person h4', { hasText: 'Ren Sato' }).waitFor();
  expect(sent.filter((one) => /nobody-here|Sato|#452|%23452/iu.test(one))).toEqual([]);
  expect(sent.some((one) => one.includes('attendees'))).toBe(true);
  await turnTo(kenji, 'Story');
  const log = kenji.locator('details', { hasText: 'Who opened it, and when' }).locator('li');
  await unfold(log.first());
  const looks = (await log.allInnerTexts()).filter((line) => line.startsWith('Kenji Morita looked in the list'));
  expect(looks).toHaveLength(3);
  await looked(kenji, 'log');
});

test('who is no reader has no button, and sees who looked', async () => {
  const amina = await way.desk('amina');
  await amina.reload();
  await way.desk('amina');
  await openAt(amina, incident);
  await unfold(amina.getByText('Kenji Morita looked in the list of attendees').first());
  await turnTo(amina, 'People');
  const form = await formOf(amina, 'Add somebody');
  await form.getByLabel('Name', { exact: true }).waitFor();
  expect(await amina.getByRole('button', { name: 'Look up', includeHidden: true }).count()).toBe(0);
});

test('in Spanish, from right to left or on a phone, both pages say the same', async () => {
  const rosa = await way.desk('rosa');
  const list = await eventAt('rosa');
  await rosa.getByRole('button', { name: 'Español' }).click();
  await list.getByRole('heading', { name: 'Lista de asistentes' }).waitFor();
  await list.locator('summary', { hasText: 'Incorporar una lista más nueva' }).click();
  await list.getByLabel('Elige la exportación').setInputFiles({ name: 'gente.csv', mimeType: 'text/csv', buffer: csv });
  await list.getByText('Se guardan 4 personas.').waitFor();
  // Who could look before is ticked again, and nobody else.
  expect(await tickOf(list, 'Kenji Morita').isChecked()).toBe(true);
  expect(await tickOf(list, 'Amina Haidari').isChecked()).toBe(false);
  await looked(rosa, 'es');
  await rosa.evaluate(() => (document.documentElement.dir = 'rtl'));
  await looked(rosa, 'rtl');
  await rosa.evaluate(() => (document.documentElement.dir = 'ltr'));
  await rosa.getByRole('button', { name: 'English' }).click();
});

test('once it is deleted it is gone for everybody, also for a page that does not know it yet', async () => {
  const kenji = await way.desk('kenji');
  await turnTo(kenji, 'People');
  const form = await formOf(kenji, 'Add somebody');
  await press(form, 'Look up a badge or name');
  const list = await eventAt('rosa');
  await list.locator('summary', { hasText: 'Delete it now' }).click();
  await looked(list.page(), 'delete');
  await press(list, 'Delete the list of attendees');
  await list.getByText('The list is deleted.').waitFor();
  await list.getByText('There is no list.').waitFor();
  await fillIn(form, { 'Badge number, or the beginning of a name': '0452' });
  await kenji.keyboard.press('Enter');
  await form.getByText('The list is not there any more').waitFor();
  expect(await kenji.content()).not.toContain('Harbor Tools');
});

test('two weeks after the event nothing can be brought in any more', async () => {
  await way.later('2027-07-01T10:00');
  const rosa = await way.desk('rosa');
  await rosa.goto(way.origin + paths.deskEvent(event));
  await way.desk('rosa');
  const list = rosa.locator('section.attendees');
  await list.getByText('The event has been over for more than fourteen days.').waitFor();
  expect(await list.locator('summary').count()).toBe(0);
});
