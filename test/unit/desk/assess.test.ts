import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { firstWord, fearsIn, isUnsafe, offersHold } from '#domain/response/assessing.ts';
import { wishes } from '#domain/response/referring.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { assessLine } from '#desk/incident/assess/lines.ts';
import { answersIn } from '#desk/incident/assess/told.ts';
import { attemptOf, permissionIn } from '#desk/incident/handling/permission.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { assess as en } from '#words/made/en/assess.ts';
import { paths } from '#wire/paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'amina')]);
});
afterAll(() => served.end());

async function reported(
  fields: readonly (readonly [string, string])[] = [],
  desk = rosa,
  where = ground,
): Promise<string> {
  const id = await arrived(
    desk,
    await prepare(where, [['what', 'a second slide of a half undressed woman'], ...fields]),
  );
  ok(await desk.open(id));
  return id;
}

/** The event under another procedure, and a desk that has seen it. */
async function switched(procedure: string, member: string): Promise<{ desk: DeskOf; where: Ground }> {
  const form = new FormData();
  form.set('procedure', procedure);
  const answer = await fetch(served.url + paths.rehearsal, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: served.url },
  });
  expect(answer.status).toBe(303);
  return { desk: await unlocked(served.url, member), where: await groundOf(served.url, event) };
}

async function asks(desk: DeskOf, opened: Opened, member: string, ...attempt: Parameters<typeof attemptOf>) {
  const procedure = ok(await desk.look()).procedures.find(({ digest }) => digest === opened.procedure);
  return permissionIn(opened, procedure, member, attemptOf(...attempt));
}

const stateOf = ({ duties }: Opened, duty: string): string | undefined =>
  duties.find(({ id }) => id === duty)?.state.is;

const assessed = (urgency: string, why: string): ActSent => ({
  kind: 'assessed',
  facts: { urgency },
  body: { v: 1, why, answers: { repeats: 'yes' }, impact: 'high', risk: 'low', text: '' },
});
const measure = (alone: 'yes' | 'no', what: string): ActSent => ({
  kind: 'measure-taken',
  facts: { alone },
  body: { v: 1, response: 'end-talk', what, why: 'people were walking out', person: '', at: 1_800_000_000_000 },
});
const referral = (askedBy: string, danger: 'yes' | 'no'): ActSent => ({
  kind: 'referred',
  facts: { 'asked-by': askedBy, danger },
  body: {
    v: 1,
    agency: 'City police, front desk',
    contact: 'Officer 4471',
    told: 'A guest is followed. North door, now.',
    draft: '',
    at: 1_800_000_000_000,
    asked: askedBy === 'nobody' ? '' : '“Please call them for me.”',
    askedAt: askedBy === 'nobody' ? null : 1_799_999_000_000,
    consent: 'She read these words and agreed.',
    reference: 'P-77',
  },
});

describe('how urgent it is', () => {
  test('given it is judged again, the newest word counts and the older one stays to be read', async () => {
    const id = await reported([['ongoing', 'yes']]);
    expect(stateOf(ok(await rosa.open(id)), 'urgent')).toBe('overdue');
    expect(await rosa.act(id, [assessed('now', 'the talk runs until 14:10')])).toEqual({ done: true });
    expect(await amina.act(id, [assessed('can-wait', 'the talk has ended')])).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    expect(opened.handling.response.urgency).toBe('can-wait');
    expect(toldOf(opened, 'assessed').map(({ who, facts, body }) => [who, facts['urgency'], body.why])).toMatchObject([
      [{ id: 'rosa' }, 'now', 'the talk runs until 14:10'],
      [{ id: 'amina' }, 'can-wait', 'the talk has ended'],
    ]);
  });

  test('given only the server wrote, nobody has answered; a message of a person is the first word', async () => {
    const id = await reported();
    expect(await rosa.act(id, [assessed('soon', 'x')])).toEqual({ done: true });
    expect(firstWord(ok(await rosa.open(id)).entries)).toBeNull();
    ok(await rosa.write(id, { text: 'Thank you. We are on the way.', followUp: false }));
    const opened = ok(await rosa.open(id));
    expect(firstWord(opened.entries)).toBe(opened.entries.find(({ kind }) => kind === 'said-to-reporter')?.at);
    expect(firstWord(opened.entries)).toBeGreaterThanOrEqual(opened.row.receivedAt);
  });
});

