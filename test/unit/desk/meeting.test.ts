import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialsOf, invitableIn, openMeeting, votesOn } from '#desk/incident/meeting/standing.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import type { Opened } from '#desk/keys/incident-seen.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';
import { agendaOf, firstWords } from '#domain/response/meeting.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, kenji] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'kenji'),
  ]);
});
afterAll(() => served.end());

async function reported(what = 'a remark at the mentoring desk'): Promise<string> {
  const id = await arrived(rosa, await prepare(ground, [['what', what]]));
  ok(await rosa.open(id));
  return id;
}

const call = (invited: readonly string[], due: number): ActSent => ({
  kind: 'meeting-called',
  facts: { due, invited },
  body: { v: 1, place: 'staff room', note: '' },
});
const vote = (of: string, text: string): ActSent => ({
  kind: 'voted',
  facts: { of },
  body: { v: 1, verdict: 'violation', responses: ['warning'], text },
});
const held = (of: string, outcome: 'decided' | 'next', present: readonly string[]): ActSent => ({
  kind: 'meeting-held',
  facts: { of, outcome, present },
  body: {
    v: 1,
    summary: 'A remark was made.',
    unclear: false,
    pattern: 'Nothing earlier.',
    options: [{ response: 'warning', text: '' }],
    aims: { violation: 'yes' },
    minutes: '',
  },
});
const hashOf = (opened: Opened): string => openMeeting(opened)?.hash ?? '';

async function procedureIn(desk: DeskOf, opened: Opened) {
  const found = ok(await desk.look()).procedures.find(({ digest }) => digest === opened.procedure);
  if (found === undefined) throw new Error('no procedure');
  return found;
}

describe('calling a meeting', () => {
  test('given a role that reports only fall back on, who has no key to this one is not invited by it', async () => {
    const opened = ok(await rosa.open(await reported()));
    const procedure = await procedureIn(rosa, opened);
    const invites = [...procedure.meeting.invites, 'stand-in-pool', 'coordinator'];
    const { preset } = invitableIn(opened, { ...procedure, meeting: { ...procedure.meeting, invites } });
    expect(preset).not.toContain('yewande');
    expect(preset).toContain('marcus');
  });

  test('given somebody stepped aside, they are not among who can be invited, the gap is known, and they are refused', async () => {
    const id = await reported();
    ok(await kenji.open(id));
    const before = ok(await rosa.open(id));
    const procedure = await procedureIn(rosa, before);
    expect(invitableIn(before, procedure).preset).toContain('kenji');
    ok(await kenji.stepAside(id));
    const after = ok(await rosa.open(id));
    const { preset, others, gaps } = invitableIn(after, procedure);
    expect([...preset, ...others]).not.toContain('kenji');
    expect(gaps).toContain('event-staff');
    expect(await rosa.act(id, [call(['rosa', 'kenji'], after.now)])).toEqual({
      refused: 'not-allowed',
      reason: 'invited-not-free',
    });
    expect(await rosa.act(id, [call(preset, after.now)])).toEqual({ done: true });
  });
});

describe('a meeting', () => {
  test('shows nobody another’s first word before their own, and then all of them', async () => {
    const id = await reported();
    await rosa.act(id, [call(['rosa', 'amina'], ok(await rosa.open(id)).now)]);
    const meeting = hashOf(ok(await rosa.open(id)));
    await rosa.act(id, [vote(meeting, 'it was heard by two')]);
    ok(await amina.open(id));
    const shownTo = async (desk: DeskOf, me: string) =>
      firstWords(votesOn(ok(await desk.open(id)), meeting), me, false);
    expect((await shownTo(amina, 'amina')).shown).toEqual([]);
    expect((await shownTo(amina, 'amina')).gave).toEqual(['rosa']);
    await amina.act(id, [vote(meeting, 'I agree')]);
    expect((await shownTo(amina, 'amina')).shown.map(({ body }) => body.text)).toEqual([
      'it was heard by two',
      'I agree',
    ]);
  });

  test('holds back a decision until it was held, and is held once', async () => {
    const id = await reported();
    await rosa.act(id, [call(['rosa', 'amina'], ok(await rosa.open(id)).now)]);
    const meeting = hashOf(ok(await rosa.open(id)));
    const resolved: ActSent = {
      kind: 'resolved',
      facts: { none: 'no' },
      body: { v: 1, verdict: 'violation', rule: 'No remarks', reasons: 'heard', pattern: false },
    };
    expect(await rosa.act(id, [resolved])).toMatchObject({ reason: 'meeting-not-held' });
    expect(await rosa.act(id, [held(meeting, 'decided', ['rosa', 'amina'])])).toEqual({ done: true });
    expect(await rosa.act(id, [held(meeting, 'decided', ['rosa'])])).toMatchObject({ reason: 'no-such-entry' });
    expect(await rosa.act(id, [resolved])).toEqual({ done: true });
    const [told] = toldOf(ok(await rosa.open(id)), 'meeting-held');
    expect(told?.lists['present']).toEqual(['rosa', 'amina']);
    expect(told?.body).toMatchObject({ summary: 'A remark was made.', aims: { violation: 'yes' } });
  });

  test('without a decision ends with its next date, in one act', async () => {
    const id = await reported();
    const { now } = ok(await rosa.open(id));
    await rosa.act(id, [call(['rosa', 'amina'], now)]);
    const meeting = hashOf(ok(await rosa.open(id)));
    expect(await rosa.act(id, [held(meeting, 'next', ['rosa']), call(['rosa', 'amina'], now + 3_600_000)])).toEqual({
      done: true,
    });
    const opened = ok(await rosa.open(id));
    expect(opened.handling.response.meetings.map((one) => one.held?.outcome ?? 'open')).toEqual(['next', 'open']);
    const owed = opened.duties.filter((duty) => duty.id === 'hold-meeting' && duty.state.is === 'open');
    expect(owed.map(({ due }) => due)).toEqual([now + 3_600_000]);
  });
});

