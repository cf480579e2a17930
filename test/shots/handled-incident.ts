import { toldOf } from '#desk/incident/handling/told.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { arrived, ok, unlocked, type DeskOf } from '../unit/desk/desks.ts';

/** One incident handled from report to appeal, with the desks' own acts: for pictures and for tests of its pages. */
export interface Words {
  readonly what: string;
  readonly reporter: string;
  readonly reported: string;
  readonly impacted: string;
  readonly looks: string;
  readonly sentence: string;
  readonly rule: string;
  readonly where: string;
}

export const english: Words = {
  what: 'Room D, talk on now till 14:10. The slide was a half undressed woman as a “fast query” joke, then a second one. People in row 6 walked out. I asked him at the break to take it out and he laughed.',
  reporter: 'Ito Maruyama',
  reported: 'Bertil-Alexander Quist van der Meersch-Oosterhuis',
  impacted: 'Zoe Ardent',
  looks: 'tall, red lanyard, striped jumper, stood at the door of room D',
  sentence:
    'Two people in row 6 heard it and saw both slides. One of them has a photo of the screen. He was asked to stop and went on.',
  rule: 'Sexual language and imagery is not appropriate for any conference venue, including talks.',
  where: 'Room D, 13:30',
};

/** Written from right to left, with names and numbers that are not. */
export const arabic: Words = {
  what: 'السلام عليكم. أنا في القاعة D، والمحاضرة مستمرة حتى 14:10. عرض المحاضر صورة غير لائقة ثم صورة ثانية، وخرج بعض الناس من الصف السادس.',
  reporter: 'إيتو ماروياما',
  reported: 'عبد الرحمن بن عبد العزيز Quist',
  impacted: 'زينب العابد',
  looks: 'طويل، حبل أحمر (Python)، كان يقف عند باب القاعة D',
  sentence: 'رأى شخصان في الصف السادس الصورتين، ومع أحدهما صورة للشاشة (0452).',
  rule: 'اللغة والصور الجنسية غير لائقة في أي مكان من أماكن المؤتمر.',
  where: 'القاعة D، 13:30',
};

/** A report and nothing yet: its id. */
export async function reported(origin: string, rosa: DeskOf, words: Words): Promise<string> {
  const fields = [
    ['what', words.what],
    ['contact.name', words.reporter],
    ['contact.naming', 'team-only'],
  ] as const;
  return arrived(rosa, await prepare(await groundOf(origin, event), fields));
}

const hour = 3_600_000;
const [quist, zoe, tall, firm, child] = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
  string,
  string,
];
type Noted = Extract<ActSent, { kind: 'person-noted' }>['body'];
const person = (id: string, name: string, part: Noted['parts'][number], more: Partial<Noted> = {}): ActSent => ({
  kind: 'person-noted',
  facts: {},
  body: {
    v: 1,
    person: id,
    name,
    also: [],
    looks: '',
    parts: [part],
    organisation: false,
    minor: false,
    contact: '',
    ...more,
  },
});

const peopleOf = (words: Words): readonly ActSent[] => [
  person(quist, words.reported, 'reported', { also: ['@bquist', '0452'], contact: 'bertil@quist.example' }),
  person(zoe, words.impacted, 'impacted'),
  person(tall, '', 'witness', { looks: words.looks }),
  person(firm, 'Stitch & Sons Data Warehousing GmbH', 'present', { organisation: true }),
  person(child, 'Nils Ardent', 'present', { minor: true }),
];

const firstHour = (words: Words, now: number): readonly ActSent[] => [
  { kind: 'lead-taken', facts: {}, body: null },
  { kind: 'tagged', facts: {}, body: { v: 1, behaviours: [], heavy: 'Describes sexual images.' } },
  {
    kind: 'assessed',
    facts: { urgency: 'now' },
    body: {
      v: 1,
      why: words.sentence,
      answers: { listed: 'yes', 'our-space': 'yes', public: 'yes', repeats: 'unsure' },
      impact: 'high',
      risk: 'high',
      text: words.sentence,
    },
  },
  { kind: 'hold-contact', facts: {}, body: { v: 1, text: words.sentence } },
  { kind: 'plan-made', facts: {}, body: { v: 1, text: words.sentence, contact: 'amina' } },
  {
    kind: 'measure-taken',
    facts: { alone: 'yes' },
    body: { v: 1, response: 'end-talk', what: words.where, why: words.sentence, person: quist, at: now },
  },
  { kind: 'need-asked', facts: {}, body: { v: 1, need: 'water', text: words.where, helper: '' } },
];

