import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { identifying } from '#domain/speaking/identity.ts';
import { notSaid, speakersOf, stepsOf } from '#domain/speaking/talking.ts';
import { checkedIn } from '#desk/incident/outgoing/checked.ts';
import { tellingOf } from '#desk/incident/outgoing/telling.ts';
import { attemptOf, permissionIn } from '#desk/incident/handling/permission.ts';
import { freeIn } from '#desk/incident/handling/fields.tsx';
import { toldOf } from '#desk/incident/handling/told.ts';
import { accessFirst, appealBodyOf, lineOf } from '#desk/incident/talk/decided.ts';
import { talkLine } from '#desk/incident/talk/lines.ts';
import { standingIn } from '#desk/incident/talk/scene.ts';
import { talk as en } from '#words/made/en/talk.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { MailboxOpened } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let amina: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, amina] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'amina')]);
});
afterAll(() => served.end());

type Prepared = Awaited<ReturnType<typeof prepare>>;
interface Told {
  readonly id: string;
  readonly prepared: Prepared;
}

const said: readonly (readonly [string, string])[] = [
  ['what', 'He said people like me only get in on quota, and laughed.'],
  ['contact.name', 'Paloma Ruiz'],
  ['contact.naming', 'team-only'],
];

async function reported(desk: DeskOf = rosa): Promise<Told> {
  const prepared = await prepare(await groundOf(served.url, event), said);
  const id = await arrived(desk, prepared);
  ok(await desk.open(id));
  return { id, prepared };
}

const procedureOf = async (desk: DeskOf, opened: Opened): Promise<Procedure> => {
  const found = ok(await desk.look()).procedures.find(({ digest }) => digest === opened.procedure);
  if (found === undefined) throw new Error('no version');
  return found;
};

const person = '0'.repeat(31) + '1';
const noted: ActSent = {
  kind: 'person-noted',
  facts: {},
  body: {
    v: 1,
    person,
    name: 'E. Sandoval-Reyes',
    also: [],
    looks: '',
    parts: ['reported'],
    organisation: false,
    minor: false,
    contact: '',
  },
};
const planned: ActSent = {
  kind: 'conversation-planned',
  facts: { owner: 'rosa', due: Date.parse('2027-05-15T18:00:00-04:00') },
  body: { v: 1, second: 'amina', note: 'in the quiet room' },
};
const held = (part: string, draft = '', parts: Readonly<Record<string, string>> = {}): ActSent => ({
  kind: 'conversation-held',
  facts: { by: ['amina', 'rosa'], part },
  body: { v: 1, parts, text: '', draft, fewer: '', noAppeal: '' },
});
const side = (how: string, text: string): ActSent => ({
  kind: 'side-heard',
  facts: { how },
  body: { v: 1, text, witnesses: how === 'heard' ? 'Bo and Trude' : '' },
});
const drafted = (what: string, parts: Readonly<Record<string, string>>): ActSent => ({
  kind: 'drafted',
  facts: { for: what },
  body: { v: 1, to: person, parts, language: 'en', kept: [] },
});
const resolved: ActSent = {
  kind: 'resolved',
  facts: { none: 'no' },
  body: { v: 1, verdict: 'violation', rule: 'Be considerate.', reasons: 'Two people heard it.', pattern: false },
};
const consequence = (response: string, ends: 'event-end' | 'date', until: number | null): ActSent => ({
  kind: 'consequence-decided',
  facts: { owner: 'rosa', due: Date.parse('2027-05-15T20:00:00-04:00') },
  body: { v: 1, response, text: '', person, protects: '', data: {}, ends, until },
});

/** What the reporter is shown; the clock of the answer left out. */
const mailbox = async ({ keys: { id, auth } }: Prepared): Promise<MailboxOpened> => {
  const headers = { origin: served.url, 'content-type': 'application/json' };
  const body = JSON.stringify({ id, auth });
  const answer = await fetch(served.url + paths.api.mailbox.open, { method: 'POST', headers, body });
  return { ...((await answer.json()) as MailboxOpened), now: 0 };
};

const steps = ({ handling }: Opened): string => Object.values(stepsOf(handling.speaking, handling.response)).join(' ');

