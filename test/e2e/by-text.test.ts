import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#kit/free-port.ts';
import { faultsOf, fillIn, formOf, journey, openAt, press, turnTo, type Journey } from '#kit/journey.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import {
  account,
  carrier,
  nextSid,
  teamNumber,
  texted,
  toldAsTwilio,
  token,
  type Carrier,
} from '../unit/server/texts/carrier.ts';

/** Told by text message: what the desk says of it is what is known, and no more. */
let provider: Carrier;
let way: Journey;
let rosa: Page;
beforeAll(async () => {
  const port = await freePort();
  provider = await carrier();
  way = await journey('pycon-us', {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    SMS_URL: `twilio://${account}:${token}@api.twilio.com/?from=%2B14125550142`,
    SMS_API: provider.url,
  });
  rosa = await way.desk('rosa');
});
afterAll(async () => {
  await way.end();
  await provider.end();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await way.broke();
  const said = way.complaints();
  if (said.length > 0) throw new Error(said.join('\n'));
});

const number = '+14125550199';

/** How much wider than the screen a phone's page is, with letters twice as large. */
async function widerWhenLarge(page: Page): Promise<number> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const wider = await page.evaluate(() => {
    const { style } = document.documentElement;
    style.fontSize = '200%';
    const { scrollWidth, clientWidth } = document.documentElement;
    style.fontSize = '';
    return scrollWidth - clientWidth;
  });
  if (before !== null) await page.setViewportSize(before);
  return wider;
}

describe('a text message that nobody asked for', () => {
  let incident = '';

  test('given they have not agreed to be written back, nothing is offered that cannot leave', async () => {
    const had = await way.incidentsOf(rosa);
    await texted(way.origin, number, 'Somebody at the ladder company stand keeps touching people. Room E.');
    [incident = ''] = (await way.incidentsOf(rosa)).filter((id) => !had.includes(id));
    await openAt(rosa, incident);
    await rosa.getByText('It came as a text message. Their number is not kept.').waitFor();
    await rosa.locator('section.apart').getByText('Their number is not kept').waitFor();
    const form = await formOf(rosa, 'Acknowledge and write');
    await form.getByText('nothing can be sent').waitFor();
    expect(await form.getByLabel('Message', { exact: true }).count()).toBe(0);
    expect(await faultsOf(rosa)).toEqual([]);
    await way.picture(rosa, 'text-not-agreed');
  });

  test('nobody was asked whether it is still going on, and the page says so', async () => {
    await turnTo(rosa, 'Assess');
    await rosa.getByRole('heading', { name: 'Nobody was asked whether it is still going on' }).waitFor();
    expect(await rosa.getByText('It may still be going on').count()).toBe(0);
  });

  test('given they agreed, they are texted, and nobody is told that a name goes with it', async () => {
    await texted(way.origin, number, 'YES');
    await openAt(rosa, incident);
    await rosa.getByText('They agreed that their number is kept').waitFor();
    const form = await formOf(rosa, 'Acknowledge and write');
    await form.getByText('This goes as a text message to').waitFor();
    await form.getByText('They see your name only if you write it.').waitFor();
    expect(await form.getByText('They see your name.').count()).toBe(0);
    await fillIn(form, { Message: 'Thank you. Somebody is on the way to you.' });
    await press(form, 'Acknowledge and send');
    await rosa.getByText('It left as a text message.').waitFor();
    const left = provider.handedIn
      .filter(({ path }) => path.endsWith('/Messages.json'))
      .map(({ body }) => new URLSearchParams(body).get('Body'));
    expect(left).toEqual(['Thank you. Somebody is on the way to you.']);
    expect(await faultsOf(rosa)).toEqual([]);
    expect(await widerWhenLarge(rosa)).toBe(0);
    await way.picture(rosa, 'text-answered');
    await rosa.getByRole('link', { name: 'My settings' }).click();
    await rosa.getByLabel('Until').waitFor();
    expect(await widerWhenLarge(rosa)).toBe(0);
  });
});

describe('a call that nobody took', () => {
  test('given it is written down from the desk, the cards open by phone without being asked how', async () => {
    const call = { CallSid: nextSid('CA'), AccountSid: account, From: '+14125550177', To: teamNumber };
    for (const CallStatus of ['ringing', 'no-answer'])
      await toldAsTwilio(way.origin, staffPaths.textsCall('twilio'), { ...call, Direction: 'inbound', CallStatus });
    const kenji = await way.desk('kenji');
    await kenji.getByRole('link', { name: 'Incidents', exact: true }).click();
    // A call that nobody took stands unfolded.
    await kenji.getByRole('link', { name: 'Take it down' }).click();
    await kenji.getByLabel('Your eight words').fill(eightWordsOf('kenji'));
    await kenji.keyboard.press('Enter');
    await kenji.getByText('Card 1 of').waitFor();
    expect(await kenji.getByText('How are they telling you?').count()).toBe(0);
    expect(new URL(kenji.url()).hash).toBe('');
    await kenji.reload();
    // Asked for once: one report waits, and no second one was begun.
    await kenji.getByRole('button', { name: 'Someone is telling me something' }).waitFor();
    const begun = kenji.getByText(/^Begun .* last locked/u);
    await begun.first().waitFor();
    expect(await begun.count()).toBe(1);
  });
});

describe('what cannot wait', () => {
  test('given several that nobody has, they stand in one card, and the one that is open is not among them', async () => {
    for (const from of ['+14125550181', '+14125550182', '+14125550183'])
      await texted(way.origin, from, 'He is standing at the door of room E right now.');
    const amina = await way.desk('amina');
    await amina.setViewportSize({ width: 360, height: 740 });
    const card = amina.locator('.rings section');
    await card.getByRole('heading', { name: '4 incidents cannot wait' }).waitFor();
    expect(await card.count()).toBe(1);
    expect(await faultsOf(amina)).toEqual([]);
    const name = await card.getByRole('link').first().innerText();
    await card.getByRole('link').first().click();
    await amina.getByRole('button', { name: 'I have it' }).waitFor();
    await card.getByRole('heading', { name: '3 incidents cannot wait' }).waitFor();
    expect(await amina.locator('.rings').getByText(name).count()).toBe(0);
    await way.picture(amina, 'rings-many');
  });
});