const resolvedBy = (words: Words): ActSent => ({
  kind: 'resolved',
  facts: { none: 'no' },
  body: { v: 1, verdict: 'violation', rule: words.rule, reasons: words.sentence, pattern: false },
});

const followingFrom = (words: Words, now: number): readonly ActSent[] => [
  {
    kind: 'consequence-decided',
    facts: { owner: 'amina', due: now + 2 * hour },
    body: {
      v: 1,
      response: 'no-contact',
      text: '',
      person: quist,
      protects: zoe,
      data: {},
      ends: 'event-end',
      until: null,
    },
  },
  {
    kind: 'consequence-decided',
    facts: { owner: 'rosa', due: now + hour },
    body: {
      v: 1,
      response: 'no-recordings',
      text: '',
      person: quist,
      protects: '',
      data: {},
      ends: 'never',
      until: null,
    },
  },
  {
    kind: 'consequence-decided',
    facts: { owner: 'rosa', due: now + hour },
    body: {
      v: 1,
      response: '',
      text: words.sentence,
      person: quist,
      protects: '',
      data: {},
      ends: 'once',
      until: null,
    },
  },
];

const afterwards = (words: Words, now: number): readonly ActSent[] => [
  {
    kind: 'conversation-planned',
    facts: { owner: 'rosa', due: now + hour },
    body: { v: 1, second: 'amina', note: words.where },
  },
  {
    kind: 'drafted',
    facts: { for: 'conversation' },
    body: { v: 1, to: quist, parts: { what: words.sentence, effect: words.sentence }, language: 'en', kept: [] },
  },
  { kind: 'side-heard', facts: { how: 'heard' }, body: { v: 1, text: words.sentence, witnesses: words.looks } },
  { kind: 'apology-noted', facts: { relay: 'no' }, body: { v: 1, text: words.sentence, reason: words.where } },
  {
    kind: 'follow-up-planned',
    facts: { owner: 'amina', due: now + 20 * hour },
    body: { v: 1, person: 'reporter', text: words.where },
  },
  {
    kind: 'follow-up-planned',
    facts: { owner: 'rosa', due: now + 3 * hour },
    body: { v: 1, person: zoe, text: words.where },
  },
  {
    kind: 'support-planned',
    facts: { owner: 'amina', due: now + 20 * hour },
    body: { v: 1, person: zoe, needs: words.where, text: words.sentence },
  },
  { kind: 'aware-listed', facts: {}, body: { v: 1, who: words.looks, note: words.where } },
  { kind: 'aware-listed', facts: {}, body: { v: 1, who: words.reported, note: '' } },
  {
    kind: 'permission-given',
    facts: { for: 'relay' },
    body: { v: 1, person: zoe, scope: words.where, words: words.sentence },
  },
  {
    kind: 'drafted',
    facts: { for: 'announcement', permits: null },
    body: {
      v: 1,
      to: 'everybody',
      parts: { text: 'A talk today broke our code of conduct, and it was ended.' },
      language: 'en',
      kept: [],
    },
  },
  { kind: 'appeal-filed', facts: {}, body: { v: 1, person: quist, text: words.sentence, witnesses: words.looks } },
];