/** The letter of the newest draft, cleared by another member. */
async function cleared(id: string): Promise<string> {
  const draft = toldOf(ok(await amina.open(id)), 'drafted').at(-1);
  const clear: ActSent = { kind: 'cleared', facts: { file: draft?.file ?? '', of: draft?.hash ?? '' }, body: null };
  expect(await rosa.act(id, [clear])).toEqual({ refused: 'not-allowed', reason: 'own-draft' });
  expect(await amina.act(id, [clear])).toEqual({ done: true });
  return draft?.hash ?? '';
}

describe('a talk with the person reported', () => {
  test('given two people plan it, tell, listen and tell what was decided, colleagues read each step', async () => {
    const { id } = await reported();
    expect(await rosa.act(id, [noted, resolved, planned])).toEqual({ done: true });
    expect(steps(ok(await amina.open(id)))).toBe('done now later later');
    const parts = { what: 'A remark at the poster hall was told to us.', effect: 'It shut somebody out.' };
    expect(await rosa.act(id, [drafted('conversation', parts)])).toEqual({ done: true });
    const draft = await cleared(id);
    expect(await rosa.act(id, [held('what', draft, parts)])).toEqual({ done: true });
    expect(await rosa.act(id, [side('heard', 'I only said what all of us think.')])).toEqual({ done: true });
    expect(await rosa.act(id, [held('outcome')])).toEqual({ done: true });
    const opened = ok(await amina.open(id));
    expect(steps(opened)).toBe('done done done done');
    const [what] = toldOf(opened, 'conversation-held');
    expect(what).toMatchObject({ lists: { by: ['amina', 'rosa'] }, body: { draft, parts } });
    const [theirs] = toldOf(opened, 'side-heard');
    expect(theirs).toMatchObject({ who: { id: 'rosa' }, compartment: 'internal', body: { witnesses: 'Bo and Trude' } });
    const names: Readonly<Record<string, string>> = { rosa: 'Rosa', amina: 'Amina' };
    const lines = opened.entries.flatMap((seen) => talkLine(seen, en, (member) => names[member] ?? '') ?? []);
    expect(lines).toEqual([
      'Rosa Okafor planned the talk: Rosa leads it, Amina goes along.',
      'Amina and Rosa told the person what was reported.',
      'Rosa Okafor wrote down their side.',
      'Amina and Rosa told the person what was decided.',
    ]);
  });

  test('given their side is written down, the reporter sees nothing new (RSP-18)', async () => {
    const { id, prepared } = await reported();
    ok(await rosa.open(id));
    const before = await mailbox(prepared);
    expect(await rosa.act(id, [side('heard', 'I only said what all of us think.')])).toEqual({ done: true });
    expect(await mailbox(prepared)).toEqual(before);
  });

  test('given somebody fears contact, nobody tells, asks or warns them before there is a plan (FLD-14)', async () => {
    const { id } = await reported();
    const hold: ActSent = { kind: 'hold-contact', facts: {}, body: { v: 1, text: 'He knows my room.' } };
    expect(await rosa.act(id, [hold, planned])).toEqual({ done: true });
    const waits = { refused: 'not-allowed', reason: 'contact-on-hold' };
    const warned: ActSent = { kind: 'warned', facts: {}, body: { v: 1, person, medium: 'spoken', text: 'Stop.' } };
    for (const act of [held('what'), held('outcome'), side('heard', 'x'), warned])
      expect(await rosa.act(id, [act])).toEqual(waits);
    expect(steps(ok(await rosa.open(id)))).toBe('done waits waits waits');
    const plan: ActSent = { kind: 'plan-made', facts: {}, body: { v: 1, text: 'Another hotel.', contact: 'rosa' } };
    expect(await rosa.act(id, [plan])).toEqual({ done: true });
    expect(await rosa.act(id, [held('what')])).toEqual({ done: true });
  });

  test('given it is left out with a reason, the duty to hold it is met (RSP-16)', async () => {
    const { id } = await reported();
    const left: ActSent = { kind: 'conversation-left-out', facts: {}, body: { v: 1, reason: 'They went home.' } };
    expect(await rosa.act(id, [planned])).toEqual({ done: true });
    const owed = async (): Promise<string | undefined> =>
      ok(await rosa.open(id)).duties.find((duty) => duty.id === 'talk')?.state.is;
    expect(await owed()).toBe('open');
    expect(await rosa.act(id, [left])).toEqual({ done: true });
    expect(await owed()).toBe('met');
    expect(steps(ok(await rosa.open(id)))).toBe('done left-out left-out left-out');
  });

  test('given the chair cannot open it, who is passed over is said and a lead is proposed', async () => {
    const { id } = await reported();
    const opened = ok(await rosa.open(id));
    const { conversation } = await procedureOf(rosa, opened);
    const speakers = speakersOf(conversation, opened.ground, opened.handling.away, freeIn(opened));
    expect(speakers.passed.find(({ member }) => member === 'helen')).toMatchObject({ role: 'chair', why: 'no-key' });
    expect(speakers.order[0]).toBe('rosa');
  });

  test('given words of apology, they go to nobody who did not agree to hear them (RSP-26)', async () => {
    const { id } = await reported();
    const apology = (relay: string): ActSent => ({
      kind: 'apology-noted',
      facts: { relay },
      body: { v: 1, text: 'I am sorry.', reason: 'given unasked' },
    });
    const unwanted = { refused: 'not-allowed', reason: 'no-opt-in' };
    expect(await rosa.act(id, [apology('yes')])).toEqual(unwanted);
    expect(await rosa.act(id, [apology('no')])).toEqual({ done: true });
    const agreed: ActSent = {
      kind: 'permission-given',
      facts: { for: 'relay' },
      body: { v: 1, person: 'reporter', scope: '', words: 'I would like to hear it.' },
    };
    expect(await rosa.act(id, [agreed])).toEqual({ done: true });
    expect(await rosa.act(id, [apology('yes')])).toEqual({ done: true });
    const given = toldOf(ok(await rosa.open(id)), 'permission-given')[0]?.hash ?? '';
    expect(await rosa.act(id, [{ kind: 'permission-withdrawn', facts: { of: given }, body: null }])).toEqual({
      done: true,
    });
    expect(await rosa.act(id, [apology('yes')])).toEqual(unwanted);
  });
});

