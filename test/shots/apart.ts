import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { cast, event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { shoot } from './shoot.ts';

/** Who is kept apart, as each of them sees it: the reporter, who reads, who steps aside, who is asked, who is alone. */
const solene = `Bonjour, je m'appelle Solène. J'utilise ce formulaire parce que je ne sais pas à qui m'adresser. Hier soir à la réception, Tomasz Brandt, qui figure sur votre liste de contacts, m'a dit trois fois que je devais ma bourse de voyage « à mon joli sourire ». J'ai changé de groupe, il m'a suivie jusqu'au vestiaire. Deux personnes ont entendu : mon collègue Idriss et une bénévole au badge vert. J'espère vraiment que ce n'est pas lui qui lira ce message.`;
const paloma = `In the poster hall a bearded man with a walking stick told me loudly that “people like you only get in on quota”. Witness: Chidi, who ran the stand next door, he gave me water afterwards. Badge of the man: 0452.`;
const arabic =
  'السلام عليكم. منذ يوم الجمعة يرسل لي أحد الحاضرين رسائل كل ليلة. رأتنا Dana Whitlock عند المدخل، ويقول إنه يعرف رقم غرفتي (417). 🙏';

const nameOf = (id: string): string => cast.find((player) => player.id === id)?.name ?? '';

interface Stage {
  readonly chrome: Browser;
  readonly look: string;
  readonly options: BrowserContextOptions;
  readonly origin: string;
}

const visitor = async ({ chrome, options, origin }: Stage, locale = 'en-US'): Promise<Page> =>
  (await chrome.newContext({ locale, ...options, baseURL: origin })).newPage();

interface Telling {
  readonly text: string;
  readonly leftOut?: readonly string[];
  readonly only?: string;
  readonly who?: string;
}

/** Told with the form, up to the page before sending. */
async function told(page: Page, { text, leftOut = [], only = '', who = '' }: Telling): Promise<void> {
  const to = (id: string): Promise<void> => page.evaluate((at) => location.replace(`#q-${at}`), id);
  await page.locator('[name="what"]').fill(text);
  if (who !== '') {
    await to('who');
    await page.locator('#q-who input[type=text], #q-who input:not([type])').first().fill(who);
  }
  await to('team');
  for (const id of leftOut) await page.locator('#q-team').getByLabel(nameOf(id)).first().check();
  if (only !== '') {
    await page.locator('#q-team details > summary').first().click();
    await page.locator(`#q-team input[type=radio][value="${only}"]`).check();
  }
  await to('what');
  await page.locator('button[value=check]:visible').first().click();
  await page.locator('[data-act=send]').waitFor();
}

/** Sends it; the eight words. */
async function sent(page: Page): Promise<string> {
  await page.locator('[data-act=send]').click();
  const words = page.locator('#sent [data-slot=words] li');
  await words.first().waitFor();
  return (await words.allTextContents()).join(' ');
}

async function report(stage: Stage, telling: Telling): Promise<void> {
  const page = await visitor(stage);
  await page.goto(paths.report(event));
  await told(page, telling);
  await sent(page);
  await page.context().close();
}

async function deskOf(stage: Stage, id: string, locale = 'en-US'): Promise<Page> {
  const page = await visitor(stage, locale);
  await page.goto(paths.desk);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf(id));
  await page.keyboard.press('Enter');
  await page.locator('#owed').waitFor();
  return page;
}

const idsOf = (desk: Page): Promise<readonly string[]> =>
  desk.evaluate(async (asked) => {
    const list = (await (await fetch(asked)).json()) as { rows: { incident: string }[] };
    return list.rows.map(({ incident }) => incident);
  }, staffPaths.api.incidents);

/** From the list, which is asked for anew. */
async function openAt(desk: Page, incident: string): Promise<void> {
  if ((await desk.locator('.case .back:visible').count()) > 0) await desk.locator('.case .back:visible').click();
  await desk.getByRole('link', { name: 'Incidents', exact: true }).click();
  await desk.locator(`.list a[href$="${incident}"]`).click();
  await desk.locator('.account, .ask.alone').first().waitFor();
}

