import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { withoutPlan } from '#domain/follow-up/planning.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import {
  actionsIn,
  followUpsIn,
  isKept,
  plansIn,
  settling,
  supportIn,
  verdictIn,
} from '#desk/incident/follow-up/told.ts';
import { followUpLine } from '#desk/incident/follow-up/lines.ts';
import { permissionIn } from '#desk/incident/handling/permission.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { stopsIn } from '#domain/speaking/stops.ts';
import { followup as en } from '#words/made/en/followup.ts';
import { followup as es } from '#words/made/es/followup.ts';
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

async function reported(): Promise<string> {
  const id = await arrived(rosa, await prepare(ground, [['what', 'a remark at the mentoring desk']]));
  ok(await rosa.open(id));
  return id;
}

const hour = 60 * 60_000;
const [ana, bo] = ['a', 'b'].map((letter) => letter.repeat(32)) as [string, string];
const noted = (person: string, name: string, part: 'impacted' | 'reported'): ActSent => ({
  kind: 'person-noted',
  facts: {},
  body: { v: 1, person, name, also: [], looks: '', parts: [part], organisation: false, minor: false, contact: '' },
});
const planned = (person: string, owner: string, due: number): ActSent => ({
  kind: 'follow-up-planned',
  facts: { owner, due },
  body: { v: 1, person, text: '' },
});
const duty = ({ duties }: Opened, id: string, cause?: string) =>
  duties.find((one) => one.id === id && (cause === undefined || one.cause === cause));

describe('a follow-up plan', () => {
  test('is needed for each of two people affected', async () => {
    const id = await reported();
    ok(await rosa.act(id, [noted(ana, 'Ana Ruiz', 'impacted'), noted(bo, 'Bo Lund', 'impacted')]));
    ok(await rosa.act(id, [planned(ana, 'amina', served.now() + hour)]));
    expect(withoutPlan(plansIn(ok(await rosa.open(id))))).toEqual(['reporter', bo]);
    ok(
      await rosa.act(id, [
        { kind: 'noted', facts: {}, body: { v: 1, text: 'asked for quiet', about: 'no-follow-up', person: bo } },
      ]),
    );
    const opened = ok(await amina.open(id));
    expect(withoutPlan(plansIn(opened))).toEqual(['reporter']);
    expect(plansIn(opened).find(({ person }) => person === bo)?.notNeeded?.text).toBe('asked for quiet');
  });

  test('is a task of its owner, and a new one ends it and is theirs instead', async () => {
    const id = await reported();
    ok(await rosa.act(id, [noted(ana, 'Ana Ruiz', 'impacted'), planned(ana, 'amina', served.now() + hour)]));
    const before = ok(await rosa.open(id));
    const first = plansIn(before).find(({ person }) => person === ana)?.now?.hash ?? '';
    expect(duty(before, 'planned-follow-up', first)).toMatchObject({ state: { is: 'open' }, free: ['amina'] });

    const team = ok(await rosa.look());
    const procedure = team.procedures.find(({ digest }) => digest === before.procedure);
    const settles = settling(before, (attempt) => permissionIn(before, procedure, 'rosa', attempt), first, 'now Kenji');
    expect(settles.map(({ kind }) => kind)).toEqual(['waived']);
    ok(await rosa.act(id, [planned(ana, 'kenji', served.now() + 2 * hour), ...settles]));

    const after = ok(await amina.open(id));
    const plan = plansIn(after).find(({ person }) => person === ana);
    expect(plan).toMatchObject({ now: { owner: 'kenji' }, before: [{ hash: first, owner: 'amina' }] });
    expect(duty(after, 'planned-follow-up', first)?.state.is).toBe('waived');
    expect(duty(after, 'planned-follow-up', plan?.now?.hash)).toMatchObject({ state: { is: 'open' }, free: ['kenji'] });
  });

  test('without a free owner is held back', async () => {
    const id = await reported();
    expect(await rosa.act(id, [planned('reporter', 'nobody', served.now() + hour)])).toEqual({
      refused: 'not-allowed',
      reason: 'owner-not-free',
    });
  });

  test('is kept by a word on how it went', async () => {
    const id = await reported();
    ok(await rosa.act(id, [planned('reporter', 'rosa', served.now() + hour)]));
    const of = plansIn(ok(await rosa.open(id)))[0]?.now?.hash ?? '';
    ok(await rosa.act(id, [{ kind: 'checked-back', facts: { of }, body: { v: 1, text: 'she is well' } }]));
    const opened = ok(await rosa.open(id));
    expect(isKept(opened, of)).toBe(true);
    expect(duty(opened, 'planned-follow-up', of)?.state.is).toBe('met');
  });
});

