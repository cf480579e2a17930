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

/** Told by the one it happened to: a volunteer who is known by a lanyard alone, and a clear no. */
const told = `At the evening reception a tall man with an orange lanyard, one of the volunteers at registration, put his arm around me and said he knows my hotel from the badge form. I said stop. He did it again at the cloakroom and laughed.`;
const aim = 'What was reported, in neutral words that show nobody who told us.';
const what = 'The text for Halvard Brekke';
const announced = 'Somebody broke our code of conduct. We acted on it. If you need us, we are in Room 11.';

let way: Journey;
/** The incident and the eight words of who told it: what every step after the first goes on from. */
let incident = '';
let words = '';

beforeAll(async () => {
  way = await journey('pycon-us-2013');
});
afterAll(() => way.end());
afterEach(() => {
  const said = way.complaints();
  if (said.length > 0) throw new Error(said.join('\n'));
});

/** Nothing that axe knows is wrong with the page as it stands; its picture where pictures are kept. */
async function seen(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  await way.picture(page, `2013-${name}`);
}

/** Somebody's desk, turned to a page of the incident as it stands now. */
async function at(who: string, part: string): Promise<Page> {
  const desk = await way.desk(who);
  await openAt(desk, incident);
  return part === 'Story' ? desk : turnTo(desk, part);
}

/** Their lists, which are all that somebody outside the incident is told. */
async function listsOf(who: string): Promise<Page> {
  const desk = await way.desk(who);
  await desk.getByRole('link', { name: 'Lists', exact: true }).click();
  await desk.getByRole('heading', { name: 'Lists', level: 1 }).waitFor();
  await desk.locator('main .slow').waitFor({ state: 'detached' });
  return desk;
}

const person = (desk: Page, name: string): Locator =>
  desk.locator('.person', { has: desk.getByRole('heading', { name, exact: true, level: 4 }) });
const consequence = (desk: Page, owner: string): Locator =>
  desk.locator('.decided > li', { hasText: `${owner} does it` });
const step = (desk: Page, name: string): Locator =>
  desk.locator('details.step', { has: desk.getByRole('heading', { name, includeHidden: true }) });