/** A report is told, and one of those who receive it opens it. */
async function openNew(stage: Stage, desk: Page, telling: Telling): Promise<string> {
  const had = await idsOf(desk);
  await report(stage, telling);
  const incident = (await idsOf(desk)).find((id) => !had.includes(id));
  if (incident === undefined) throw new Error('it was not received');
  await openAt(desk, incident);
  return incident;
}

/** Solène names a lead whom she did not tick: what her three pages say of it. */
async function reporterPages(stage: Stage): Promise<void> {
  for (const [suffix, locale] of [
    ['', 'en'],
    ['-es', 'es'],
  ] as const) {
    const page = await visitor(stage);
    await page.goto(`${paths.report(event)}?l=${locale}`);
    await told(page, { text: solene });
    await shoot(page, stage.look, `apart-check${suffix}`, '[data-slot=readers], #check h2');
    const words = await sent(page);
    await shoot(page, stage.look, `apart-receipt${suffix}`);
    await page.goto(`${paths.mailbox(event)}?l=${locale}`);
    await page.locator('#words-field').fill(words);
    await page.locator('#words button').first().click();
    await page.locator('#opened h1').waitFor();
    await shoot(page, stage.look, `apart-mailbox${suffix}`);
    await page.context().close();
  }
}

/** The same words in Spanish; and the whole of what the one who is named is shown. */
async function readInSpanish(stage: Stage, incident: string): Promise<void> {
  const { look } = stage;
  const amina = await deskOf(stage, 'amina', 'es-ES');
  await amina.locator('nav a[href="/desk/incidents"]').click();
  await amina.locator(`.list a[href$="${incident}"]`).click();
  await amina.locator('.ask.alone .btn:enabled').first().waitFor();
  await shoot(amina, look, 'apart-question-es');
  await amina.locator('.ask.alone .as-link').click();
  await amina.locator('.account').waitFor();
  await amina.locator('.step-aside').click();
  await shoot(amina, look, 'apart-stepping-es');
  await amina.keyboard.press('Escape');
  await amina.locator('.around details > summary').evaluateAll((all) => {
    for (const one of all) if (one instanceof HTMLElement) one.click();
  });
  await amina.locator('.say-out select').selectOption({ label: nameOf('kenji') });
  await shoot(amina, look, 'apart-people-es', '.around');
  await amina.context().close();
  const tomasz = await deskOf(stage, 'tomasz');
  await shoot(tomasz, look, 'apart-unseen-list');
  await tomasz.goto(paths.deskIncident(incident));
  await tomasz.locator('input[autocomplete=current-password]').fill(eightWordsOf('tomasz'));
  await tomasz.keyboard.press('Enter');
  await tomasz.locator('.gone h1').waitFor();
  await shoot(tomasz, look, 'apart-unseen');
  await tomasz.context().close();
}

/** A name is in it: the question before reading, the way out, and everybody around it. */
async function readingPages(stage: Stage, rosa: Page, kenji: Page): Promise<void> {
  const { look } = stage;
  const incident = await openNew(stage, rosa, { text: solene });
  await rosa.locator('.ask.alone .btn:enabled').first().waitFor();
  await shoot(rosa, look, 'apart-question');
  await openAt(kenji, incident);
  await shoot(kenji, look, 'apart-waits');
  await readInSpanish(stage, incident);
  await rosa.getByRole('button', { name: 'Read first, answer later' }).click();
  await rosa.locator('.account').waitFor();
  await shoot(rosa, look, 'apart-question-later');
  await rosa.getByRole('button', { name: 'Step aside', exact: true }).click();
  await shoot(rosa, look, 'apart-stepping');
  await rosa.getByRole('button', { name: 'Stay', exact: true }).click();
  await rosa.getByText('Should somebody stay out?').click();
  await rosa.getByLabel('Who', { exact: true }).selectOption({ label: nameOf('kenji') });
  await rosa.locator('.around details:not([open]) > summary').evaluateAll((all) => {
    for (const one of all) if (one instanceof HTMLElement) one.click();
  });
  await shoot(rosa, look, 'apart-people', '.around');
  await rosa.getByRole('button', { name: `Ask ${nameOf('kenji')}` }).click();
  await kenji.locator('.card.ask', { hasText: 'asks: should you' }).waitFor({ timeout: 15_000 });
  await shoot(kenji, look, 'apart-asked-of-me');
}

