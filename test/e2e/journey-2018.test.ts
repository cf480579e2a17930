import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  faultsOf,
  fillIn,
  formOf,
  journey,
  mailboxOf,
  openAt,
  press,
  turnTo,
  unfold,
  type Journey,
} from '#kit/journey.ts';

/** S10: told while the talk runs. Every step builds on the one before. */
const s10 = `Room D, talk on now till 14:10. Slide just shown is a half undressed woman as a "fast query" joke and there was a second one. People are walking out. 😕 – Ito, row 6`;

let way: Journey;
let incident = '';
let codeName = '';
let words = '';

beforeAll(async () => {
  way = await journey('pycon-us-2018');
});
afterAll(() => way.end());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await way.broke();
  const said = way.complaints();
  if (said.length > 0) throw new Error(said.join('\n'));
});

/** A page of the incident at the desk of one of the cast. */
async function on(who: string, part: string): Promise<Page> {
  const desk = await way.desk(who);
  if (!(desk.url().includes(incident) && (await desk.locator('nav.parts').isVisible()))) await openAt(desk, incident);
  return turnTo(desk, part);
}

/** Once for each page: nothing that axe knows, and a picture where one is asked for. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page), name).toEqual([]);
  await way.picture(page, `2018-${name}`);
}

/** Why it was not done, as the form says it. */
async function refused(form: Locator, label: string): Promise<string> {
  await press(form, label);
  return form.getByRole('alert').innerText();
}

/** How often something is there to be pressed or filled in, folded away or not. */
const offered = (within: Page | Locator, role: 'button' | 'heading', name: string | RegExp): Promise<number> =>
  within.getByRole(role, { name, includeHidden: true }).count();

/** What follows, as a card of its own. */
const cardOf = (desk: Page, title: string): Locator =>
  desk.locator('li.card', { has: desk.getByRole('heading', { name: title }) });

/** One of the numbered steps of the talk. */
const stepOf = (desk: Page, step: string): Locator =>
  desk.locator('details', { has: desk.getByRole('heading', { name: step, includeHidden: true }) }).last();

/** A second person reads what waits and clears it. */
async function clears(desk: Page): Promise<void> {
  const clear = desk.getByRole('button', { name: 'Clear it, word for word' });
  await clear.click();
  await clear.waitFor({ state: 'detached' });
}

