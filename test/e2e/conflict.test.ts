import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { cast, event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** S05: the reported person is a lead, and nobody ticks him. */
const s05 = `Bonjour, je m'appelle Solène. J'utilise ce formulaire parce que je ne sais pas à qui m'adresser. Hier soir à la réception, Tomasz Brandt, qui figure sur votre liste de contacts, m'a dit trois fois que je devais ma bourse de voyage « à mon joli sourire ». J'ai changé de groupe, il m'a suivie jusqu'au vestiaire. Deux personnes ont entendu : mon collègue Idriss et une bénévole au badge vert. J'espère vraiment que ce n'est pas lui qui lira ce message.`;
/** S27: she notices too late that the witness is her brother. */
const s27 = `In the poster hall a bearded man with a walking stick told me loudly that “people like you only get in on quota”. Witness: Chidi, who ran the stand next door, he gave me water afterwards. Badge of the man: 0452.`;
/** S25: an appeal; a member of the board is his partner in business. */
const s25 = `To whom it may concern: on Monday you told me to leave and that I may not come back for two years. I have two witnesses, Bo and Trude, who were at the same table. I appeal. My partner Oleg Marin knows nothing of this. E. Sandoval-Reyes`;

const nobody = 'f'.repeat(32);
const nameOf = (id: string): string => cast.find((player) => player.id === id)?.name ?? '';

let served: Served;
let chrome: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
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

/** A browser of its own for everybody. What is not there for somebody answers 404, and Chrome says so. */
async function visitor(width = 1280): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width, height: 760 }, baseURL: served.origin });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) complaints.push(message.text());
  });
  return page;
}

