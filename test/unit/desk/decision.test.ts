import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberMeant } from '#desk/incident/decision/account.ts';
import { decidedAs, eventEnd, pickedAs, undecided } from '#desk/incident/decision/deciding.ts';
import { decisionLine } from '#desk/incident/decision/lines.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import type { Opened } from '#desk/keys/incident-seen.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { stateOf } from '#domain/response/deciding.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { decision as en } from '#words/made/en/decision.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await unlocked(served.url, 'rosa');
});
afterAll(() => served.end());

async function reported(): Promise<Opened> {
  const id = await arrived(rosa, await prepare(ground, [['what', 'a remark at the mentoring desk']]));
  return ok(await rosa.open(id));
}

const resolved = (verdict: 'violation' | 'no-violation' | 'welfare', reasons: string): ActSent => ({
  kind: 'resolved',
  facts: { none: verdict === 'violation' ? 'no' : 'yes' },
  body: { v: 1, verdict, rule: verdict === 'violation' ? 'No remarks' : '', reasons, pattern: false },
});
const again = async ({ row }: Opened): Promise<Opened> => ok(await rosa.open(row.incident));
const act = (opened: Opened, ...acts: readonly ActSent[]) => rosa.act(opened.row.incident, acts);

async function procedureIn(opened: Opened) {
  const found = ok(await rosa.look()).procedures.find(({ digest }) => digest === opened.procedure);
  if (found === undefined) throw new Error('no procedure');
  return found;
}

describe('a resolution', () => {
  test('given it is decided anew, the first stays and the second counts (DEC-01)', async () => {
    const opened = await reported();
    expect(await act(opened, resolved('no-violation', 'unclear at first'))).toEqual({ done: true });
    expect(await act(opened, resolved('violation', 'a second person saw it'))).toEqual({ done: true });
    const after = await again(opened);
    expect(toldOf(after, 'resolved').map(({ body }) => body.verdict)).toEqual(['no-violation', 'violation']);
    expect(after.handling.response.resolutions.at(-1)?.none).toBe(false);
  });

  test('given a welfare concern, nothing can follow for anybody (RPT-02)', async () => {
    const opened = await reported();
    await act(opened, resolved('welfare', 'a friend sat with them'));
    const one = decidedAs({ ...undecided, text: 'x', owner: 'rosa', due: opened.now }, [], eventEnd(opened));
    expect(await act(opened, one)).toEqual({ refused: 'not-allowed', reason: 'no-such-entry' });
  });
});

describe('what follows', () => {
  test('given a response of the catalogue, only what it needs is written, and its end stands in clear', async () => {
    const opened = await reported();
    const procedure = await procedureIn(opened);
    await act(opened, resolved('violation', 'heard by two'));
    const ban = procedure.responses.list.find(({ needs }) => needs.includes('register'));
    const picked = { ...undecided, ...pickedAs(procedure, ban?.id ?? '') };
    expect([picked.picked, picked.ends]).toEqual(['listed', 'date']);
    const until = opened.now + 86_400_000;
    const value = {
      ...picked,
      until,
      owner: 'rosa',
      due: opened.now + 60_000,
      data: { register: 'keepers', talk: 'left from another choice' },
    };
    expect(await act(opened, decidedAs(value, ban?.needs ?? [], eventEnd(opened)))).toEqual({ done: true });
    const after = await again(opened);
    const [told] = toldOf(after, 'consequence-decided');
    expect(told?.body).toMatchObject({ response: ban?.id, data: { register: 'keepers' }, ends: 'date', until });
    expect(told?.body.data).not.toHaveProperty('talk');
    expect(told?.times['until']).toBe(until);
    const duty = after.duties.find(({ id }) => id === 'look-again');
    expect([duty?.due, duty?.state.is]).toEqual([until, 'open']);
  });

  test('given words of the team’s own, it is owed, carried out and lifted like any other (DEC-02)', async () => {
    const opened = await reported();
    await act(opened, resolved('violation', 'heard by two'));
    const own = { ...undecided, picked: 'own' as const, text: 'sits elsewhere', owner: 'rosa', due: opened.now };
    await act(opened, decidedAs(own, [], eventEnd(opened)), decidedAs(own, [], eventEnd(opened)));
    const [first, second] = (await again(opened)).handling.response.consequences;
    expect((await again(opened)).duties.filter(({ id }) => id === 'consequence')).toHaveLength(2);
    await act(opened, {
      kind: 'consequence-carried-out',
      facts: { of: first?.hash ?? '' },
      body: { v: 1, text: 'moved' },
    });
    await act(opened, {
      kind: 'consequence-lifted',
      facts: { of: second?.hash ?? '' },
      body: { v: 1, reason: 'left' },
    });
    const after = await again(opened);
    expect(after.handling.response.consequences.map((one) => stateOf(one, after.now))).toEqual([
      'carried-out',
      'lifted',
    ]);
    const states = after.duties.filter(({ id }) => id === 'consequence').map(({ state }) => state.is);
    expect(states).toEqual(['met', 'met']);
    expect(after.duties.some(({ id }) => id === 'look-again')).toBe(false);
  });

  test('given its time is over and it goes on, a new one with a day of its own is decided in the same act (RSP-10)', async () => {
    const opened = await reported();
    await act(opened, resolved('violation', 'heard by two'));
    const value = { ...undecided, text: 'no volunteering', owner: 'rosa', due: opened.now, ends: 'date' as const };
    await act(opened, decidedAs({ ...value, until: opened.now - 60_000 }, [], eventEnd(opened)));
    const [one] = (await again(opened)).handling.response.consequences;
    const until = opened.now + 86_400_000;
    const reviewed: ActSent = {
      kind: 'consequence-reviewed',
      facts: { of: one?.hash ?? '', outcome: 'longer' },
      body: { v: 1, text: 'still needed' },
    };
    expect(await act(opened, reviewed, decidedAs({ ...value, until }, [], eventEnd(opened)))).toEqual({ done: true });
    const after = await again(opened);
    expect(after.handling.response.consequences.map((c) => stateOf(c, opened.now + 120_000))).toEqual([
      'longer',
      'planned',
    ]);
    expect(after.duties.filter(({ id }) => id === 'look-again').map(({ due, state }) => [due, state.is])).toEqual(
      expect.arrayContaining([[until, 'open']]),
    );
    const line = after.entries.find(({ kind }) => kind === 'consequence-reviewed');
    expect(line && decisionLine(line, en, { who: () => 'Rosa' })).toBe('Rosa looked again at what had ended');
  });

  test('given somebody stepped aside, they own nothing (MTG-07)', async () => {
    const opened = await reported();
    await act(opened, resolved('violation', 'heard by two'));
    const kenji = await unlocked(served.url, 'kenji');
    ok(await kenji.open(opened.row.incident));
    ok(await kenji.stepAside(opened.row.incident));
    ok(await rosa.open(opened.row.incident));
    const one = decidedAs({ ...undecided, text: 'x', owner: 'kenji', due: opened.now }, [], eventEnd(opened));
    expect(await act(opened, one)).toMatchObject({ reason: 'owner-not-free' });
  });
});

test('given somebody’s name is a member’s, their account is meant (RSP-09)', async () => {
  const { members } = ok(await rosa.look());
  expect(memberMeant({ name: 'Dana Whitlock', also: [] }, members)?.id).toBe('dana');
  expect(memberMeant({ name: 'Dana', also: [] }, members)).toBeUndefined();
  expect(memberMeant({ name: '', also: ['@fast'] }, members)).toBeUndefined();
});