describe('acting before anybody can meet', () => {
  test('given one lead ends a talk with nobody else there, the others owe it a look and their word stands', async () => {
    const id = await reported([['ongoing', 'yes']]);
    expect(await rosa.act(id, [measure('yes', 'ended the talk in Room D')])).toEqual({ done: true });
    const acted = ok(await amina.open(id));
    expect(stateOf(acted, 'urgent')).toBe('met');
    expect(stateOf(acted, 'measure-review')).toBe('open');
    const [taken] = toldOf(acted, 'measure-taken');
    expect(taken?.body).toMatchObject({ response: 'end-talk', why: 'people were walking out' });
    const review: ActSent = {
      kind: 'measure-reviewed',
      facts: { of: taken?.hash ?? '' },
      body: { v: 1, stands: true, text: 'We would have done the same.' },
    };
    expect(await amina.act(id, [review])).toEqual({ done: true });
    const looked = ok(await rosa.open(id));
    expect(stateOf(looked, 'measure-review')).toBe('met');
    expect(looked.handling.response.measures[0]?.reviewed).not.toBeNull();
  });

  test('given the team decided it together, no look is owed', async () => {
    const id = await reported();
    expect(await rosa.act(id, [measure('no', 'asked the speaker to skip two slides')])).toEqual({ done: true });
    expect(stateOf(ok(await rosa.open(id)), 'measure-review')).toBeUndefined();
  });
});

describe('help from outside', () => {
  test('given everybody is safe and nobody asked, it is held back with the clause, and nothing is written', async () => {
    const id = await reported();
    expect(await rosa.act(id, [referral('nobody', 'no')])).toEqual({ refused: 'not-allowed', reason: 'not-asked' });
    const opened = ok(await rosa.open(id));
    expect(toldOf(opened, 'referred')).toEqual([]);
    const answer = await asks(rosa, opened, 'rosa', 'referred', { 'asked-by': 'nobody', danger: 'no' });
    expect(answer).toMatchObject({ refused: 'not-asked' });
    expect('clause' in answer && answer.clause?.['en']).toContain('police or security are called only if');
  });

  test('given the person who was hurt asked, it is kept with when, in which words and what was told', async () => {
    const id = await reported();
    expect(await rosa.act(id, [referral('impacted', 'no')])).toEqual({ done: true });
    const [kept] = toldOf(ok(await amina.open(id)), 'referred');
    expect(kept?.facts).toMatchObject({ 'asked-by': 'impacted', danger: 'no' });
    expect(kept?.body).toMatchObject({
      asked: '“Please call them for me.”',
      askedAt: 1_799_999_000_000,
      told: 'A guest is followed. North door, now.',
      reference: 'P-77',
    });
  });

  test('given somebody is in danger, nobody has to ask first', async () => {
    const id = await reported();
    expect(await rosa.act(id, [referral('nobody', 'yes')])).toEqual({ done: true });
  });
});

describe('fear of what could follow', () => {
  test('given somebody worries, the hold is offered; while it stands nobody speaks with the reported person', async () => {
    const id = await reported([
      ['worry', 'yes'],
      ['worry.more', 'he is my manager'],
      ['safe', 'unsure'],
    ]);
    const opened = ok(await rosa.open(id));
    const { questions } = ground.info.procedure;
    const fears = fearsIn(questions, answersIn(opened));
    expect(fears).toEqual({ worry: 'yes', couldTell: 'no', words: 'he is my manager' });
    expect(offersHold(fears)).toBe(true);
    expect(isUnsafe(questions, answersIn(opened))).toBe(true);
    const hold: ActSent = { kind: 'hold-contact', facts: {}, body: { v: 1, text: fears.words } };
    expect(await rosa.act(id, [hold])).toEqual({ done: true });
    const spoken = ['conversation-held', { by: 'rosa', part: 'side' }] as const;
    const held = ok(await rosa.open(id));
    expect(stateOf(held, 'safety-plan')).toBe('open');
    expect(await asks(rosa, held, 'rosa', ...spoken)).toMatchObject({ refused: 'contact-on-hold' });
    const plan: ActSent = {
      kind: 'plan-made',
      facts: {},
      body: { v: 1, text: 'Amina walks with them until Tuesday.', contact: 'amina' },
    };
    expect(await rosa.act(id, [plan])).toEqual({ done: true });
    const planned = ok(await rosa.open(id));
    expect(stateOf(planned, 'safety-plan')).toBe('met');
    expect(await asks(rosa, planned, 'rosa', ...spoken)).toMatchObject({ allowed: true });
  });
});