describe('S10 under the procedure of 2018: from the report to the debrief', () => {
  test('given a slide in a running talk, when Ito tells it with a name, then eight words are kept', async () => {
    await way.at('2027-05-16T13:41');
    const rosa = await way.desk('rosa');
    const had = await way.incidentsOf(rosa);
    words = await way.report(s10, async (form) => {
      await form.evaluate(() => location.replace('#q-contact'));
      await form.getByLabel('Yes, for the team only').check();
      await form.getByLabel('What we may call you').fill('Ito');
    });
    expect(words.split(' ')).toHaveLength(8);
    const fresh = (await way.incidentsOf(rosa)).filter((id) => !had.includes(id));
    expect(fresh).toHaveLength(1);
    [incident = ''] = fresh;
  });

  test('given the report, when Rosa writes, then the reporter is answered and that duty is met', async () => {
    await way.at('2027-05-16T13:43');
    const rosa = await way.desk('rosa');
    await openAt(rosa, incident);
    codeName = await rosa.locator('.case h1').innerText();
    await looked(rosa, 'story');
    const form = await formOf(rosa, 'Acknowledge and write');
    await fillIn(form, { Message: 'Thank you, Ito. I have read it, and somebody is on the way to Room D now.' });
    await press(form, 'Acknowledge and send');
    await rosa.locator('.tl').getByText('somebody is on the way to Room D').waitFor();
    await formOf(rosa, 'Write to the reporter');
    await on('rosa', 'Follow-up');
    await rosa.getByText('Met by Rosa Okafor').waitFor();
  });

  test('given it is urgent, when Rosa takes the lead, then coming at once is owed no more', async () => {
    const rosa = await on('rosa', 'Assess');
    await looked(rosa, 'assess');
    const form = await formOf(rosa, 'Assess it');
    expect(await refused(form, 'Keep this assessment')).toBe('Choose how soon somebody has to act.');
    await choose(form, 'Now');
    await fillIn(form, { Why: 'The talk is still running and two such slides were shown.' });
    await press(form, 'Keep this assessment');
    await rosa.getByText('The talk is still running and two such slides were shown.').waitFor();
    await on('rosa', 'Lead and closing');
    const owed = rosa.locator('.owing.here').getByText('Come at once');
    await owed.waitFor();
    await press(rosa, 'I take the lead');
    await rosa.getByText('You lead this.').waitFor();
    await owed.waitFor({ state: 'detached' });
    await looked(rosa, 'lead');
  });

  test('must not: a promise to the reporter is not waived, and nothing closes before it is decided', async () => {
    const rosa = await on('rosa', 'Lead and closing');
    await rosa.getByText('Before it can be closed:').waitFor();
    await rosa.getByText('Close the incident: Something must be done before this can be closed.').waitFor();
    const promise = await unfold(rosa.getByText('This promise cannot be waived.').first());
    expect(await promise.innerText()).toContain('nobody waits longer than 7 days');
  });

  test('must not: police are not called while everybody is safe and nobody asked (IMM-05)', async () => {
    const rosa = await on('rosa', 'Assess');
    const form = await formOf(rosa, 'Somebody was called, or told in person');
    await choose(form, 'No, everybody is safe', 'Nobody');
    const why = await form.getByRole('status').innerText();
    expect(why).toContain('Nobody who must ask for it has asked, and nobody is in danger.');
    expect(why).toContain('only if the person who reported asks for it');
    expect(await refused(form, 'Keep this referral')).not.toBe('');
  });

  test('given a lead may act alone, when Rosa ends the talk, then another looks at it, and she cannot', async () => {
    const rosa = await on('rosa', 'Assess');
    const form = await formOf(rosa, 'Write down what was done');
    await choose(form, 'I did, alone');
    await fillIn(form, {
      'What it was': 'A talk ends early',
      'In a few words': 'Ended the talk in Room D.',
      'Why it could not wait': 'The second slide was up and people were leaving.',
    });
    await press(form, 'Right now');
    await press(form, 'Keep it');
    await rosa.getByText('You decided this alone. One of the others says whether it stands.').waitFor();
    expect(await offered(rosa, 'heading', 'Look at it together')).toBe(0);
    const tomasz = await on('tomasz', 'Assess');
    await tomasz.locator('.owing.here').getByText('Look together at what one person did alone').waitFor();
    const review = await formOf(tomasz, 'Look at it together');
    await choose(review, 'It stands');
    await fillIn(review, { Why: 'I would have done the same.' });
    await press(review, 'Keep the review');
    await rosa.getByText('Looked at, and it stands. Tomasz Brandt').waitFor();
  });

  test('given nobody is noted, when Rosa notes who it is about, then the report stays as it is', async () => {
    const rosa = await on('rosa', 'People');
    const people = rosa.getByRole('region', { name: 'People', exact: true }).last();
    for (const [name, part] of [
      ['Viktor Lang', 'the person reported'],
      ['Ito', 'reporter'],
    ] as const) {
      const form = await formOf(rosa, 'Add somebody');
      await fillIn(form, { Name: name, [part]: true });
      await press(form, 'Save');
      await people.getByRole('heading', { name }).waitFor();
    }
    await looked(rosa, 'people');
    await on('rosa', 'Story');
    await rosa.getByText('as a "fast query" joke').waitFor();
  });

  test('given chair and coordinator have no part in it, when Rosa lets them in, then they read it, and not the name', async () => {
    const rosa = await on('rosa', 'Story');
    for (const name of ['Helen Adeyemi', 'Marcus Lind']) {
      await press(rosa, `Let ${name} in`);
      await rosa.locator('.people li', { hasText: name }).getByText(name, { exact: true }).first().waitFor();
      await rosa.getByRole('button', { name: `Let ${name} in`, includeHidden: true }).waitFor({ state: 'detached' });
    }
    for (const who of ['helen', 'marcus']) {
      const desk = await on(who, 'Story');
      await desk.getByText('as a "fast query" joke').waitFor();
      expect(await desk.getByRole('region', { name: 'Who told us' }).innerText()).not.toContain('Ito');
    }
  });

  test('given a meeting is called, when two give their first word, then neither sees the other’s before their own', async () => {
    await way.at('2027-05-16T14:20');
    const rosa = await on('rosa', 'Meeting');
    const call = await formOf(rosa, 'Call a meeting');
    expect(await refused(call, 'Call the meeting')).toBe('Say when it meets.');
    await fillIn(call, { 'When it meets': '2027-05-16T15:00', Where: 'Room 11' });
    await press(call, 'Call the meeting');
    await rosa.getByRole('heading', { name: 'Give my first word' }).waitFor();
    await way.at('2027-05-16T15:00');
    const helen = await on('helen', 'Meeting');
    const first = await formOf(rosa, 'Give my first word');
    await fillIn(first, {
      'I think': 'It broke the code',
      'Why, in a few words': 'Two slides in front of a full room.',
      'No video or slides': true,
    });
    await press(first, 'Give my first word');
    await helen.getByText('Gave theirs: Rosa Okafor').waitFor();
    expect(await helen.locator('main').innerText()).not.toContain('Two slides in front of a full room.');
    const second = await formOf(helen, 'Give my first word');
    await fillIn(second, {
      'I think': 'It broke the code',
      'Why, in a few words': 'The code names it.',
      'A warning': true,
    });
    await press(second, 'Give my first word');
    await helen.getByText('Two slides in front of a full room.').waitFor();
    await rosa.getByText('The code names it.').waitFor();
  });

  test('must not: a meeting does not end open, what is missing is listed; with the aims answered it ends', async () => {
    const rosa = await on('rosa', 'Meeting');
    const agenda = await formOf(rosa, 'Agenda');
    expect(await refused(agenda, 'End it, ready to decide')).toContain('It cannot end yet.');
    const missing = await agenda.locator('h4:has-text("Still missing") + ul').innerText();
    expect(missing).toContain('the summary in neutral words');
    expect(missing).toContain('an answer to: Name the one person who carries out each response');
    await looked(rosa, 'meeting');
    const next = await formOf(rosa, 'Meet again instead');
    await fillIn(next, { 'Rosa Okafor': true });
    expect(await refused(next, 'End it and call the next one')).toBe('Say when it meets.');

    await fillIn(agenda, { 'Rosa Okafor': true, 'Helen Adeyemi': true, 'Marcus Lind': true });
    await fillIn(agenda, {
      'In neutral words': 'During a talk two slides with a half-undressed person were shown. The talk was ended early.',
      'No video or slides': true,
      'A warning': true,
    });
    await press(agenda, 'We looked and found nothing');
    for (const [aim, said] of [
      ['Name the one person', 'Marcus for the recording, Helen for the warning.'],
      ['Decide what the people affected', 'The reporter hears from Rosa.'],
      ['Name who follows up', 'Rosa.'],
    ] as const)
      await agenda
        .locator('li', { has: rosa.getByRole('heading', { name: aim }) })
        .getByLabel('What was said to this')
        .fill(said);
    await agenda.getByText('Nothing is missing. The meeting can end.').waitFor();
    await press(agenda, 'End it, ready to decide');
    await rosa.getByText('The meeting is over.').waitFor();
  });

  test('must not: no verdict without its rule and reasons; with both it is written down', async () => {
    const rosa = await on('rosa', 'Decision');
    const form = await formOf(rosa, 'Decide');
    await fillIn(form, { 'What you found': 'It broke the code of conduct' });
    expect(await refused(form, 'Write down the decision')).toBe('Name the rule that was broken. Give the reasons.');
    await fillIn(form, {
      'The rule of the code, in its words': 'Sexual language and imagery is not appropriate in any talk.',
      Reasons: 'Two such slides were shown to a full room.',
    });
    await press(form, 'Write down the decision');
    await rosa.getByRole('region', { name: 'The decision' }).getByText('It broke the code of conduct').waitFor();
  });

  test('must not: nothing follows without what it needs and one who does it; with them it is owed by that one', async () => {
    const rosa = await on('rosa', 'Decision');
    const form = await formOf(rosa, 'Decide what follows');
    await fillIn(form, { What: 'No video or slides' });
    expect(await refused(form, 'Decide it')).toBe(
      'Still missing: Which video or slides, Who keeps it back, who does it',
    );
    await fillIn(form, {
      'Which video or slides': 'Room D, 13:30',
      'Who keeps it back': 'Mei Tanaka',
      'Who does it': 'Marcus Lind',
      'By when': '2027-05-16T18:00',
    });
    await press(form, 'Decide it');
    await cardOf(rosa, 'No video or slides').getByText('Marcus Lind does it').waitFor();
    const other = await formOf(rosa, 'Decide what follows');
    await fillIn(other, { What: 'A warning' });
    expect(await refused(other, 'Decide it')).toContain('How it is told, In which words, What comes next');
    await fillIn(other, {
      'Whom it binds': 'Viktor Lang',
      'How it is told': 'Spoken',
      'In which words': 'Slides like these are against our code of conduct.',
      'What comes next if it goes on': 'No further talk at this event.',
      'Who does it': 'Helen Adeyemi',
    });
    // The procedure of 2018 only warns of a missing time.
    await press(other, 'Decide it');
    await other.getByText('It does not say by when. You can still keep it: tap once more.').waitFor();
    await press(other, 'Decide it');
    await cardOf(rosa, 'A warning').getByText('Helen Adeyemi does it').waitFor();
    // A warning concerns nobody at a door, a bar or a camera: none of them can be told of it.
    expect(await offered(cardOf(rosa, 'A warning'), 'button', /^Tell /u)).toBe(0);
    await looked(rosa, 'decision');
  });

  test('given a hold, when audio and video are told, then Mei reads thing and rule, and no reason, code name or reporter', async () => {
    const rosa = await on('rosa', 'Decision');
    const card = cardOf(rosa, 'No video or slides');
    await press(card, 'Tell audio and video');
    await press(card, 'Tell them');
    await card.getByText('They have it.').waitFor();
    const mei = await way.desk('mei');
    expect(await way.incidentsOf(mei)).toEqual([]);
    await mei.getByRole('link', { name: 'Lists', exact: true }).click();
    await mei.getByText('Room D, 13:30').waitFor();
    const told = await mei.locator('main').innerText();
    expect(told).toContain('No video or slides');
    for (const never of [codeName, 'Ito', 'Viktor', 'Sexual', 'undressed', 'slides were shown'])
      expect(told).not.toContain(never);
    await looked(mei, 'lists');
  });

  test('must not: the text for the reported person names nobody who told us, and who wrote it does not clear it', async () => {
    const helen = await on('helen', 'Talk');
    const plan = await formOf(helen, 'Who speaks, and by when');
    expect(await refused(plan, 'Keep this plan')).toBe('Say by when.');
    await fillIn(plan, { 'By when': '2027-05-16T17:00', 'How and where': 'In person, Room 11' });
    await press(plan, 'Keep this plan');
    await stepOf(helen, '1. Plan the talk').getByText('Done', { exact: true }).waitFor();
    await unfold(helen.getByText('Helen Adeyemi leads the talk'));
    const text = await formOf(helen, 'The text for Viktor Lang');
    const reported = text.getByLabel(/^Say what was reported/u);
    await reported.fill('In Room D pictures of a woman were used as a joke. Ito in row 6 was upset.');
    await text.getByLabel(/^Keep to the effect/u).fill('People left the room.');
    await text.getByLabel(/^Give examples/u).fill('A picture without people.');
    const found = await refused(text, 'Ask a second reader');
    for (const given of ['Room D', 'woman', 'Ito', 'row 6']) expect(found).toContain(`“${given}”`);
    await looked(helen, 'talk');
    await reported.fill('Your talk used sexual pictures as a joke.');
    await press(text, 'Ask a second reader');
    await helen.getByText('Waits for a second reader').waitFor();
    expect(await offered(helen, 'button', 'Clear it, word for word')).toBe(0);
    await clears(await on('rosa', 'Talk'));
    const told = await formOf(stepOf(helen, '2. Say what was reported'), 'It was said or sent');
    await way.at('2027-05-16T17:00');
    await press(told, 'It was told');
    await told.waitFor({ state: 'detached' });
  });

  test('must not: a letter that leaves out what was decided is held back; before their side it is only warned of', async () => {
    const [helen, rosa] = [await on('helen', 'Talk'), await on('rosa', 'Talk')];
    const step = stepOf(helen, '4. Say what was decided');
    const text = await formOf(helen, 'The letter, or what is said');
    const follows = text.getByLabel(/^Say what follows now/u);
    await follows.fill('You must not do it again.');
    expect(await text.getByLabel('Where they can appeal').inputValue()).toContain('PyHarbor foundation board');
    await press(text, 'Ask a second reader');
    await stepOf(rosa, '4. Say what was decided').getByText('A text waits to be read').waitFor();
    await clears(rosa);
    await step.getByRole('alert').getByText('These stand in the decision and not in the text.').waitFor();
    expect(await offered(step, 'heading', 'It was said or sent')).toBe(0);
    await press(step, 'Write a new version');
    await press(step, 'Write a new version');
    await follows.fill('A warning. No video or slides. If it happens again, you give no further talk here.');
    await press(text, 'Ask a second reader');
    await clears(rosa);
    const told = await formOf(step, 'It was said or sent');
    await press(told, 'It was told');
    await told.getByText('Their side has not been heard yet. You can still keep it: tap once more.').waitFor();

    const side = await formOf(helen, 'Their side');
    expect(await refused(side, 'Keep their side')).toBe('Write what they said, or why it could not be heard.');
    await fillIn(side, { 'In their words': 'I took the slides from an old talk and did not think about it.' });
    await press(side, 'Keep their side');
    await helen.getByText('I took the slides from an old talk').first().waitFor();
    await press(told, 'It was told');
    await told.waitFor({ state: 'detached' });
    await helen.getByText('Nothing is missing here.').waitFor();
  });

  test('given what was decided, when each owner does it, then it stands as done with a sentence', async () => {
    await way.at('2027-05-16T17:30');
    for (const [who, title, sentence] of [
      ['marcus', 'No video or slides', 'Mei keeps the recording and the slides back.'],
      ['helen', 'A warning', 'Said in the talk at 17:00.'],
    ] as const) {
      const desk = await on(who, 'Decision');
      const form = await formOf(cardOf(desk, title), 'Write down that it is done');
      expect(await refused(form, 'It is done')).toBe('Still missing: one sentence on what was done');
      await fillIn(form, { 'What was done, in one sentence': sentence });
      await press(form, 'It is done');
      await cardOf(desk, title).getByText(sentence).waitFor();
    }
  });

  test('given people saw it, when they are listed, then closing waits until they are told', async () => {
    const rosa = await on('rosa', 'People who knew');
    const add = await formOf(rosa, 'Add people who knew');
    await fillIn(add, { Who: 'Audience of the 13:30 talk' });
    await press(add, 'Add people who knew');
    const told = await formOf(rosa, 'Told, or not needed: Audience of the 13:30 talk');
    await on('rosa', 'Lead and closing');
    const closing = rosa.getByRole('region', { name: 'Closing' });
    const first = closing.locator('p:has-text("Before it can be closed:") + ul');
    expect(await first.innerText()).toContain('Audience of the 13:30 talk');
    expect(await offered(rosa, 'button', 'Close it')).toBe(0);
    await on('rosa', 'People who knew');
    await fillIn(told, { 'How it went': 'They were told, in the words below' });
    await press(told, 'Keep this');
    await told.waitFor({ state: 'detached' });
  });

  test('must not: an announcement names nobody, and a lead does not approve it; Helen does', async () => {
    const [helen, rosa] = [await on('helen', 'People who knew'), await on('rosa', 'People who knew')];
    const form = await formOf(helen, 'Announcement');
    await fillIn(form, { 'The announcement': 'In the talk by Viktor Lang pictures were shown that our code forbids.' });
    expect(await refused(form, 'Ask a second reader')).toBe('Take out what may not be in it: “Viktor Lang”.');
    const said =
      'Pictures were shown at our event that our code of conduct does not allow. We have acted. If it reached you too, come to the staff room.';
    await fillIn(form, { 'The announcement': said });
    await press(form, 'Ask a second reader');
    await clears(rosa);
    const own = rosa.getByRole('region', { name: 'Announcement', exact: true });
    await own.getByText('Approving: Announcing is for the roles that the procedure names.').waitFor();
    expect(await own.innerText()).toContain('Nobody but the conference chair');
    expect(await offered(own, 'button', 'Approve it')).toBe(0);
    await press(helen, 'Approve it: it may be said in public');
    const where = await formOf(helen, 'Where it was said');
    await fillIn(where, { 'In the plenary': true });
    await looked(helen, 'aware');
    await press(where, 'It was said');
    await where.waitFor({ state: 'detached' });
    const inPublic = helen.getByRole('region', { name: 'Saying something in public' });
    const announced = await inPublic.getByRole('listitem').filter({ hasText: 'In the plenary' }).innerText();
    expect(announced).toContain(said);
    for (const never of ['Ito', 'Viktor', 'Room D', codeName]) expect(announced).not.toContain(never);
  });

  test('given a week went by, when Rosa writes the follow-up, then what was overdue is met, late', async () => {
    await way.later('2027-05-24T09:00');
    const rosa = await on('rosa', 'Follow-up');
    const promised = rosa.getByRole('region', { name: 'What the reporter was promised' });
    await rosa.locator('section.part .owing.here').getByText('Was due yesterday 13:41 · 19 h late').waitFor();
    await looked(rosa, 'follow-up');
    const form = await formOf(rosa, 'Write the follow-up');
    await fillIn(form, {
      'Thanks for telling us': true,
      'The team talked about it': true,
      'Whether it broke the code of conduct': true,
      'They can write to us again': true,
    });
    const message = form.getByLabel('The message, in the reporter’s language');
    expect(await message.inputValue()).toContain('We found that it broke our code of conduct.');
    expect(await message.inputValue()).not.toContain('Viktor');
    await press(form, 'Send the follow-up');
    await promised.getByText('Met late by Rosa Okafor').nth(1).waitFor();
  });

  test('given the eight words, when Ito comes back in a new browser, then the answer and who reads it stand there', async () => {
    const page = await mailboxOf(way, words);
    const opened = page.locator('#opened');
    await opened.getByText('We found that it broke our code of conduct.').waitFor();
    expect(await opened.innerText()).toContain(
      'Can open it: Rosa Okafor, Tomasz Brandt, Amina Haidari, Helen Adeyemi, and Marcus Lind',
    );
    for (const never of ['Viktor', 'A warning', codeName]) expect(await opened.innerText()).not.toContain(never);
    await looked(page, 'mailbox');
    await page.context().close();
  });

  test('given an appeal, when it is filed, then what was decided stands and papers are owed', async () => {
    const rosa = await on('rosa', 'Appeal');
    const form = await formOf(rosa, 'An appeal has come in');
    expect(await refused(form, 'File the appeal')).toBe('Put in what they wrote.');
    await fillIn(form, { 'Their words': 'The slides were a quotation. I ask you to look again.' });
    await press(form, 'File the appeal');
    await rosa.getByRole('heading', { name: 'Appeal by Viktor Lang' }).waitFor();
    await rosa.locator('.owing.here').getByText('Hand over what those who decide again need').waitFor();
    const stands = rosa.getByRole('region', { name: 'What stands meanwhile' });
    expect(await stands.innerText()).toContain('An appeal changes nothing by itself.');
    expect(await stands.getByRole('listitem').count()).toBe(2);
    const mei = await way.desk('mei');
    await mei.getByRole('link', { name: 'Lists', exact: true }).click();
    await mei.getByText('Room D, 13:30').waitFor();
  });

  test('must not: the papers name nobody who told us, a decider does not decide again, and Oleg is not told', async () => {
    const rosa = await on('rosa', 'Appeal');
    await rosa.getByText('Decide this appeal: Your roles do not include this.').waitFor();
    const owed = rosa.locator('section.part .owing.here li', { hasText: 'Decide the appeal' });
    expect(await owed.innerText()).toContain('Can do it: Gwen Abara, Oleg Marin');
    await looked(rosa, 'appeal');
    const packet = await formOf(rosa, 'What they are given');
    await packet.getByRole('checkbox', { name: 'Oleg Marin' }).uncheck();
    await fillIn(packet, {
      'What happened, in neutral words': 'Ito saw pictures of a half-undressed person used as a joke.',
      'What was decided, with rule and reasons': 'Sexual imagery is not appropriate in any talk. A warning was given.',
    });
    expect(await refused(packet, 'Hand it over')).toBe('Who told us is never named to them: Ito.');
    await fillIn(packet, {
      'What happened, in neutral words': 'Pictures of a half-undressed person were used as a joke.',
    });
    await press(packet, 'Hand it over');
    await rosa.getByText('to Gwen Abara').waitFor();
    const oleg = await way.desk('oleg');
    await oleg.getByRole('link', { name: 'Lists', exact: true }).click();
    await oleg.getByText('Nothing on your lists now.').waitFor();
    expect(await way.incidentsOf(oleg)).not.toContain(incident);
  });

  test('given the papers, when Gwen decides with reasons, then the decision is in the record and the duty met', async () => {
    const gwen = await way.desk('gwen');
    expect(await way.incidentsOf(gwen)).not.toContain(incident);
    await gwen.getByRole('link', { name: 'Lists', exact: true }).click();
    const papers = gwen.locator('.packet');
    await papers.getByText('Measures stand while you look.').waitFor();
    for (const never of ['Ito', 'Room D', codeName, 'row 6']) expect(await papers.innerText()).not.toContain(never);
    await looked(gwen, 'papers');
    const form = await formOf(gwen, 'Decide the appeal');
    await choose(form, 'The decision stands');
    expect(await refused(form, 'Decide')).toBe('Say why, in your words.');
    await fillIn(form, { 'Your reasons': 'The rule speaks of any talk, quotations among them.' });
    await press(form, 'Decide');
    await gwen.getByText('Gwen Abara: the decision stands').waitFor();
    const rosa = await on('rosa', 'Appeal');
    await rosa.getByText('Decided by Gwen Abara').waitFor();
    await rosa.locator('.owing.here').waitFor({ state: 'detached' });
  });

  test('given nothing is open, when Rosa closes it, then it can be reopened with a reason and closed again', async () => {
    const rosa = await on('rosa', 'Lead and closing');
    const close = await formOf(rosa, 'Close the incident');
    expect(await refused(close, 'Close it')).toBe('Choose how it ends.');
    await choose(close, 'Resolved');
    await fillIn(close, { 'In one or two lines, for the record': 'A warning was given, the recording is kept back.' });
    await press(close, 'Close it');
    const closed = rosa.getByRole('region', { name: 'It is closed' });
    await closed.waitFor();
    await looked(rosa, 'closed');
    const reopen = await formOf(rosa, 'Reopen it');
    expect(await refused(reopen, 'Reopen')).toBe('Write the reason first.');
    await fillIn(reopen, { 'Why it is reopened': 'Somebody else wrote about the same talk.' });
    await press(reopen, 'Reopen');
    await closed.waitFor({ state: 'detached' });
    await choose(close, 'Resolved');
    await fillIn(close, { 'In one or two lines, for the record': 'The second message says nothing new.' });
    await press(close, 'Close it');
    await closed.waitFor();
    await on('rosa', 'Story');
    await rosa.locator('.tl').getByText('Somebody else wrote about the same talk.').waitFor();
  });

  test('given the event is over, when the team looks back, then who was there, what was learned and what to make better stay', async () => {
    await way.later('2027-05-27T10:00');
    const rosa = await way.desk('rosa');
    await rosa.getByRole('link', { name: 'Before and after' }).click();
    await rosa.getByText('This procedure asks for no debrief. You can hold one all the same.').waitFor();
    const there = rosa.getByRole('group', { name: 'Who was at the debrief', includeHidden: true });
    const list = await unfold(rosa.locator('form', { has: there }));
    await fillIn(list, { 'Rosa Okafor': true, 'Helen Adeyemi': true });
    await press(list, 'Keep this list');
    await rosa.getByText('There: Rosa Okafor and Helen Adeyemi').waitFor();
    const ours = rosa.locator('.agenda > li', { hasText: codeName });
    await press(ours, 'Go through it');
    const learned = await formOf(ours, 'What you talked over');
    expect(await refused(learned, 'Keep it as gone through')).toBe('Write a sentence first.');
    await fillIn(learned, { 'What the team learned from it': 'Coming at once was what the people there needed.' });
    await press(learned, 'Keep it as gone through');
    await ours.getByText('Coming at once was what the people there needed.').waitFor();
    const better = rosa.getByRole('region', { name: 'What to make better' });
    await fillIn(better, { What: 'Speakers see the rule on pictures before they send slides.' });
    await press(better, 'Add it');
    await better.getByRole('listitem').getByText('Speakers see the rule on pictures').waitFor();
    await looked(rosa, 'before-and-after');
    const helen = await way.desk('helen');
    await helen.getByRole('link', { name: 'Before and after' }).click();
    await helen.getByText('Speakers see the rule on pictures').waitFor();
    const theirs = helen.locator('.agenda > li', { hasText: codeName });
    await press(theirs, 'Go through it');
    await theirs.getByText('Coming at once was what the people there needed.').waitFor();
  });
});