describe('earlier incidents', () => {
  const person = (of: string, name: string, also: readonly string[] = []): ActSent => ({
    kind: 'person-noted',
    facts: {},
    body: {
      v: 1,
      person: of.repeat(32),
      name,
      also,
      looks: '',
      parts: ['reported'],
      organisation: false,
      minor: false,
      contact: '',
    },
  });

  test('given the same person in another incident, it is found with why and what they were told; a reporter never is', async () => {
    const [older, newer] = [await reported('first'), await reported('second')];
    const told: ActSent = {
      kind: 'warned',
      facts: {},
      body: { v: 1, person: 'a'.repeat(32), medium: 'spoken', text: 'Stop the remarks.' },
    };
    const whoTold = { ...person('c', 'Mira Sol'), body: { ...person('c', 'Mira Sol').body, parts: ['reporter'] } };
    await rosa.act(older, [person('a', 'Jan Novák'), whoTold as ActSent, told]);
    await rosa.act(newer, [person('b', 'Novak, Jan'), person('d', 'Mira Sol')]);
    const found = ok(await rosa.alike(newer)).filter(({ incident }) => incident === older);
    expect(found).toMatchObject([
      { strength: 'strong', why: [{ by: 'name', words: 'Jan Novák' }], warned: [{ text: 'Stop the remarks.' }] },
    ]);
  });

  test('given who was warned there turned out to be somebody else, all they were known by is compared (RSP-02)', async () => {
    const [older, newer] = [await reported('first'), await reported('second')];
    await rosa.act(older, [
      person('a', '', ['@red_lanyard']),
      person('b', 'Jan Novák'),
      { kind: 'warned', facts: {}, body: { v: 1, person: 'a'.repeat(32), medium: 'spoken', text: 'Keep away.' } },
      { kind: 'identity-joined', facts: {}, body: { v: 1, kept: 'b'.repeat(32), other: 'a'.repeat(32), why: 'badge' } },
    ]);
    await rosa.act(newer, [person('c', '', ['@red_lanyard'])]);
    const found = ok(await rosa.alike(newer)).filter(({ incident }) => incident === older);
    expect(found).toMatchObject([{ why: [{ by: 'handle', words: '@red_lanyard' }], warned: [{ text: 'Keep away.' }] }]);
  });

  test('given a member has no part in the other one, it is not there for them, and not counted (D8)', async () => {
    const [older, newer] = [await reported('first'), await reported('second')];
    await rosa.act(older, [person('a', 'Oona Virtanen')]);
    await rosa.act(newer, [person('b', 'Oona Virtanen')]);
    ok(await amina.open(older));
    ok(await amina.open(newer));
    expect(ok(await amina.alike(newer)).map(({ incident }) => incident)).toEqual([older]);
    ok(await amina.stepAside(older));
    expect(ok(await amina.alike(newer))).toEqual([]);
    expect(ok(await rosa.alike(newer)).map(({ incident }) => incident)).toEqual([older]);
  });
});

test('a projector shows initials', () => {
  expect(initialsOf('Rosa Okafor')).toBe('R. O.');
  expect(initialsOf('عمر خالد')).toBe('ع. خ.');
});

test.each([
  ['pycon-us-2018', 'summary earlier options words words words', 6],
  ['pycon-us-2013', 'summary options words words earlier', 4],
  ['pycon-us', 'summary words earlier options words words words words', 8],
])('%s: the agenda is its aims in their order, and what no aim asks for', (id, asks, aims) => {
  const read = readProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), '0'.repeat(64), sound);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const points = agendaOf(read.procedure);
  expect(points.map((point) => point.asks).join(' ')).toBe(asks);
  expect(points.flatMap(({ aim }) => aim?.id ?? [])).toEqual(read.procedure.meeting.aims.map((aim) => aim.id));
  expect(read.procedure.meeting.aims).toHaveLength(aims);
});

test.each(['pycon-us', 'pyladiescon', 'pycon-us-2018', 'pycon-us-2013', 'boston-python'])(
  '%s sets neither quorum nor majority',
  (id) => {
    const read = readProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), '0'.repeat(64), sound);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    expect([read.procedure.meeting.quorum, read.procedure.meeting.majority]).toEqual([undefined, undefined]);
  },
);