describe('the week that was promised', () => {
  test('runs from when the report came in and is met by a follow-up alone, stored as it left', async () => {
    const id = await reported();
    const read = ok(await rosa.open(id));
    const week = duty(read, 'follow-up');
    expect(week).toMatchObject({ state: { is: 'open' }, arose: read.row.receivedAt });
    expect((week?.due ?? 0) - read.row.receivedAt).toBeGreaterThan(6 * 24 * hour);

    ok(await rosa.write(id, { text: 'Thank you, I have it.', followUp: false }));
    ok(await rosa.note(id, 'talked with Amina'));
    expect(duty(ok(await rosa.open(id)), 'follow-up')?.state.is).toBe('open');
    expect(
      await rosa.act(id, [
        { kind: 'waived', facts: { duty: 'follow-up', of: week?.cause ?? '' }, body: { v: 1, reason: 'no time' } },
      ]),
    ).toEqual({
      refused: 'not-allowed',
      reason: 'not-waivable',
    });

    ok(await rosa.write(id, { text: 'We talked about it. – Rosa', followUp: true }));
    const opened = ok(await amina.open(id));
    expect(duty(opened, 'follow-up')?.state).toMatchObject({ is: 'met', by: { id: 'rosa' } });
    expect(followUpsIn(opened).map(({ text }) => text)).toEqual(['We talked about it. – Rosa']);
  });

  test('goes on when it was found to be no violation: nothing follows, and the reporter is still told', async () => {
    const id = await reported();
    ok(
      await rosa.act(id, [
        {
          kind: 'resolved',
          facts: { none: 'yes' },
          body: { v: 1, verdict: 'no-violation', rule: '', reasons: 'a misunderstanding of words', pattern: false },
        },
      ]),
    );
    const opened = ok(await rosa.open(id));
    expect(verdictIn(opened)).toBe('no-violation');
    expect(actionsIn(opened)).toEqual([]);
    expect(duty(opened, 'follow-up')?.state.is).toBe('open');
  });
});

describe('support', () => {
  test('comes back as a task at the time of the next check, and goes on with another one', async () => {
    const id = await reported();
    const support = (due: number): ActSent => ({
      kind: 'support-planned',
      facts: { owner: 'amina', due },
      body: { v: 1, person: 'reporter', needs: 'an escort to breakfast', text: '' },
    });
    ok(await rosa.act(id, [support(served.now() + hour)]));
    const [first] = supportIn(ok(await rosa.open(id)));
    expect(first).toMatchObject({ owner: 'amina', needs: 'an escort to breakfast' });
    expect((await amina.owed()).filter(({ incident, duty: one }) => incident === id && one === 'support')).toHaveLength(
      1,
    );
    const checked: ActSent = {
      kind: 'checked-back',
      facts: { of: first?.hash ?? '' },
      body: { v: 1, text: 'slept well' },
    };
    ok(await amina.act(id, [checked, support(served.now() + 24 * hour)]));
    const opened = ok(await rosa.open(id));
    expect(supportIn(opened).map(({ hash }) => isKept(opened, hash))).toEqual([true, false]);
    expect(duty(opened, 'support', first?.hash)?.state.is).toBe('met');
    expect(duty(opened, 'support', supportIn(opened)[1]?.hash)?.state.is).toBe('open');
  });
});

describe('a wish to withdraw', () => {
  test('is written down, and deletes and ends nothing', async () => {
    const id = await reported();
    const before = ok(await rosa.open(id));
    ok(
      await rosa.act(id, [
        { kind: 'noted', facts: {}, body: { v: 1, text: '“please drop it”', about: 'withdrawal', person: 'reporter' } },
      ]),
    );
    const opened = ok(await amina.open(id));
    expect(opened.account).toEqual(before.account);
    expect(opened.entries).toHaveLength(before.entries.length + 1);
    expect(opened.handling.after.closed).toBeNull();
    expect(duty(opened, 'follow-up')?.state.is).toBe('open');
    const wish = toldOf(opened, 'noted').find(({ body }) => body.about === 'withdrawal');
    expect(wish && followUpLine(wish, en, (member) => member)).toBe(en.lineWish());
  });
});

describe.each([
  ['English', 'en', en],
  ['Spanish', 'es', es],
] as const)('what stands ready to be sent, in %s', (_name, language, t) => {
  const verdicts = [t.textViolation(), t.textNoViolation(), t.textUnclear(), t.textOutOfScope()];
  const letter = [t.textThanks(), t.textDiscussed(), t.textDone(), t.textNoAction(), t.textMore()];
  const asked = [t.askWho(), t.askLooks(), t.askWhere(), t.askOthers(), t.askSafe()];
  test.each([...verdicts, ...letter, ...asked, t.wishAnswer()])('%s', (text) => {
    expect(stopsIn(text, language, { decided: true })).toEqual([]);
  });
});