describe('what they need', () => {
  test('given somebody walks with them, the team sees who and when; the helper opens nothing', async () => {
    const id = await reported();
    const need: ActSent = {
      kind: 'need-asked',
      facts: {},
      body: { v: 1, need: 'escort', text: 'Hotel lobby, 08:00. Ask for the guest in green.', helper: 'priya' },
    };
    expect(await rosa.act(id, [need])).toEqual({ done: true });
    const asked = ok(await amina.open(id));
    expect(stateOf(asked, 'need')).toBe('open');
    const priya = await unlocked(served.url, 'priya');
    expect(await priya.open(id)).toEqual({ refused: 'not-found' });
    expect((await priya.incidents()).map(({ incident }) => incident)).not.toContain(id);
    const of = toldOf(asked, 'need-asked')[0]?.hash ?? '';
    expect(await amina.act(id, [{ kind: 'need-done', facts: { of }, body: null }])).toEqual({ done: true });
    expect(stateOf(ok(await rosa.open(id)), 'need')).toBe('met');
  });
});

test('given an entry of each kind, the story has one sentence for it; of any other it has none', async () => {
  const id = await reported();
  await rosa.act(id, [
    assessed('soon', 'he mentors until Tuesday'),
    { kind: 'hold-contact', facts: {}, body: { v: 1, text: 'his friends' } },
    { kind: 'plan-made', facts: {}, body: { v: 1, text: 'walks', contact: 'amina' } },
    measure('yes', 'ended the talk'),
    referral('reporter', 'no'),
    { kind: 'need-asked', facts: {}, body: { v: 1, need: 'water', text: 'Room 11', helper: '' } },
  ]);
  const lines = ok(await rosa.open(id)).entries.map((seen) => [
    seen.kind,
    assessLine(seen, en, { nameOf: (member) => member }),
  ]);
  expect(lines.filter(([, line]) => line !== null)).toEqual([
    ['assessed', 'Judged how urgent it is: Soon. he mentors until Tuesday'],
    ['hold-contact', 'Held contact back until there is a plan: his friends'],
    ['plan-made', 'Made a safety plan. amina can be reached.'],
    ['measure-taken', 'Acted alone: ended the talk'],
    ['referred', 'Turned to City police, front desk.'],
    ['need-asked', 'Asked for help: Water, something to eat'],
  ]);
});

// Last: the event runs another procedure from here on.
describe('what another procedure says', () => {
  test('given Boston, any responder acts alone; the same person may not at PyCon', async () => {
    const before = ok(await rosa.open(await reported()));
    const alone = ['measure-taken', { alone: 'yes' }] as const;
    expect(await asks(rosa, before, 'priya', ...alone)).toMatchObject({ refused: 'no-role' });
    const { desk, where } = await switched('boston-python', 'priya');
    const id = await reported([], desk, where);
    expect(await asks(desk, ok(await desk.open(id)), 'priya', ...alone)).toMatchObject({ allowed: true });
    expect(await desk.act(id, [measure('yes', 'walked them out')])).toEqual({ done: true });
  });

  test('given 2013, nobody acts alone, the wish of the person who was hurt counts, and a meeting is owed', async () => {
    const { desk, where } = await switched('pycon-us-2013', 'helen');
    const id = await reported([], desk, where);
    const opened = ok(await desk.open(id));
    expect(await asks(desk, opened, 'helen', 'measure-taken', { alone: 'yes' })).toMatchObject({ refused: 'no-role' });
    expect(await asks(desk, opened, 'helen', 'measure-taken', { alone: 'no' })).toMatchObject({ allowed: true });
    expect(await desk.act(id, [referral('reporter', 'no')])).toEqual({ refused: 'not-allowed', reason: 'not-asked' });
    expect(await desk.act(id, [referral('impacted', 'no')])).toEqual({ done: true });
    const procedure = ok(await desk.look()).procedures.find(({ digest }) => digest === opened.procedure);
    expect(procedure && wishes(procedure)).toEqual(['impacted']);
    expect(opened.duties.find(({ id: duty }) => duty === 'meet-now')?.state.is).toMatch(/open|overdue/u);
  });
});
