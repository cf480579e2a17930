import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { signedIn, spokenOn, type Phone } from '#kit/hallway-phone.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { shoot } from './shoot.ts';

const { t, home } = spokenOn.en;
const told =
  'I sat down at the mentoring desk and he asked if I was waiting for my boyfriend. I said no, I have a question about packaging.';

/** From the first card to the last, a picture of each kind. */
async function cards({ page, button }: Phone, take: (name: string) => Promise<unknown>): Promise<void> {
  const next = (): Promise<void> =>
    button(t.continue()).or(button(t.trustedNo())).or(button(t.crisisGiven())).last().click();
  await page.getByText(t.card({ n: '1', of: '21' })).waitFor();
  await take('card-quiet-place');
  await button(t.quietYes()).click();
  await take('card-safety');
  await button(t.safetyNo()).click();
  await take('emergency');
  await button(home.goOn()).click();
  await button(t.safetyYes()).click();
  await take('card-team');
  await next();
  await take('card-words');
  await button(t.wordsDone()).click();
  await page.getByRole('textbox').first().fill(told);
  await take('card-account');
  await button(t.handOver()).click();
  await take('hand-over');
  await button(t.notNow()).click();
  const seen = new Set<string>();
  const kinds: readonly (readonly [name: string, shown: string])[] = [
    ['card-when', t.justNow()],
    ['card-could-tell', t.tellUnsure()],
    ['card-unasked', t.unaskedOpen()],
    ['card-needs', t.handWater()],
    ['card-crisis', t.crisisPrint()],
    ['card-triage', t.triageWait()],
    ['card-read-back', t.readReaders()],
  ];
  for (let card = 0; card < 24; card++) {
    const text = await page.getByRole('main').innerText();
    const kind = kinds.find(([name, shown]) => !seen.has(name) && text.includes(shown));
    if (kind !== undefined) {
      seen.add(kind[0]);
      await take(kind[0]);
    }
    if (text.includes(t.readReaders())) break;
    // No, they could not.
    if (kind?.[0] === 'card-could-tell') await page.locator('fieldset.three label.choice').nth(1).click();
    if (text.includes(t.triageWait())) await button(t.triageSoon()).click();
    else await next();
  }
  await button(t.finish()).click();
  await page.getByRole('heading', { name: /thank/iu }).first().waitFor();
  await take('finished');
  await button(t.doneEnd()).click();
}

/** The phone of whoever is told something in person. */
export async function hallwayPages({
  chrome,
  look,
  options,
  origin,
}: {
  readonly chrome: Browser;
  readonly look: string;
  readonly options: BrowserContextOptions;
  readonly origin: string;
}): Promise<void> {
  const context = await chrome.newContext({ locale: 'en-US', ...options, baseURL: origin });
  const take = (page: Page) => (name: string) => shoot(page, look, `hallway-${name}`);
  const first = await context.newPage();
  await first.goto(staffPaths.hallway);
  await first.getByLabel(home.enterWords()).waitFor();
  await take(first)('enter');
  await first.close();
  const phone = await signedIn(context, 'priya', 'en');
  const { page, button } = phone;
  await take(page)('home');
  for (const [name, label] of [
    ['numbers', home.numbers()],
    ['guide', home.guide()],
    ['donts', home.dosAndDonts()],
    ['card', home.card()],
  ] as const) {
    await page.locator('nav.places').getByRole('button', { name: label, exact: true }).click();
    await take(page)(name);
    await button(home.back()).click();
  }
  await button(home.tellingMe()).click();
  await take(page)('begin');
  await button(home.inPerson()).click();
  await cards(phone, take(page));
  await take(page)('home-after');
  await button(home.leadNow()).click();
  await take(page)('call');
  await page.getByRole('radio').first().check();
  await button(home.callSend()).click();
  await page.getByText(home.callWaiting()).waitFor();
  await take(page)('called');
  await button(home.callWalkAnyway()).click();
  await take(page)('walk');
  await button(home.callEnough()).click();
  await context.close();
}