describe('an incident under the procedure of 2013, from the first word to the debrief', () => {
  test('1. told on a phone, with a name for the team alone; eight words are kept', async () => {
    await way.at('2027-05-15T09:10');
    words = await way.report(told, async (form) => {
      const turn = (question: string): Promise<void> =>
        form.evaluate((hash) => location.replace(hash), `#q-${question}`);
      await turn('who');
      await form.locator('[name="who.0.looks"]').fill('tall, orange lanyard');
      await turn('others');
      await form.locator('[name="others.0.name"]').fill('Idriss Faure');
      await turn('contact');
      await form.locator('[name="contact.naming"][value="team-only"]').check();
      await form.locator('[name="contact.name"]').fill('Solène Marchand');
    });
    expect(words.split(' ')).toHaveLength(8);
    const helen = await way.desk('helen');
    [incident = ''] = await way.incidentsOf(helen);
    expect(await way.incidentsOf(await way.desk('marcus'))).toEqual([incident]);
    expect(await way.incidentsOf(await way.desk('rosa'))).not.toContain(incident);
  });

  test('2. the chair opens it and writes, which acknowledges it; lets staff in and takes the lead', async () => {
    await way.at('2027-05-15T09:20');
    const helen = await at('helen', 'Story');
    await helen.getByText('Nobody has answered yet.').waitFor();
    await seen(helen, 'story');
    await fillIn(helen, { Message: 'Thank you for telling us. This is Helen, the chair. We meet today.' });
    await press(helen, 'Acknowledge and send');
    await helen.getByText('Nobody has answered yet.').waitFor({ state: 'detached' });
    await press(helen, 'Let Kenji Morita in');
    await helen.getByText('Can read it now: Kenji Morita').waitFor();
    await turnTo(helen, 'Lead and closing');
    await press(helen, 'I take the lead');
    await helen.getByText('You lead this.').waitFor();
  });

  test('2. it is assessed, not without how soon somebody must act; nobody may act alone, and the page says why', async () => {
    await way.at('2027-05-15T09:30');
    const helen = await at('helen', 'Assess');
    const judge = await formOf(helen, 'Assess it');
    await press(judge, 'Keep this assessment');
    await judge.getByText('Choose how soon somebody has to act.').waitFor();
    await choose(judge, 'Soon');
    await fillIn(judge, { Why: 'He is at the desk again from noon. Nobody is in danger now.' });
    await press(judge, 'Keep this assessment');
    await helen.getByText('Kept. Earlier ones stay in the list.').waitFor();
    const done = await formOf(helen, 'Write down what was done');
    await done.getByText('Acting alone: Your roles do not include this.').waitFor();
    await done.getByRole('radio', { name: 'The team, together' }).waitFor();
    expect(await done.getByRole('radio', { name: 'I did, alone' }).count()).toBe(0);
    await seen(helen, 'assess');
  });

  test('2. people are noted from the report; a lanyard gets a name, is taken apart again and joined for good', async () => {
    const helen = await at('helen', 'People');
    await press(helen, 'Add tall, orange lanyard');
    await person(helen, 'tall, orange lanyard').waitFor();
    await press(helen, 'Add Idriss Faure');
    await person(helen, 'Idriss Faure').waitFor();
    const form = await formOf(helen, 'Add somebody');
    await press(form, 'Save');
    await form.getByText('Write a name, how they look, or one other name.').waitFor();
    await fillIn(form, { Name: 'Halvard Brekke', 'the accused': true });
    await press(form, 'Save');
    await person(helen, 'Halvard Brekke').waitFor();
    await fillIn(form, { Name: 'Solène Marchand', 'the victim': true, reporter: true });
    await press(form, 'Save');
    await person(helen, 'Solène Marchand').waitFor();
    const join = async (why: string): Promise<void> => {
      const same = await formOf(helen, 'tall, orange lanyard is the same as somebody else');
      await fillIn(same, { 'Who they are': 'Halvard Brekke', 'How you know': why });
      await press(same, 'Make them one');
      await helen.getByText('Same as: tall, orange lanyard').waitFor();
      await person(helen, 'tall, orange lanyard').waitFor({ state: 'detached' });
    };
    await join('The registration lead knows who wore it.');
    await press(helen, 'They are two people');
    await person(helen, 'tall, orange lanyard').waitFor();
    await join('He said so himself.');
    expect(await helen.locator('.person').count()).toBe(3);
    await seen(helen, 'people');
  });

  test('3. a meeting is called, not without a time; first words stay unseen until one has given theirs', async () => {
    await way.at('2027-05-15T09:40');
    const helen = await at('helen', 'Meeting');
    const call = await formOf(helen, 'Call a meeting');
    await press(call, 'Call the meeting');
    await call.getByText('Say when it meets.').waitFor();
    await fillIn(call, { 'When it meets': '2027-05-15T10:00', Where: 'Staff room, Room 11' });
    await press(call, 'Call the meeting');
    await helen.getByText('Meeting today 10:00').waitFor();

    await way.at('2027-05-15T10:00');
    const [marcus, kenji] = [await at('marcus', 'Meeting'), await at('kenji', 'Meeting')];
    const first = await formOf(marcus, 'Give my first word');
    await press(first, 'Give my first word');
    await first.getByText('Choose what you think.').waitFor();
    await fillIn(first, { 'I think': 'It broke the code', 'Why, in a few words': 'He was told to stop and went on.' });
    await press(first, 'Give my first word');
    await marcus.getByText('He was told to stop and went on.').waitFor();
    await kenji.getByText('Gave theirs: Marcus Lind').waitFor();
    expect(await kenji.locator('main').innerText()).not.toContain('He was told to stop');
    await seen(kenji, 'first-word');
    const second = await formOf(kenji, 'Give my first word');
    await fillIn(second, { 'I think': 'It cannot be said', 'Why, in a few words': 'I have heard one side.' });
    await press(second, 'Give my first word');
    await kenji.getByText('He was told to stop and went on.').waitFor();
  });

  test('3. it does not end while one of the four questions is open; with all answered it is ready to decide', async () => {
    await way.at('2027-05-15T10:20');
    const helen = await at('helen', 'Meeting');
    const end = await formOf(helen, 'Agenda');
    await press(end, 'End it, ready to decide');
    await end.getByText('It cannot end yet.').waitFor();
    for (const lack of [
      'the summary in neutral words, or that it is unclear',
      'an option, or nothing with its reason',
      'an answer to: Who does it?',
      'an answer to: And when?',
      'a word on earlier incidents',
      'who is there',
    ])
      await end.getByText(lack, { exact: true }).waitFor();
    const later = await formOf(helen, 'Meet again instead');
    await fillIn(later, { 'Helen Adeyemi': true });
    await press(later, 'End it and call the next one');
    await later.getByText('Say when it meets.').waitFor();
    await seen(helen, 'meeting');
    await fillIn(end, {
      'Helen Adeyemi': true,
      'Marcus Lind': true,
      'Kenji Morita': true,
      'In neutral words': 'A volunteer touched a guest after a clear no, twice.',
      'Leave and not return': true,
      'No later events': true,
    });
    await end.getByLabel('What was said to this').nth(0).fill('Kenji and Marcus go to him.');
    await end.getByLabel('What was said to this').nth(1).fill('Before noon.');
    await press(end, 'Look for earlier incidents');
    await end.getByText('Nothing alike among the incidents you can open.').waitFor();
    await press(end, 'We looked and found nothing');
    await end.getByText('Nothing is missing. The meeting can end.').waitFor();
    await press(end, 'End it, ready to decide');
    await helen.getByRole('link', { name: 'Go to the decision' }).waitFor();
  });

  test('4. it is decided, not without the rule and the reasons', async () => {
    const marcus = await at('marcus', 'Decision');
    const decide = await formOf(marcus, 'Decide');
    await fillIn(decide, { 'What you found': 'It broke the code of conduct' });
    await press(decide, 'Write down the decision');
    await decide.getByText('Name the rule that was broken. Give the reasons.').waitFor();
    await fillIn(decide, {
      'The rule of the code, in its words': 'No unwelcome physical contact.',
      Reasons: 'He was told to stop and went on. A second person saw the same.',
    });
    await press(decide, 'Write down the decision');
    await marcus.getByRole('heading', { name: 'The decision', exact: true }).waitFor();
  });

  test('4. two things follow, each with one owner; without what each needs, and by when, they are refused', async () => {
    const marcus = await at('marcus', 'Decision');
    const add = await formOf(marcus, 'Decide what follows');
    await fillIn(add, { What: 'Leave and not return' });
    await press(add, 'Decide it');
    await add
      .getByText('Still missing: How the door knows them: name, badge, When, who does it, by when', { exact: true })
      .waitFor();
    await fillIn(add, {
      'Whom it binds': 'Halvard Brekke',
      'How the door knows them: name, badge': 'Halvard Brekke, badge 0218',
      When: '2027-05-15T11:30',
      'Who does it': 'Kenji Morita',
    });
    await press(add, 'Decide it');
    await add.getByText('Still missing: by when', { exact: true }).waitFor();
    await seen(marcus, 'decision');
    await fillIn(add, { 'By when': '2027-05-15T12:00' });
    await press(add, 'Decide it');
    await consequence(marcus, 'Kenji Morita').waitFor();
    await fillIn(add, { What: 'No later events' });
    await fillIn(add, {
      'Whom it binds': 'Halvard Brekke',
      'What the register says': 'Halvard Brekke: no later events',
      Until: '2029-05-15T23:59',
      'Who does it': 'Marcus Lind',
      'By when': '2027-05-16T18:00',
    });
    await press(add, 'Decide it');
    await consequence(marcus, 'Marcus Lind').waitFor();
  });

  test('4. the door is told a name and a rule: no reason, no code name, nobody who told it; audio and video, nothing', async () => {
    const marcus = await at('marcus', 'Decision');
    const leave = consequence(marcus, 'Kenji Morita');
    await press(leave, 'Tell the door');
    const tell = await formOf(leave, 'Tell the door');
    await fillIn(tell, { 'What to keep to': 'Do not admit', 'Owen Platt': true });
    await press(tell, 'Tell them');
    await leave.getByText('They have it.').waitFor();
    const codeName = await marcus.locator('.case h1').innerText();
    const owen = await listsOf('owen');
    const list = owen.locator('main');
    await list.getByText('Do not admit').waitFor();
    const said = await list.innerText();
    expect(said).toContain('Halvard Brekke, badge 0218');
    for (const never of [codeName, 'Solène', 'Idriss', 'code of conduct', 'touch', 'stop', 'contact', 'violation'])
      expect(said).not.toContain(never);
    expect(await way.incidentsOf(owen)).toEqual([]);
    await seen(owen, 'lists');
    // What the door keeps to is no business of the audio and video crew.
    await (await listsOf('mei')).getByText('Nothing on your lists now.').waitFor();
  });

  test('5. the talk is planned by two; a text with the name of who told it, or cleared by its writer, is refused', async () => {
    await way.at('2027-05-15T10:40');
    const helen = await at('helen', 'Talk');
    // The coordinator can lead beside the one chair.
    expect(await helen.getByText('Only one is free to lead this.').count()).toBe(0);
    await helen.getByText('Leave the talk out: This promise cannot be waived.').waitFor();
    const plan = await formOf(helen, 'Who speaks, and by when');
    await fillIn(plan, {
      'Who leads the talk': 'Kenji Morita',
      'Who goes along': 'Nobody',
      'By when': '2027-05-15T11:30',
    });
    await press(plan, 'Keep this plan');
    await plan.getByText('Nobody speaks alone where two are free.').waitFor();
    await fillIn(plan, { 'Who goes along': 'Marcus Lind' });
    await press(plan, 'Keep this plan');
    await helen.getByText('Marcus Lind goes along.').waitFor({ state: 'attached' });
    const text = await formOf(helen, what);
    await fillIn(text, { [aim]: 'Solène says that you touched a guest after a clear no.' });
    await press(text, 'Ask a second reader');
    await text.getByText('Change these words, or say why they stay: “Solène”.').waitFor();
    await seen(helen, 'talk');
    await fillIn(text, { [aim]: 'We were told that a guest was touched, and touched again after a clear no.' });
    await press(text, 'Ask a second reader');
    await helen.getByText('Waits for a second reader: somebody else who can open this.').waitFor();
    expect(await helen.getByRole('button', { name: 'Clear it, word for word' }).count()).toBe(0);
    const marcus = await at('marcus', 'Talk');
    await marcus.locator('nav.parts').getByRole('link', { name: 'Talk' }).getByText('1 to read').waitFor();
    await press(step(marcus, '2. Say what was reported'), 'Clear it, word for word');
    await marcus.getByText('Cleared by Marcus Lind').waitFor();
  });

  test('5. what was decided is refused before their side is heard, and again after they were told what was reported', async () => {
    const [helen, name] = [await at('helen', 'Talk'), '4. Say what was decided'];
    const letter = await formOf(helen, 'The letter, or what is said');
    expect(await letter.getByLabel('If the report stands, what follows from it.').inputValue()).toBe(
      'Leave and not return.\nNo later events, until May 15, 2029.\nIf it happens again, more can follow.',
    );
    expect(await letter.getByLabel('Where they can appeal').inputValue()).toContain('PyHarbor foundation board');
    await press(letter, 'Ask a second reader');
    await step(helen, name).getByText('Waits for a second reader').waitFor();
    const marcus = await at('marcus', 'Talk');
    await press(step(marcus, name), 'Clear it, word for word');
    await step(marcus, name).getByText('Cleared by Marcus Lind').waitFor();

    await way.at('2027-05-15T11:10');
    const kenji = await at('kenji', 'Talk');
    const last = step(kenji, name);
    const why = last.getByText('It was said or sent: Their side has not been heard yet.');
    await (await unfold(why)).waitFor();
    expect(await last.getByRole('button', { name: 'It was told', includeHidden: true }).count()).toBe(0);
    const first = step(kenji, '2. Say what was reported');
    await fillIn(first, { 'What came back': 'He listened.' });
    await press(first, 'It was told');
    await first.getByText('Told by Kenji Morita, Marcus Lind').waitFor({ state: 'attached' });
    await (await unfold(why)).waitFor();
    expect(await last.getByRole('button', { name: 'It was told', includeHidden: true }).count()).toBe(0);
    await seen(kenji, 'talk-hear-first');
  });

  test('5. their side is kept apart; then they are told what was decided, with the body for an appeal', async () => {
    const kenji = await at('kenji', 'Talk');
    const side = await formOf(kenji, 'Their side');
    await press(side, 'Keep their side');
    await side.getByText('Write what they said, or why it could not be heard.').waitFor();
    await fillIn(side, {
      'In their words': 'It was meant as a joke. I did not hear a no.',
      'People they name who saw it': 'Bo and Trude',
    });
    await press(side, 'Keep their side');
    await kenji.getByText('As told to Kenji Morita').waitFor({ state: 'attached' });
    await way.at('2027-05-15T11:40');
    const last = step(kenji, '4. Say what was decided');
    await press(last, 'It was told');
    await kenji.getByText('Nothing is missing here.').waitFor();
    const said = last.locator('.letter', { hasText: 'Told by Kenji Morita, Marcus Lind' });
    await (await unfold(said.getByText('PyHarbor foundation board: board@pyharbor.example'))).waitFor();
    // Only the team reads their side: the page of who told it has nothing of it.
    const box = await mailboxOf(way, words);
    expect(await box.locator('#opened').innerText()).not.toMatch(/joke|Bo and Trude|Halvard/u);
    await box.context().close();
  });

  test('6. what was decided and not done is listed and holds the closing; then it is done, each in a sentence', async () => {
    await way.at('2027-05-15T12:10');
    const helen = await at('helen', 'Lead and closing');
    const open = helen.getByRole('region', { name: 'Closing', exact: true });
    await open.getByText('Before it can be closed:').waitFor();
    const stops = open.locator('ul').first();
    expect(await stops.locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Carry out what was decided\s+Leave and not return\b/u),
      expect.stringMatching(/^Carry out what was decided\s+No later events\b/u),
    ]);
    await open.getByText('Still open. It does not stop closing, and it is still owed afterwards:').waitFor();
    await open.getByText('Close the incident: Something must be done before this can be closed.').waitFor();
    expect(await open.getByRole('button', { name: 'Close it' }).count()).toBe(0);
    await seen(helen, 'closing-held');

    const kenji = await at('kenji', 'Decision');
    const leave = consequence(kenji, 'Kenji Morita');
    const left = await formOf(leave, 'Write down that it is done');
    await press(left, 'It is done');
    await left.getByText('Still missing: one sentence on what was done').waitFor();
    await fillIn(left, { 'What was done, in one sentence': 'He handed in his badge at 11:35 and left.' });
    await press(left, 'It is done');
    await leave.getByText('He handed in his badge at 11:35 and left.').waitFor();
    const marcus = await at('marcus', 'Decision');
    const ban = consequence(marcus, 'Marcus Lind');
    await press(ban, 'Put in the register of bans');
    const line = await formOf(ban, 'Put in the register of bans');
    await press(line, 'Tell them');
    await line.getByText('Choose at least one person.').waitFor();
    await fillIn(line, { 'Owen Platt': true });
    await press(line, 'Tell them');
    await ban.getByText('They have it.').waitFor();
    const entered = await formOf(ban, 'Write down that it is done');
    await fillIn(entered, { 'What was done, in one sentence': 'Entered until May 2029.' });
    await press(entered, 'It is done');
    await ban.getByText('Entered until May 2029.').waitFor();
    await seen(marcus, 'carried-out');
  });

  test('6. who knew of it is listed and told, in the words of the procedure', async () => {
    const marcus = await at('marcus', 'People who knew');
    const add = await formOf(marcus, 'Add people who knew');
    await fillIn(add, { Who: 'People at the cloakroom' });
    await press(add, 'Add people who knew');
    const end = await formOf(marcus, 'Told, or not needed: People at the cloakroom');
    await press(end, 'Keep this');
    await end.getByText('Choose how it went.').waitFor();
    await fillIn(end, { 'How it went': 'They were told, in the words below' });
    await press(end, 'Keep this');
    await marcus.getByText('Told by Marcus Lind').waitFor();
    await seen(marcus, 'aware');
  });

  test('6. an announcement that names somebody is refused; the coordinator may not approve one, the chair does', async () => {
    const marcus = await at('marcus', 'People who knew');
    const text = await formOf(marcus, 'Announcement');
    await fillIn(text, { 'The announcement': 'Halvard Brekke broke our code of conduct and was sent home.' });
    await press(text, 'Ask a second reader');
    await text.getByText('Take out what may not be in it: “Halvard Brekke”.').waitFor();
    await fillIn(text, { 'The announcement': announced });
    await press(text, 'Ask a second reader');
    await marcus.getByText('Waits for a second reader').waitFor();
    const helen = await at('helen', 'People who knew');
    await press(helen, 'Clear it, word for word');
    await helen.getByText('Cleared by Helen Adeyemi').waitFor();
    await marcus.getByText('Approving: Announcing is for the roles that the procedure names.').waitFor();
    expect(await marcus.getByRole('button', { name: 'Approve it' }).count()).toBe(0);
    await press(helen, 'Approve it: it may be said in public');
    await helen.getByText('Approved by Helen Adeyemi').waitFor();
    const said = await formOf(helen, 'Where it was said');
    await press(said, 'It was said');
    await said.getByText('Say where it was said.').waitFor();
    await fillIn(said, { 'In the plenary': true });
    await press(said, 'It was said');
    await helen.getByRole('heading', { name: 'Said in public' }).waitFor();
    await helen.getByText('by Helen Adeyemi: In the plenary').waitFor();
    await seen(helen, 'announced');
  });

  test('7. a week later the follow-up is overdue; it is written in blocks, and then the promise is met', async () => {
    await way.later('2027-05-22T09:40');
    const helen = await at('helen', 'Follow-up');
    const page = helen.locator('section.part');
    await page.getByText('Was due today 09:10 · 30 min late').waitFor();
    await seen(helen, 'follow-up');
    const letter = await formOf(helen, 'Write the follow-up');
    await press(letter, 'Send the follow-up');
    await letter.getByText('Write the message first.').waitFor();
    await fillIn(letter, { 'Thanks for telling us': true, 'Whether it broke the code of conduct': true });
    await fillIn(letter, { 'What was done': true });
    await fillIn(letter, { 'Leave and not return': true, 'They can write to us again': true });
    await press(letter, 'Send the follow-up');
    await letter.getByText('Sent. The promise is kept').waitFor();
    await page.getByText('Was due').waitFor({ state: 'detached' });
    const promised = helen.getByRole('region', { name: 'What the reporter was promised' });
    await promised.getByText(/^Met by Helen Adeyemi/u).waitFor();
    await promised.getByText(/^Met late by Helen Adeyemi/u).waitFor();
  });

  test('7. who told it reads the answer in a new browser with the eight words, and of nobody but themselves', async () => {
    const box = await mailboxOf(way, words);
    const opened = box.locator('#opened');
    await opened.getByText('We found that it broke our code of conduct.').waitFor();
    const read = await opened.innerText();
    expect(read).toContain('Leave and not return');
    expect(read).not.toMatch(/No later events|Halvard|joke/u);
    expect(read.match(/\bDone\b/gu)).toHaveLength(2);
    await seen(box, 'mailbox');
    await box.context().close();
  });

  test('8. an appeal is filed; what was decided stands on every list', async () => {
    await way.later('2027-05-23T09:00');
    const marcus = await at('marcus', 'Appeal');
    const file = await formOf(marcus, 'An appeal has come in');
    await press(file, 'File the appeal');
    await file.getByText('Put in what they wrote.').waitFor();
    await fillIn(file, {
      'Who appeals': 'Halvard Brekke',
      'Their words': 'You told me to leave and not to come back. You did not tell me who said these things. I appeal.',
      'New witnesses they name': 'Bo and Trude',
    });
    await press(file, 'File the appeal');
    await marcus.getByRole('heading', { name: 'Appeal by Halvard Brekke' }).waitFor();
    await marcus.getByText('Can do it: Gwen Abara, Oleg Marin').waitFor();
    const stands = marcus.getByRole('region', { name: 'What stands meanwhile' });
    await stands.getByText('Leave and not return').waitFor();
    await stands.getByText('No later events, until May 15, 2029').waitFor();
    await marcus.getByText('Decide this appeal: Your roles do not include this.').waitFor();
    const owen = await listsOf('owen');
    await owen.getByText('Do not admit').waitFor();
    await owen.getByText('No later events').waitFor();
  });

  test('8. a partner in business is set aside; the packet goes to the board, not with the name of who told it', async () => {
    const marcus = await at('marcus', 'Story');
    await unfold(marcus.getByLabel('Who', { exact: true }));
    await fillIn(marcus, { Who: 'Oleg Marin' });
    await press(marcus, 'Set Oleg Marin aside now');
    await marcus
      .getByText(/Oleg Marin was set aside by Marcus Lind/u)
      .first()
      .waitFor();
    await turnTo(marcus, 'Appeal');
    await marcus.getByText('Can do it: Gwen Abara', { exact: true }).waitFor();
    const packet = await formOf(marcus, 'What they are given');
    expect(await packet.getByRole('checkbox', { name: 'Oleg Marin' }).count()).toBe(0);
    await fillIn(packet, {
      'What happened, in neutral words': 'Solène was touched after a clear no.',
      'Gwen Abara': true,
    });
    await press(packet, 'Hand it over');
    await packet.getByText('Who told us is never named to them: Solène.').waitFor();
    await fillIn(packet, { 'What happened, in neutral words': 'A volunteer touched a guest after a clear no, twice.' });
    await press(packet, 'Hand it over');
    await packet.getByText('Change what was found, or say for each why it stays.').waitFor();
    await seen(marcus, 'appeal');
    await fillIn(packet, { 'Why it stays': 'It is said of the person who appeals.' });
    await press(packet, 'Hand it over');
    await marcus
      .getByText(/Handed over by Marcus Lind/u)
      .first()
      .waitFor();
  });

  test('8. one of the board who is free decides from the packet alone; for the other there is nothing', async () => {
    const oleg = await listsOf('oleg');
    await oleg.getByText('Nothing on your lists now.').waitFor();
    expect(await way.incidentsOf(oleg)).toEqual([]);
    const gwen = await way.desk('gwen');
    await gwen.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'What is owed' }).click();
    await gwen.getByRole('link', { name: 'An appeal waits for your decision' }).click();
    await gwen.getByRole('heading', { name: 'Decide the appeal' }).waitFor({ state: 'attached' });
    expect(await way.incidentsOf(gwen)).toEqual([]);
    const given = await gwen.locator('main').innerText();
    expect(given).toContain('A volunteer touched a guest after a clear no, twice.');
    expect(given).not.toMatch(/Solène|Idriss|orange lanyard|hotel/u);
    await seen(gwen, 'packet');
    const decide = await formOf(gwen, 'Decide the appeal');
    await press(decide, 'Decide');
    await decide.getByText('Choose one of the two.').waitFor();
    await choose(decide, 'The decision stands');
    await fillIn(decide, { 'Your reasons': 'Two people saw it. What was decided fits.' });
    await press(decide, 'Decide');
    await gwen.getByText('Gwen Abara: the decision stands').waitFor();
    const helen = await at('helen', 'Appeal');
    await helen.getByText('The decision stands', { exact: true }).first().waitFor();
  });

  test('9. it closes as what it was, and not as something else; it is reopened for a reason', async () => {
    const helen = await at('helen', 'Lead and closing');
    const close = await formOf(helen, 'Close the incident');
    await press(close, 'Close it');
    await close.getByText('Choose how it ends.').waitFor();
    await choose(close, 'Reported in bad faith');
    await fillIn(close, { 'In one or two lines, for the record': 'Decided, done and told.' });
    await press(close, 'Close it');
    await close.getByText('Something that was decided still stands.').waitFor();
    await choose(close, 'Resolved');
    await press(close, 'Close it');
    await helen.getByRole('heading', { name: 'It is closed' }).waitFor();
    await seen(helen, 'closed');
    const reopen = await formOf(helen, 'Reopen it');
    await press(reopen, 'Reopen');
    await reopen.getByText('Write the reason first.').waitFor();
    await fillIn(reopen, { 'Why it is reopened': 'Somebody else knew of it.' });
    await press(reopen, 'Reopen');
    await helen.getByRole('heading', { name: 'Close the incident' }).waitFor();
  });

  test('9. somebody who knew and was not told holds the closing; then it is closed again', async () => {
    const helen = await at('helen', 'People who knew');
    const add = await formOf(helen, 'Add people who knew');
    await fillIn(add, { Who: 'The team of the cloakroom' });
    await press(add, 'Add people who knew');
    const end = await formOf(helen, 'Told, or not needed: The team of the cloakroom');
    await turnTo(helen, 'Lead and closing');
    await helen.getByText('Close the incident: Something must be done before this can be closed.').waitFor();
    await helen.getByRole('region', { name: 'Closing', exact: true }).getByText('The team of the cloakroom').waitFor();
    await helen.getByRole('link', { name: 'Go to: People who knew' }).click();
    await fillIn(end, { 'How it went': 'It is not needed' });
    await press(end, 'Keep this');
    await end.getByText('Say why it is not needed.').waitFor();
    await fillIn(end, { 'Why it is not needed': 'They asked not to be written to.' });
    await press(end, 'Keep this');
    await helen.getByText('Not needed, says Helen Adeyemi').waitFor();
    await turnTo(helen, 'Lead and closing');
    const close = await formOf(helen, 'Close the incident');
    await choose(close, 'Resolved');
    await fillIn(close, { 'In one or two lines, for the record': 'Decided, done and told to everybody.' });
    await press(close, 'Close it');
    await helen.getByRole('heading', { name: 'It is closed' }).waitFor();
  });

  test('9. after the event chair and coordinator go through it, staff may not; what is to do is read by all, the incident by nobody more', async () => {
    await way.later('2027-05-24T10:00');
    const before = async (who: string): Promise<Page> => {
      const desk = await way.desk(who);
      await desk.getByRole('link', { name: 'Before and after' }).click();
      await desk.getByRole('heading', { name: 'Before and after', level: 1 }).waitFor();
      return desk;
    };
    const helen = await before('helen');
    const agenda = helen.getByRole('region', { name: 'Your agenda' });
    const codeName = await agenda.locator('.name').innerText();
    await press(agenda, 'Go through it');
    const talk = await formOf(helen, 'What you talked over');
    await press(talk, 'Keep it as gone through');
    await talk.getByText('Write a sentence first.').waitFor();
    await fillIn(talk, { 'What the team learned from it': 'Two of us at the cloakroom in the evening.' });
    await press(talk, 'Keep it as gone through');
    await agenda.getByText('Gone through', { exact: true }).waitFor();
    // The coordinator reads it and may add their own word; staff who were let in read it and may not.
    const itemOf = async (who: string): Promise<Locator> => {
      const theirs = (await before(who)).getByRole('region', { name: 'Your agenda' });
      const item = theirs.locator('li', { hasText: codeName });
      await press(item, 'Go through it');
      await item.getByText('Two of us at the cloakroom in the evening.').waitFor();
      return item;
    };
    const kenjis = await itemOf('kenji');
    await kenjis.getByText('What you talked over: Your roles do not include this.').waitFor();
    expect(await kenjis.getByRole('button', { name: 'Keep it as gone through' }).count()).toBe(0);
    const marcuses = await itemOf('marcus');
    await fillIn(marcuses, { 'What the team learned from it': 'Ask for no hotel on the badge form.' });
    await press(marcuses, 'Keep it as gone through');
    await marcuses.getByText('Gone through', { exact: true }).waitFor();
    const todo = helen.getByRole('region', { name: 'Who does what' });
    await fillIn(todo, { What: 'Two people at the cloakroom', 'Who does it': 'Marcus Lind', 'By when': '2028-01-15' });
    await press(todo, 'Add it');
    await todo.getByText('Marcus Lind, by').waitFor();
    await seen(helen, 'debrief');
    const owen = await before('owen');
    await owen.getByText('Two people at the cloakroom').waitFor();
    await owen.getByText('There is nothing to go through for you.').waitFor();
    const read = await owen.locator('main').innerText();
    expect(read).not.toContain(codeName);
    expect(read).not.toMatch(/in the evening|hotel/u);
  });
});