/** From the first hour to the appeal; `amina` gives her first word, a second meeting is still to be held. */
export async function handled(origin: string, words: Words): Promise<string> {
  const [rosa, amina] = await Promise.all([unlocked(origin, 'rosa'), unlocked(origin, 'amina')]);
  const id = await reported(origin, rosa, words);
  const { now } = ok(await rosa.open(id));
  ok(await amina.open(id));
  ok(await rosa.letIn(id, ['helen', 'marcus']));
  const act = async (desk: DeskOf, acts: readonly ActSent[]): Promise<void> => {
    const answer = await desk.act(id, acts);
    if ('refused' in answer) throw new Error(`${acts.map(({ kind }) => kind).join(' ')}: ${JSON.stringify(answer)}`);
  };
  const call = (due: number): ActSent => ({
    kind: 'meeting-called',
    facts: { due, invited: ['rosa', 'amina', 'tomasz', 'kenji'] },
    body: { v: 1, place: words.where, note: words.sentence },
  });
  await act(rosa, [...peopleOf(words), ...firstHour(words, now)]);
  await act(rosa, [call(now + hour)]);
  const of = ok(await rosa.open(id)).handling.response.meetings.at(-1)?.hash ?? '';
  const voted = (text: string): ActSent => ({
    kind: 'voted',
    facts: { of },
    body: { v: 1, verdict: 'violation', responses: ['warning', 'no-recordings'], text },
  });
  await act(rosa, [voted(words.sentence)]);
  await act(amina, [voted(words.rule)]);
  await act(rosa, [
    {
      kind: 'meeting-held',
      facts: { of, outcome: 'decided', present: ['rosa', 'amina'] },
      body: {
        v: 1,
        summary: words.sentence,
        unclear: false,
        pattern: words.where,
        options: [{ response: 'warning', text: words.sentence }],
        aims: { violation: words.rule },
        minutes: words.sentence,
      },
    },
  ]);
  // Each is judged by what stood there before: first it is resolved, then something follows.
  await act(rosa, [resolvedBy(words)]);
  await act(rosa, followingFrom(words, now));
  const [first, second] = toldOf(ok(await rosa.open(id)), 'consequence-decided');
  await act(rosa, [
    { kind: 'consequence-carried-out', facts: { of: second?.hash ?? '' }, body: { v: 1, text: words.sentence } },
    ...afterwards(words, now),
    call(now + 5 * hour),
  ]);
  ok(await rosa.write(id, { text: words.sentence, followUp: true }));
  const line = { v: 1, subject: words.reported, rule: words.rule, where: words.where } as const;
  const lists = { incident: id, of: first?.hash ?? '' };
  const until = now + 30 * hour;
  ok(await rosa.sendNotice({ ...lists, for: 'door', members: ['owen'], body: { ...line, until } }));
  ok(
    await rosa.sendNotice({
      ...lists,
      for: 'audio-video',
      of: second?.hash ?? '',
      members: ['mei', 'owen'],
      body: { ...line, subject: words.where, until: null },
    }),
  );
  const appeal = ok(await rosa.open(id)).handling.appeal.filed[0]?.hash ?? '';
  const packet = { what: words.where, decided: words.rule, side: words.sentence, appeal: words.sentence, to: ['gwen'] };
  ok(
    await rosa.sendNotice({
      for: 'appeal',
      incident: id,
      of: appeal,
      members: ['gwen'],
      body: { v: 1, ...packet },
      also: [{ kind: 'packet-made', facts: { of: appeal }, body: { v: 1, ...packet } }],
    }),
  );
  await besides(rosa, words, now);
  return id;
}

/** What is told to the team without an incident: an upset person, and what the debrief left. */
async function besides(rosa: DeskOf, words: Words, now: number): Promise<void> {
  const all = { incident: '', of: '' };
  const members = ['amina', 'kenji', 'tomasz'];
  const said = { v: 1, event, from: 'someone@upset.example', text: words.sentence, at: now } as const;
  ok(await rosa.sendNotice({ ...all, for: 'feedback', members, body: said }));
  for (const sheet of ['summary', 'improvement', 'action'] as const) {
    const body = {
      v: 1,
      sheet,
      event,
      title: words.where,
      text: words.sentence,
      owner: 'kenji',
      due: now + hour,
    } as const;
    ok(await rosa.sendNotice({ ...all, for: 'team', members, body }));
  }
}
