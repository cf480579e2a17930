import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { keptOffline, signedIn, spokenOn, type Phone } from '#kit/hallway-phone.ts';
import { faultsOf, formOf, journey, openAt, type Journey } from '#kit/journey.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { say } from '#domain/procedure/procedure.ts';
import { desk } from '#words/made/en/desk.ts';
import { pages } from '#words/made/en/pages.ts';
import { returning } from '#words/made/en/returning.ts';
import { versionOf } from '../unit/pages/world.ts';
import type { Language } from '#words/words.ts';

// Somebody tells Priya at a mentoring desk, without a network, at 11:20; it is handed over at 13:05 (S03).

const theirWords =
  "It's stupid, it's small. I sat down at the mentoring desk and he asked if I was waiting for my boyfriend. I said no, I have a question about packaging. He explained what a function is. I said I maintain two packages. He said “sure, with help”. It was only us. If you talk to him he knows it's me.";
const unasked = 'They should not let him mentor any more, but whatever.';

let chrome: Browser;
let way: Journey;
const complaints: string[] = [];
beforeAll(async () => {
  [chrome, way] = await Promise.all([browser().then((how) => chromium.launch(how)), journey('pycon-us')]);
}, 180_000);
afterAll(async () => {
  await chrome.close();
  await way.end();
});

async function phoneOf(language: Language): Promise<BrowserContext> {
  const context = await chrome.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    baseURL: way.origin,
    locale: language,
  });
  context.setDefaultTimeout(20_000);
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED/u.test(message.text()))
        complaints.push(message.text());
    });
  });
  return context;
}

/** Everything that a thumb must hit is at least 44 CSS pixels high and wide enough, or part of something that is. */
async function tooSmall(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], summary, label.choice, input[type=text], textarea, select',
      ),
    ]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => one.closest('[hidden], .skip') === null && !one.matches('.skip'))
      .filter((one) => one.getBoundingClientRect().height < 43.5)
      .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 40)} ${one.getBoundingClientRect().height}`),
  );
}

/** What every card must be for a thumb and for a screen reader. */
async function holds(phone: Phone, seen: string[]): Promise<void> {
  const { page } = phone;
  const focused = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const headed = (await page.getByRole('main').getByRole('heading', { level: 1 }).count()) > 0;
  const card = seen.at(-1) ?? '';
  expect({ card, focused, sideways, headed, small: await tooSmall(page), faults: await faultsOf(page) }).toEqual({
    card,
    focused: true,
    sideways: false,
    headed: true,
    small: [],
    faults: [],
  });
}

/** Takes S03 down, card by card; what each card was called. */
async function takenDown(phone: Phone, language: Language, look: boolean): Promise<readonly string[]> {
  const { t, home } = spokenOn[language];
  const { page, tap, button } = phone;
  const { procedure } = versionOf('pycon-us');
  const question = (id: string) => {
    const found = procedure.questions.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no question ${id}`);
    const option = (of: string): string =>
      say(found.options.find((one) => one.id === of)?.label ?? { en: '' }, language);
    return { label: say(found.label, language), option };
  };
  const seen: string[] = [];
  await tap(button(home.tellingMe()));
  await tap(button(home.inPerson()));
  const card = page.getByText(/^(?:Card|Tarjeta) \d+/u);
  const shown = async (): Promise<string> => {
    const heading = await phone.heading();
    seen.push(heading);
    if (look) await holds(phone, seen);
    return heading;
  };
  const moved = async (act: () => Promise<void>): Promise<void> => {
    const before = await card.innerText();
    await act();
    await expect.poll(() => card.innerText()).not.toBe(before);
  };
  const radio = (name: string) => page.getByRole('radio', { name, exact: true });
  await card.waitFor();
  // The quiet place, with the room of today.
  await shown();
  expect(await page.getByRole('main').innerText()).toContain(t.roomToday({ room: 'Room 25C' }));
  await moved(() => tap(button(t.quietYes())));
  await shown();
  await moved(() => tap(button(t.safetyYes())));
  for (let steps = 0; steps < 30; steps++) {
    const heading = await shown();
    const main = await page.getByRole('main').innerText();
    if (main.includes(t.readReaders())) break;
    const pick = async (name: string): Promise<void> => tap(page.locator('label.choice').filter({ has: radio(name) }));
    if (await button(t.wordsDone()).isVisible()) {
      await moved(() => tap(button(t.wordsDone())));
      continue;
    }
    if (await button(t.triageSoon()).isVisible()) {
      await moved(() => tap(button(t.triageSoon())));
      continue;
    }
    if (await button(t.justNow()).isVisible()) await tap(button(t.justNow()));
    if (main.includes(t.theirWords())) await page.getByRole('textbox').first().fill(theirWords);
    if (heading.startsWith(question('ongoing').label)) await pick(question('ongoing').option('no'));
    if (await page.getByText(t.tellUnsure(), { exact: true }).first().isVisible()) {
      await page.locator('fieldset.three label.choice').first().waitFor();
      await tap(page.locator('fieldset.three label.choice').first());
    }
    if (await button(t.unaskedOpen()).isVisible()) {
      await tap(button(t.unaskedOpen()));
      await page.getByRole('textbox').first().fill(unasked);
    }
    const naming = page.locator('input[value=no-name]');
    if ((await naming.count()) > 0) await tap(page.locator('label.choice').filter({ has: naming }));
    const next = button(t.continue()).or(button(t.trustedNo())).or(button(t.crisisGiven()));
    await moved(() => tap(next.last()));
  }
  return seen;
}