describe('what the text has to say', () => {
  test('given a decision, its lines name response and end and never whom it protects (RSP-24)', async () => {
    const { id } = await reported();
    const until = Date.parse('2029-05-15T12:00:00-04:00');
    const acts = [resolved, consequence('no-talks', 'date', until), consequence('no-contact', 'event-end', null)];
    expect(await rosa.act(id, acts)).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    const procedure = await procedureOf(rosa, opened);
    const zone = { language: 'en', zone: 'America/New_York' };
    const lines = standingIn(opened).map((one) => lineOf(one, procedure, en, zone));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/, until May 15, 2029\.$/u);
    expect(lines[1]).toMatch(/, until the event ends\.$/u);
    expect(notSaid(lines[0] ?? '', lines)).toEqual([lines[1]]);
    const lifted: ActSent = {
      kind: 'consequence-lifted',
      facts: { of: standingIn(opened)[0]?.hash ?? '' },
      body: { v: 1, reason: 'decided anew' },
    };
    expect(await rosa.act(id, [lifted])).toEqual({ done: true });
    expect(standingIn(ok(await rosa.open(id)))).toHaveLength(1);
  });

  test('given access is to end, that is done before the person is told (RSP-09)', async () => {
    const { id } = await reported();
    const procedure = await procedureOf(rosa, ok(await rosa.open(id)));
    const ending = procedure.responses.list.find(({ needs }) => needs.includes('systems'));
    expect(await rosa.act(id, [resolved, consequence(ending?.id ?? '', 'event-end', null)])).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    expect(accessFirst(procedure, standingIn(opened), 'en')).toEqual([ending?.name['en']]);
    const of = standingIn(opened)[0]?.hash ?? '';
    expect(
      await rosa.act(id, [{ kind: 'consequence-carried-out', facts: { of }, body: { v: 1, text: 'Ended at 15:02.' } }]),
    ).toEqual({ done: true });
    expect(accessFirst(procedure, standingIn(ok(await rosa.open(id))), 'en')).toEqual([]);
  });

  test('given a contact for appeals, the letter names it; given nobody, no sentence stands there (APL-01, APL-02)', async () => {
    const { id } = await reported();
    const opened = ok(await rosa.open(id));
    const procedure = await procedureOf(rosa, opened);
    const edition = ok(await rosa.look()).editions.find((one) => one.edition.id === event)?.edition;
    if (edition === undefined) throw new Error('no event');
    const { roster } = opened.ground;
    expect(appealBodyOf(procedure, edition, roster, 'en')).toEqual({
      body: 'PyHarbor foundation board',
      where: 'board@pyharbor.example',
    });
    const without = { ...edition, contacts: edition.contacts.filter(({ lists }) => !lists.includes('appeal')) };
    expect(appealBodyOf(procedure, without, roster, 'en')).toEqual({
      body: 'the board that hears appeals',
      where: '',
    });
    const nobody = { members: roster.members.filter(({ id: one }) => one !== 'gwen' && one !== 'oleg') };
    expect(appealBodyOf(procedure, without, nobody, 'en')).toBeNull();
    const bodiless = { ...procedure, appeal: { ...procedure.appeal, body: null } };
    expect(appealBodyOf(bodiless, edition, roster, 'en')).toBeNull();
  });

  test('given the text has the name or the words of who told us, both are found (RSP-17, CNF-02)', async () => {
    const { id } = await reported();
    const opened = ok(await rosa.open(id));
    const telling = tellingOf(opened, undefined, []);
    const check = checkedIn(opened, await procedureOf(rosa, opened), (text, language) =>
      identifying(text, telling, language),
    );
    const found = (text: string): readonly string[] =>
      check(text, { for: 'conversation', language: 'en' }).map(({ why, whose }) => `${why} ${whose}`);
    expect(found('Paloma told us that you spoke to her.')).toContain('name reporter');
    expect(found('You said that people like me only get in on quota.')).toContain('quote reporter');
  });
});