/** Rosa notices too late; who reads it after her sees that she was there. */
async function steppedPages(stage: Stage, rosa: Page, kenji: Page): Promise<void> {
  const { look } = stage;
  const incident = await openNew(stage, rosa, { text: paloma });
  await rosa.getByRole('textbox', { name: 'Note', exact: true }).fill('The badge 0452 is on the vendor list.');
  await rosa.getByRole('button', { name: 'Keep note' }).click();
  await rosa.locator('.tl').getByText('The badge 0452').waitFor();
  await shoot(rosa, look, 'apart-nothing');
  await rosa.getByRole('button', { name: 'Step aside', exact: true }).click();
  await rosa.getByRole('button', { name: 'Step aside now' }).click();
  await rosa.locator('.gone h1').waitFor({ timeout: 20_000 });
  await shoot(rosa, look, 'apart-stepped');
  await openAt(kenji, incident);
  await kenji.locator('.aside').waitFor();
  await kenji.getByRole('textbox', { name: 'Note', exact: true }).fill('Ask Rosa about the stand.');
  await kenji.getByRole('button', { name: 'Keep note' }).click();
  await kenji.locator('.stop').waitFor();
  await shoot(kenji, look, 'apart-aside');
  await shoot(kenji, look, 'apart-stop', 'form:has(.stop)');
  await shoot(kenji, look, 'apart-marked', '.tl');
}

/** The rule for a stand-in, a report to one alone, and one who is alone with it. */
async function alonePages(stage: Stage, kenji: Page): Promise<void> {
  const { look } = stage;
  await openNew(stage, kenji, { text: 'All three were at that table.', leftOut: ['rosa', 'tomasz', 'amina'] });
  await shoot(kenji, look, 'apart-stand-in');
  const amina = await deskOf(stage, 'amina');
  await openNew(stage, amina, { text: 'Please let nobody else read this yet.', only: 'amina' });
  await shoot(amina, look, 'apart-widen', '.around');
  await openNew(stage, amina, { text: arabic });
  await amina.locator('.ask.alone .btn:enabled').first().waitFor();
  await shoot(amina, look, 'apart-question-arabic');
  await amina.context().close();
  const gwen = await deskOf(stage, 'gwen');
  await openNew(stage, gwen, {
    text: 'Everybody I know of was there, and Oleg Marin too.',
    leftOut: ['rosa', 'tomasz', 'amina', 'kenji', 'yewande', 'piotr'],
  });
  await gwen.getByRole('button', { name: 'Yes, Oleg Marin stays out' }).click();
  await gwen.locator('.account').waitFor();
  await gwen.getByRole('button', { name: 'Step aside', exact: true }).click();
  await shoot(gwen, look, 'apart-nobody-left');
  await gwen.context().close();
}

/** All of it in one look. */
export async function apartPages(stage: Stage): Promise<void> {
  const part = async (name: string, run: () => Promise<void>): Promise<void> => {
    await run().catch((error: unknown) => console.log(`${stage.look} ${name}: ${String(error).split('\n')[0]}`));
  };
  await part('named', () => reporterPages(stage));
  const [rosa, kenji] = [await deskOf(stage, 'rosa'), await deskOf(stage, 'kenji')];
  await part('reading', () => readingPages(stage, rosa, kenji));
  await part('stepped', () => steppedPages(stage, rosa, kenji));
  await part('alone', () => alonePages(stage, kenji));
  for (const desk of [rosa, kenji]) await desk.context().close();
}

/** Under a procedure that opens in two steps: one is asked about names before anything is shown. */
export async function askedPage(stage: Stage): Promise<void> {
  await report(stage, { text: 'He stood in my way twice.', who: 'Anselm Vogt, from the hotel desk' });
  const kenji = await deskOf(stage, 'kenji');
  await kenji.getByRole('heading', { name: 'Do you know them?' }).waitFor();
  await shoot(kenji, stage.look, 'apart-asked');
  await kenji.context().close();
}