/** Puts the rehearsal's clock forward, in the event's zone. */
async function at(local: string): Promise<void> {
  const answer = await fetch(served.origin + paths.rehearsal, {
    method: 'POST',
    headers: { origin: served.origin },
    body: new URLSearchParams({ to: local }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
}

/** Tells it, with these left out by a tick, or to this one alone; the eight words. */
async function report(text: string, leftOut: readonly string[] = [], only = ''): Promise<string> {
  const page = await visitor(360);
  await page.goto(paths.report(event));
  await page.locator('[name="what"]').fill(text);
  if (leftOut.length > 0) {
    await page.evaluate(() => location.replace('#q-team'));
    for (const id of leftOut) await page.locator('#q-team').getByLabel(nameOf(id)).first().check();
  }
  if (only !== '') {
    await page.evaluate(() => location.replace('#q-team'));
    await page.locator('#q-team details > summary').first().click();
    await page.locator(`#q-team input[type=radio][value="${only}"]`).check();
  }
  await page.evaluate(() => location.replace('#q-what'));
  await page.locator('button[value=check]:visible').first().click();
  await page.getByRole('button', { name: 'Send the report' }).click();
  const words = page.locator('[data-slot=words] li');
  await words.first().waitFor();
  return (await words.allTextContents()).join(' ');
}

async function unlock(desk: Page, who: string): Promise<Page> {
  await desk.locator('input[autocomplete=current-password]').fill(eightWordsOf(who));
  await desk.keyboard.press('Enter');
  await desk.locator('#owed, .case').first().waitFor();
  return desk;
}

/** The desk of one of the cast, unlocked. */
async function deskOf(who: string, width = 1280): Promise<Page> {
  const desk = await visitor(width);
  await desk.goto(paths.desk);
  return unlock(desk, who);
}

const codeNames = (desk: Page): Promise<readonly string[]> => desk.locator('.list .name').allTextContents();

const idsOf = (desk: Page): Promise<readonly string[]> =>
  desk.evaluate(async (asked) => {
    const list = (await (await fetch(asked)).json()) as { rows: { incident: string }[] };
    return list.rows.map(({ incident }) => incident);
  }, staffPaths.api.incidents);

/** Opens an incident from the list, which is asked for anew. */
async function openAt(desk: Page, incident: string): Promise<void> {
  await desk.getByRole('link', { name: 'Incidents', exact: true }).click();
  await desk.locator(`.list a[href$="${incident}"]`).click();
  await desk.locator('.case h1').waitFor();
}

/** What came in meanwhile, opened. */
async function openNew(desk: Page, before: readonly string[]): Promise<string> {
  const fresh = (await idsOf(desk)).filter((id) => !before.includes(id));
  expect(fresh).toHaveLength(1);
  const [incident = ''] = fresh;
  await openAt(desk, incident);
  return incident;
}

/** What one is answered over the network, byte for byte, without the server's clock. */
async function bytes(desk: Page, path: string): Promise<string> {
  return desk.evaluate(async (asked) => {
    const answer = await fetch(asked, { cache: 'no-store' });
    const headers = [...answer.headers].filter(([name]) => name !== 'date').map((pair) => pair.join(': '));
    return [answer.status, ...headers, (await answer.text()).replaceAll(/"now":\d+/gu, '')].join('\n');
  }, path);
}

/** Everything somebody's desk stands on, and the pages that show it. */
async function allOf(desk: Page): Promise<readonly string[]> {
  const { incidents, duties, desk: info, asked } = staffPaths.api;
  return Promise.all([incidents, duties, info, asked].map((path) => bytes(desk, path)));
}

/** The same answers, for an incident that is and for one that never was. */
async function looksAbsent(desk: Page, incident: string): Promise<void> {
  const { incident: whole, heads, incidentFile, askedFile } = staffPaths.api;
  for (const path of [
    whole,
    heads,
    (id: string) => incidentFile(id, '0'.repeat(64)),
    (id: string) => askedFile(id, '0'.repeat(64)),
  ]) {
    const real = await bytes(desk, path(incident));
    expect(real).toBe(await bytes(desk, path(nobody)));
    expect(real).toMatch(/^404\n/u);
  }
}

/** What the page of an incident says to who types its address. */
async function typed(desk: Page, who: string, incident: string): Promise<string> {
  await desk.goto(paths.deskIncident(incident));
  await unlock(desk, who);
  await desk.locator('.case h1').waitFor();
  return desk.locator('main').innerText();
}

async function mailboxOf(words: string): Promise<string> {
  const page = await visitor(360);
  await page.goto(paths.mailbox(event));
  await page.locator('#words-field').fill(words);
  await page.locator('#words button').first().click();
  await page.locator('#opened h1').waitFor();
  return page.locator('#opened').innerText();
}

describe('S05: a lead is named in the text, and nobody ticked him', () => {
  test('nothing of his desk changes, the reporter sees who reads it, and the address is that of nothing', async () => {
    const tomasz = await deskOf('tomasz');
    await tomasz.locator('.list li').first().waitFor();
    const [before, names] = [await allOf(tomasz), await codeNames(tomasz)];
    const rosa = await deskOf('rosa');
    const had = await idsOf(rosa);
    const words = await report(s05);
    const incident = await openNew(rosa, had);
    expect(await allOf(tomasz)).toEqual(before);
    await tomasz.bringToFront();
    await tomasz.evaluate(() => dispatchEvent(new Event('focus')));
    await tomasz.waitForLoadState('networkidle');
    expect(await codeNames(tomasz)).toEqual(names);
    await looksAbsent(tomasz, incident);
    expect(await typed(tomasz, 'tomasz', incident)).toBe(await typed(tomasz, 'tomasz', nobody));

    const told = await mailboxOf(words);
    for (const id of ['rosa', 'amina', 'kenji']) expect(told).toContain(nameOf(id));
    const said = told.replaceAll(s05, '');
    for (const player of cast.filter(({ id }) => !['rosa', 'amina', 'kenji'].includes(id)))
      expect(said).not.toContain(player.name);

    // Before she reads, she is asked, and shown the words where he is named.
    await rosa.getByRole('heading', { name: 'Before you read: is our Tomasz Brandt meant here?' }).waitFor();
    expect(await rosa.locator('main').innerText()).not.toContain('Bonjour');
    expect(await rosa.locator('blockquote').innerText()).toContain('Tomasz Brandt');
    await rosa.getByRole('button', { name: 'Yes, Tomasz Brandt stays out' }).click();
    await rosa.getByText('Bonjour').waitFor();
    expect(await rosa.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await allOf(tomasz)).toEqual(before);
  });
});

describe('S27: Rosa has read and written before she notices', () => {
  test('she steps aside with one tap: her open tab empties, her note stays, the others see who and when', async () => {
    await at('2027-05-16T15:00');
    const rosa = await deskOf('rosa');
    const had = await idsOf(rosa);
    await report(s27);
    await at('2027-05-16T15:04');
    const incident = await openNew(rosa, had);
    await rosa.getByText('Chidi, who ran the stand').waitFor();
    const link = await bytes(rosa, staffPaths.api.incident(incident));
    expect(link).toMatch(/^200\n/u);
    const tab = await visitor(360);
    await tab.goto(paths.deskIncident(incident));
    await unlock(tab, 'rosa');
    await tab.getByText('Chidi, who ran the stand').waitFor();
    const kenji = await deskOf('kenji');
    await openAt(kenji, incident);

    await at('2027-05-16T15:06');
    await rosa.getByRole('textbox', { name: 'Note', exact: true }).fill('The badge 0452 is on the vendor list.');
    await rosa.getByRole('button', { name: 'Keep note' }).press('Enter');
    await rosa.locator('.tl').getByText('The badge 0452 is on the vendor list.').waitFor();

    await at('2027-05-16T15:07');
    await rosa.getByRole('button', { name: 'Step aside' }).press('Enter');
    expect(await rosa.evaluate(() => document.activeElement?.textContent)).toContain('no need to say why');
    // One tap is enough: what she could still do is stay.
    await rosa.getByRole('heading', { name: 'You stepped aside' }).waitFor({ timeout: 20_000 });
    expect(await rosa.evaluate(() => document.activeElement?.textContent)).toBe('You stepped aside');
    expect(await rosa.locator('main').innerText()).not.toContain('Chidi');
    await rosa.locator(`.list a[href$="${incident}"]`).waitFor({ state: 'detached' });

    // The other tab, a phone that nobody touches.
    await tab.getByRole('heading', { name: 'This is not here.' }).waitFor({ timeout: 10_000 });
    expect(await tab.locator('body').innerText()).not.toMatch(/Chidi|0452/u);
    expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tab.getByRole('link', { name: 'All incidents' }).click();
    await tab.locator('#incidents').waitFor();
    await looksAbsent(rosa, incident);

    // Kenji's page, open all the time.
    await kenji
      .getByText(/Rosa Okafor stepped aside (?:today 15:07|May 16)/u)
      .first()
      .waitFor({ timeout: 15_000 });
    await kenji.getByText('Please do not talk about it with Rosa Okafor.').waitFor();
    const note = kenji.locator('.letter.note', { hasText: 'The badge 0452' });
    expect(await note.innerText()).toContain('has stepped aside since');
    await kenji.getByText('Who opened it, and when').click();
    const fetched = kenji.locator('details', { hasText: 'Who opened it, and when' });
    expect(await fetched.locator('li', { hasText: 'Rosa Okafor' }).allInnerTexts()).toContainEqual(
      expect.stringMatching(/15:0[4-7]/u),
    );

    // A note that names her is stopped once, and kept on a second tap.
    await kenji.getByRole('textbox', { name: 'Note', exact: true }).fill('Ask Rosa about the stand.');
    await kenji.getByRole('button', { name: 'Keep note' }).click();
    await kenji.getByText('This names Rosa Okafor.').waitFor();
    await kenji.getByRole('button', { name: 'Change the text' }).click();
    await kenji.getByRole('button', { name: 'Keep note' }).click();
    await kenji.getByRole('button', { name: 'Write it anyway' }).click();
    await kenji.locator('.tl').getByText('Ask Rosa about the stand.').waitFor();
  });
});

describe('S25: nobody of the first lines may have it, and one of the board is named', () => {
  test('it goes to Gwen alone; for Oleg and everybody else it does not exist; she cannot leave it to nobody', async () => {
    const oleg = await deskOf('oleg');
    const before = await allOf(oleg);
    await report(s25, ['rosa', 'tomasz', 'amina', 'kenji', 'yewande', 'piotr']);

    const gwen = await deskOf('gwen');
    const incident = await openNew(gwen, []);
    await gwen.getByRole('heading', { name: 'Before you read: is our Oleg Marin meant here?' }).waitFor();
    expect(await gwen.locator('main').innerText()).not.toContain('To whom it may concern');
    await gwen.getByRole('button', { name: 'Yes, Oleg Marin stays out' }).click();
    await gwen.getByText('To whom it may concern').waitFor();
    const readers = gwen.getByRole('region', { name: 'Who can read it' });
    expect(await readers.locator('.people').first().innerText()).toMatch(/^Gwen Abara\s+you$/u);

    expect(await allOf(oleg)).toEqual(before);
    await looksAbsent(oleg, incident);
    expect(await typed(oleg, 'oleg', incident)).toBe(await typed(oleg, 'oleg', nobody));
    for (const other of ['rosa', 'piotr']) await looksAbsent(await deskOf(other), incident);

    // She is the last: if she left, nobody in the team could open it, and she is told whom to turn to.
    await gwen.getByRole('button', { name: 'Step aside' }).click();
    await gwen.getByText('nobody in the team could open this').waitFor();
    await gwen.getByRole('region', { name: 'Step aside' }).getByText('Ruth Villanova').waitFor();
    expect(await gwen.getByRole('button', { name: 'Step aside now' }).count()).toBe(0);
  });
});

describe('among colleagues', () => {
  test('one is asked, says that they can stay, is set aside all the same, and comes back by two taps of another', async () => {
    const text = 'Somebody read my badge aloud and laughed.';
    const [rosa, kenji] = [await deskOf('rosa'), await deskOf('kenji', 360)];
    const had = await idsOf(rosa);
    await report(text);
    const incident = await openNew(rosa, had);
    await openAt(kenji, incident);
    await kenji.getByText(text).waitFor();
    // His role may not say it of others, and the page does not offer it.
    expect(await kenji.getByText('Should somebody stay out?').count()).toBe(0);

    await rosa.getByText('Should somebody stay out?').click();
    await rosa.getByLabel('Who', { exact: true }).selectOption({ label: 'Kenji Morita' });
    await rosa.getByRole('button', { name: 'Ask Kenji Morita' }).click();
    await rosa.getByText('Kenji Morita was asked.').first().waitFor();
    await kenji.getByRole('heading', { name: 'Rosa Okafor asks: should you stay out of this?' }).waitFor();
    await kenji.getByRole('button', { name: 'No, I can stay' }).press('Enter');
    await kenji.getByText('Kenji Morita can stay, by their own word').waitFor();
    expect(await kenji.evaluate(() => document.activeElement?.tagName)).toBe('H1');

    await rosa.getByText('Kenji Morita can stay, by their own word').waitFor();
    await rosa.getByLabel('Who', { exact: true }).selectOption({ label: 'Kenji Morita' });
    await rosa.getByRole('button', { name: 'Set Kenji Morita aside now' }).click();
    await rosa
      .getByText(/Kenji Morita was set aside by Rosa Okafor/u)
      .first()
      .waitFor();
    await kenji.getByRole('heading', { name: 'This is not here.' }).waitFor({ timeout: 10_000 });
    expect(await kenji.locator('body').innerText()).not.toContain(text);
    await looksAbsent(kenji, incident);

    await rosa.getByRole('button', { name: 'Let Kenji Morita come back' }).click();
    await rosa.getByText('Kenji Morita can be let in again.').waitFor();
    await looksAbsent(kenji, incident);
    await rosa.getByRole('button', { name: 'Let Kenji Morita in' }).click();
    await rosa.getByText('Can read it now: Kenji Morita').waitFor();
    await openAt(kenji, incident);
    await kenji.getByText(text).waitFor();
  });

  test('no lead is free: who reads it is offered a stand-in, and makes one by a tap', async () => {
    const text = 'All three leads were at that table.';
    const [kenji, yewande] = [await deskOf('kenji'), await deskOf('yewande')];
    const [had, seen] = [await idsOf(kenji), await idsOf(yewande)];
    await report(text, ['rosa', 'tomasz', 'amina']);
    await openNew(kenji, had);
    await kenji.getByRole('heading', { name: 'A stand-in is needed' }).waitFor();
    expect(await idsOf(yewande)).toEqual(seen);
    await kenji.getByRole('button', { name: 'Make Yewande Cole stand-in' }).click();
    await kenji.getByText('Kenji Morita made Yewande Cole stand-in').waitFor();
    await openNew(yewande, seen);
    await yewande.getByText(text).waitFor();
  });

  test('sent to Amina alone: she lets another in, and the reporter sees it', async () => {
    const text = 'Please let nobody else read this yet.';
    const [amina, rosa] = [await deskOf('amina'), await deskOf('rosa')];
    const [had, seen] = [await idsOf(amina), await allOf(rosa)];
    const words = await report(text, [], 'amina');
    const incident = await openNew(amina, had);
    await amina.getByText(text).waitFor();
    expect(await allOf(rosa)).toEqual(seen);
    await amina.getByRole('checkbox', { name: 'Rosa Okafor' }).check();
    await amina.getByRole('button', { name: 'Let them read it' }).click();
    await amina.getByText('More people can read it, and the reporter was told').waitFor();
    await openAt(rosa, incident);
    await rosa.getByText(text).waitFor();
    expect(await mailboxOf(words)).toContain('Rosa Okafor');
  });
});