describe('the document of 2013', () => {
  let helen: DeskOf;
  beforeAll(async () => {
    const body = new FormData();
    body.set('procedure', 'pycon-us-2013');
    const headers = { origin: served.url };
    await fetch(served.url + paths.rehearsal, { method: 'POST', body, headers, redirect: 'manual' });
    helen = await unlocked(served.url, 'helen');
  });

  const by2013 = (part: string): ActSent => ({
    kind: 'conversation-held',
    facts: { by: ['helen', 'marcus'], part },
    body: { v: 1, parts: {}, text: '', draft: '', fewer: '', noAppeal: '' },
  });

  test('given somebody has to speak, leaving it out is refused with the clause, and closing waits for all three steps (RSP-17…19, D12)', async () => {
    const { id } = await reported(helen);
    const opened = ok(await helen.open(id));
    const procedure = await procedureOf(helen, opened);
    expect(permissionIn(opened, procedure, 'helen', attemptOf('conversation-left-out'))).toMatchObject({
      refused: 'not-waivable',
      clause: { en: expect.stringContaining('Somebody speaks with') as string },
    });
    const left: ActSent = { kind: 'conversation-left-out', facts: {}, body: { v: 1, reason: 'No time.' } };
    expect(await helen.act(id, [left])).toEqual({ refused: 'not-allowed', reason: 'not-waivable' });
    expect(await helen.act(id, [resolved])).toEqual({ done: true });
    expect(await helen.act(id, [by2013('outcome')])).toEqual({ refused: 'not-allowed', reason: 'not-heard' });
    const open = async (): Promise<string> =>
      ok(await helen.open(id))
        .duties.filter(
          ({ id: duty, state }) => /^(tell-what|hear-them|tell-actions)$/u.test(duty) && state.is === 'open',
        )
        .map((duty) => duty.id)
        .toSorted()
        .join(' ');
    expect(await open()).toBe('tell-actions tell-what');
    expect(await helen.act(id, [by2013('what')])).toEqual({ done: true });
    expect(await open()).toBe('hear-them tell-actions');
    expect(await helen.act(id, [side('declined', 'They did not want to.')])).toEqual({ done: true });
    expect(await helen.act(id, [by2013('outcome')])).toEqual({ done: true });
    expect(await open()).toBe('');
  });

  test('given words of apology, none is passed on whoever agreed', async () => {
    const { id } = await reported(helen);
    const agreed: ActSent = {
      kind: 'permission-given',
      facts: { for: 'relay' },
      body: { v: 1, person: 'reporter', scope: '', words: 'I would like to hear it.' },
    };
    expect(await helen.act(id, [agreed])).toEqual({ done: true });
    const passed: ActSent = { kind: 'apology-noted', facts: { relay: 'yes' }, body: { v: 1, text: 'x', reason: 'y' } };
    expect(await helen.act(id, [passed])).toEqual({ refused: 'not-allowed', reason: 'no-opt-in' });
  });
});