/** A member's phone on which a report was just begun. */
async function begun(member: string, language: Language): Promise<Phone> {
  const context = await phoneOf(language);
  await context.clock.setSystemTime(new Date('2027-05-15T14:00:00-04:00'));
  const phone = await signedIn(context, member, language);
  const { home } = spokenOn[language];
  await phone.tap(phone.button(home.tellingMe()));
  await phone.tap(phone.button(home.inPerson()));
  return phone;
}

describe('a slight that was told to Priya in a hallway, without a network (S03)', () => {
  test('from the first card to the reporter’s own words', async () => {
    const { t, home } = spokenOn.en;
    await way.at('2027-05-15T11:15');
    const others = await way.incidentsOf(await way.desk('rosa'));
    const context = await phoneOf('en');
    await context.clock.setSystemTime(new Date('2027-05-15T11:15:00-04:00'));
    const phone = await signedIn(context, 'priya', 'en');
    await keptOffline(phone);

    // 11:20, and no network from here on: it opens all the same.
    await context.setOffline(true);
    await context.clock.setSystemTime(new Date('2027-05-15T11:20:00-04:00'));
    await phone.page.reload();
    await phone.button(home.tellingMe()).waitFor();
    // Her words open her key without a network too, so that what she takes is signed.
    await phone.button(home.signIn()).click();
    await phone.page.getByLabel(home.enterWords()).fill(eightWordsOf('priya'));
    await phone.page.keyboard.press('Enter');
    await phone.button(home.signIn()).waitFor({ state: 'detached' });
    const before = phone.taps();
    const seen = await takenDown(phone, 'en', true);
    expect(seen.length).toBeGreaterThan(15);

    // He would know: without an answer about their own safety it cannot be finished, and the page says what is missing.
    const { page, tap, button } = phone;
    expect(await page.getByRole('main').innerText()).toContain(t.missingWorry());
    await button(t.finish()).tap({ force: true });
    expect(await button(t.finish()).isVisible()).toBe(true);
    await tap(button(t.missingWorry()));
    const worry = page.locator('label.choice').filter({ has: page.locator('input[name="worry"][value="yes"]') });
    await tap(worry);
    // Back to the end, card by card as it stands.
    for (let steps = 0; steps < 12 && !(await button(t.finish()).isVisible()); steps++) {
      if (await button(t.triageSoon()).isVisible()) await tap(button(t.triageSoon()));
      else await tap(button(t.continue()).or(button(t.trustedNo())).or(button(t.crisisGiven())).last());
      await page.waitForFunction(() => document.querySelector('main') !== null);
    }
    await page.getByText(theirWords).waitFor();
    await tap(button(t.finish()));
    await page.getByText(t.doneLocked()).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Rosa Okafor');
    const words = (await page.locator('main ol bdi').allInnerTexts()).slice(0, 8);
    expect(words).toHaveLength(8);
    const taps = phone.taps() - before;
    console.log(`S03: ${taps} taps on ${seen.length} cards; at two seconds each ${taps * 2} s`);
    expect(taps * 2).toBeLessThanOrEqual(120);
    await tap(button(t.doneEnd()));
    await page.getByText(home.heldWaiting()).waitFor();

    // 13:05: the network is back, and it goes by itself.
    await way.at('2027-05-15T13:05');
    await context.clock.setSystemTime(new Date('2027-05-15T13:05:00-04:00'));
    await context.setOffline(false);
    await page.getByText(home.sentNow({ count: 1 })).waitFor({ timeout: 60_000 });
    await page.getByText(home.heldWaiting()).waitFor({ state: 'detached' });

    // Rosa reads it: both times, whose words these are, and what was said without being asked, apart.
    await way.later('2027-05-15T13:06');
    const rosa = await way.desk('rosa');
    const incident = (await way.incidentsOf(rosa)).find((id) => !others.includes(id)) ?? '';
    await openAt(rosa, incident);
    const account = rosa.getByRole('main');
    await account.getByText('I sat down at the mentoring desk', { exact: false }).first().waitFor();
    const read = await account.innerText();
    for (const said of ['Priya Nair, who signed it', '11:20', '13:05', 'Transcribed by Priya Nair', unasked])
      expect(read).toContain(said);
    await way.picture(rosa, 'hallway-read');

    // Priya took it, and it does not exist for her: the very answer of an incident that never was.
    const priya = await way.desk('priya');
    const answers = await priya.evaluate(
      (asked) =>
        Promise.all(
          asked.map(async (path) => {
            const answer = await fetch(path);
            return { status: answer.status, text: await answer.text() };
          }),
        ),
      [staffPaths.api.incident(incident), staffPaths.api.incident('f'.repeat(32))],
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(404);
    expect(await way.incidentsOf(priya)).toEqual([]);

    // The reporter comes with the card: first words of their own, then the conversation.
    const reporter = await way.visitor(360);
    const enter = async (typed: string): Promise<void> => {
      await reporter.goto(paths.mailbox(event));
      await reporter.locator('#words-field').fill(typed);
      await reporter.locator('#words button').first().click();
    };
    await enter(words.join(' '));
    await reporter.getByRole('heading', { name: pages.paperTitle() }).waitFor();
    expect(await reporter.locator('textarea:visible').count()).toBe(0);
    await reporter.getByRole('button', { name: pages.paperDo() }).click();
    await reporter.getByRole('button', { name: returning.moveConfirm() }).click();
    const list = reporter.locator('.words li:visible');
    await list.first().waitFor();
    const own = (await list.allTextContents()).join(' ');
    expect(own).not.toBe(words.join(' '));

    await way.later('2027-05-15T13:41');
    await way.desk('rosa');
    await openAt(rosa, incident);
    const form = await formOf(rosa, desk.acknowledgeAndWrite());
    await form.getByRole('textbox', { name: desk.message() }).fill('Thank you for telling Priya. – Rosa');
    await form.getByRole('button', { name: desk.acknowledgeAndSend() }).click();
    await rosa.getByText('Thank you for telling Priya. – Rosa').first().waitFor();
    await enter(own);
    await reporter.getByText('Thank you for telling Priya. – Rosa').first().waitFor();
    expect([...way.complaints()]).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);

  test('given somebody is not safe, help comes first and the draft stays as it was', async () => {
    const { t, home } = spokenOn.en;
    const { page, tap, button } = await begun('dana', 'en');
    await tap(button(t.quietNo()));
    await tap(button(t.safetyNo()));
    await page.getByRole('heading', { name: home.emergencyTitle() }).waitFor();
    const main = page.getByRole('main');
    expect(await main.getByRole('link', { name: /911/u }).first().getAttribute('href')).toBe('tel:911');
    expect(await main.getByRole('link', { name: /988/u }).first().getAttribute('href')).toBe('tel:988');
    expect(await main.innerText()).toContain(home.draftStays());
    await tap(button(home.goOn()));
    await main.getByText(t.card({ n: '2', of: '21' })).waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  test('what is never said stays in reach on every card', async () => {
    const { t, home } = spokenOn.es;
    const { procedure } = versionOf('pycon-us');
    const { page, tap, button } = await begun('dana', 'es');
    for (const answer of [t.quietNo(), t.safetyYes(), t.continue()]) {
      const bar = page.getByText(home.dontsShort(), { exact: true });
      await tap(bar);
      for (const { text, instead } of procedure.intake.nevers)
        for (const words of [text, instead].filter((one) => one !== undefined))
          await page.getByText(say(words, 'es')).first().waitFor();
      await tap(bar);
      await tap(button(answer));
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  test('in Spanish, with one thumb, on a phone of 360 pixels', async () => {
    const { t } = spokenOn.es;
    await way.at('2027-05-15T14:00');
    const context = await phoneOf('es');
    await context.clock.setSystemTime(new Date('2027-05-15T14:00:00-04:00'));
    const phone = await signedIn(context, 'luis', 'es');
    const before = phone.taps();
    const seen = await takenDown(phone, 'es', true);
    const taps = phone.taps() - before;
    console.log(`S03 en español: ${taps} taps on ${seen.length} cards; at two seconds each ${taps * 2} s`);
    expect(taps * 2).toBeLessThanOrEqual(120);
    expect(await phone.page.getByRole('main').innerText()).toContain(t.missingWorry());
    // Nothing of it is in English.
    const { t: english } = spokenOn.en;
    const text = await phone.page.getByRole('main').innerText();
    for (const foreign of [english.readReaders(), english.finish(), english.missingTitle()])
      expect(text).not.toContain(foreign);
    expect(complaints).toEqual([]);
  }, 240_000);
});
