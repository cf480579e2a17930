import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { identifying } from '#domain/speaking/identity.ts';
import { outcomeIn, wordsForAware } from '#desk/incident/aware/closing-words.ts';
import { awareLine } from '#desk/incident/aware/lines.ts';
import { attemptOf, permissionIn } from '#desk/incident/handling/permission.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { checkedIn } from '#desk/incident/outgoing/checked.ts';
import { clearedOf, versionsOf } from '#desk/incident/outgoing/drafting.ts';
import { outgoingLine } from '#desk/incident/outgoing/lines.ts';
import { tellingOf } from '#desk/incident/outgoing/telling.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { aware as en } from '#words/made/en/aware.ts';
import { aware as es } from '#words/made/es/aware.ts';
import { outgoing as enOutgoing } from '#words/made/en/outgoing.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let amina: DeskOf;
let helen: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, amina, helen] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'helen'),
  ]);
});
afterAll(() => served.end());

/** A sexualised slide while the talk is running: one lead told the chair, who can open it. */
async function slide(): Promise<string> {
  const fields = [
    ['what', 'Room D, talk on now till 14:10. The slide was a half undressed woman as a "fast query" joke. Ito, row 6'],
    ['contact.name', 'Ito Maruyama'],
  ] as const;
  const id = await arrived(rosa, await prepare(await groundOf(served.url, event), fields));
  ok(await rosa.open(id));
  ok(await rosa.letIn(id, ['helen']));
  return id;
}

const procedureOf = async (opened: Opened): Promise<Procedure> => {
  const found = ok(await rosa.look()).procedures.find(({ digest }) => digest === opened.procedure);
  if (found === undefined) throw new Error('no version');
  return found;
};

const words = 'A talk today broke our code of conduct, and it was ended. The team can be reached all day.';
const announcement = (permits: readonly string[] | null = null): ActSent => ({
  kind: 'drafted',
  facts: { for: 'announcement', permits },
  body: { v: 1, to: 'everybody', parts: { text: words }, language: 'en', kept: [] },
});

/** Written by Rosa, read by Amina: its hash. */
async function cleared(id: string, permits: readonly string[] | null = null): Promise<string> {
  expect(await rosa.act(id, [announcement(permits)])).toEqual({ done: true });
  const draft = versionsOf(ok(await amina.open(id)), 'announcement', 'everybody').at(-1);
  const of = draft?.told.hash ?? '';
  const clear: ActSent = { kind: 'cleared', facts: { of, file: draft?.told.file ?? '' }, body: null };
  expect(await amina.act(id, [clear])).toEqual({ done: true });
  return of;
}

const approve = (of: string): ActSent => ({ kind: 'announcement-approved', facts: { of }, body: null });
const publish = (of: string, text = words): ActSent => ({
  kind: 'published',
  facts: { of },
  body: { v: 1, where: ['In the plenary'], text },
});

describe('an announcement (S10)', () => {
  test('given a cleared text that names nobody, a lead is refused with the clause, and the chair is not', async () => {
    const id = await slide();
    const of = await cleared(id);
    const opened = ok(await rosa.open(id));
    const procedure = await procedureOf(opened);
    const telling = tellingOf(opened, undefined, []);
    const check = checkedIn(opened, procedure, (text, language) => identifying(text, telling, language));
    expect(check(words, { for: 'announcement' })).toEqual([]);
    expect(check(`${words} Ito saw it.`, { for: 'announcement' })).toMatchObject([{ standing: { is: 'refused' } }]);
    const asked = permissionIn(opened, procedure, 'rosa', attemptOf('announcement-approved', { of }));
    expect(asked).toMatchObject({ refused: 'not-announcer' });
    expect('refused' in asked && asked.clause).toBeTruthy();
    expect(await rosa.act(id, [approve(of)])).toEqual({ refused: 'not-allowed', reason: 'not-announcer' });
    expect(await rosa.act(id, [publish(of)])).toMatchObject({ reason: 'not-announcer' });
    expect(await helen.act(id, [publish(of)])).toMatchObject({ reason: 'not-cleared' });
    expect(await helen.act(id, [approve(of)])).toEqual({ done: true });
    expect(await helen.act(id, [publish(of)])).toEqual({ done: true });
    const done = ok(await amina.open(id));
    expect(toldOf(done, 'published')[0]).toMatchObject({ who: { id: 'helen' }, body: { text: words } });
    const [version] = versionsOf(done, 'announcement', 'everybody');
    expect(version && clearedOf(version, ['text'])?.text).toBe(words);
  });

  test('given the chair lent it for a time, the delegate may, and nobody lends it on', async () => {
    const id = await slide();
    const of = await cleared(id);
    const until = served.now() + 3_600_000;
    const lent = (member: string): ActSent => ({ kind: 'delegated', facts: { member, until }, body: null });
    expect(await rosa.act(id, [lent('rosa')])).toMatchObject({ refused: 'not-allowed' });
    expect(await helen.act(id, [lent('amina')])).toEqual({ done: true });
    expect(await rosa.act(id, [approve(of)])).toMatchObject({ reason: 'not-announcer' });
    expect(await amina.act(id, [approve(of)])).toEqual({ done: true });
    const lines = ok(await rosa.open(id)).entries.flatMap((seen) => {
      const line = awareLine(seen, en, { nameOf: () => 'Amina Haidari', when: () => 'today 18:00' });
      return line === null ? [] : [line];
    });
    expect(lines).toEqual(['Amina Haidari may announce until today 18:00']);
  });

  test('given the permission it stands on is taken back before it is published, it is refused (PUB-10)', async () => {
    const id = await slide();
    const give: ActSent = {
      kind: 'permission-given',
      facts: { for: 'public' },
      body: { v: 1, person: 'reporter', scope: 'first name, on Sunday', words: 'You may say Ito.' },
    };
    expect(await rosa.act(id, [give])).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    const permit = toldOf(opened, 'permission-given')[0]?.hash ?? '';
    const telling = tellingOf(opened, undefined, []);
    const check = checkedIn(opened, await procedureOf(opened), (text, language) =>
      identifying(text, telling, language),
    );
    expect(check('Ito saw it.', { for: 'announcement' })).toMatchObject([
      { standing: { is: 'permitted', permission: permit } },
    ]);
    const of = await cleared(id, [permit]);
    expect(await helen.act(id, [approve(of)])).toEqual({ done: true });
    const back: ActSent = { kind: 'permission-withdrawn', facts: { of: permit }, body: null };
    expect(await amina.act(id, [back])).toEqual({ done: true });
    expect(await helen.act(id, [publish(of)])).toEqual({ refused: 'not-allowed', reason: 'no-opt-in' });
  });
});

describe('people who knew (PUB-01)', () => {
  test('given the audience is listed, closing waits until they were told or it is said why not', async () => {
    const id = await slide();
    const list: ActSent = { kind: 'aware-listed', facts: {}, body: { v: 1, who: 'audience of the talk', note: '' } };
    expect(await rosa.act(id, [list])).toEqual({ done: true });
    const opened = ok(await amina.open(id));
    const [listed] = toldOf(opened, 'aware-listed');
    const owed = (of: Opened): readonly string[] =>
      of.duties.filter(({ state }) => state.is === 'open' || state.is === 'overdue').map(({ id: duty }) => duty);
    const duty = owed(opened).filter((one) => one.includes('aware'));
    expect(duty).toHaveLength(1);
    const tell = (how: string, text: string): ActSent => ({
      kind: 'aware-told',
      facts: { how, of: listed?.hash ?? '' },
      body: { v: 1, text },
    });
    expect(await amina.act(id, [tell('not-needed', 'They left before the slide.')])).toEqual({ done: true });
    const after = ok(await rosa.open(id));
    expect(owed(after)).not.toContain(duty[0]);
    expect(after.entries.flatMap((seen) => awareLine(seen, en, { nameOf: String }) ?? [])).toEqual([
      'People who knew: audience of the talk',
      'They need not be told: They left before the slide.',
    ]);
  });

  test('given a decision, the words are the procedure’s for it, and tell nothing of the incident (PUB-02)', async () => {
    const id = await slide();
    const before = ok(await rosa.open(id));
    const procedure = await procedureOf(before);
    expect(outcomeIn(before)).toBeNull();
    expect(wordsForAware(before, procedure, 'en', undefined)).toBe('');
    const resolved = (verdict: 'violation' | 'no-violation'): ActSent => ({
      kind: 'resolved',
      facts: { none: verdict === 'violation' ? 'no' : 'yes' },
      body: { v: 1, verdict, rule: 'respect', reasons: 'seen by many', pattern: false },
    });
    expect(await rosa.act(id, [resolved('violation')])).toEqual({ done: true });
    const decided = ok(await rosa.open(id));
    expect(outcomeIn(decided)).toBe('violation');
    const said = wordsForAware(decided, procedure, 'en', undefined);
    expect(said).toBe(procedure.public.aware.violation['en']);
    expect(identifying(said, tellingOf(decided, undefined, []), 'en')).toEqual([]);
    expect(await rosa.act(id, [resolved('no-violation')])).toEqual({ done: true });
    const other = ok(await rosa.open(id));
    expect(wordsForAware(other, procedure, 'en', undefined)).toBe(procedure.public.aware.none['en']);
  });
});

test('the story says which text was written and that it was cleared', async () => {
  const id = await slide();
  await cleared(id);
  const lines = ok(await rosa.open(id)).entries.flatMap((seen) => outgoingLine(seen, enOutgoing) ?? []);
  expect(lines).toEqual(['Wrote a text: announcement', 'Cleared a text for use']);
});

describe('people who are angry (PUB-08)', () => {
  test('given somebody is upset, the reply says sorry and where to write, and has no room for more', () => {
    for (const [t, sorry] of [
      [en, /sorry/u],
      [es, /[Ll]amentamos/u],
    ] as const) {
      expect(t.replyText()).toMatch(sorry);
      expect(t.replyText.length).toBe(0);
      expect(t.replyWhere({ names: 'Helen Adeyemi' })).toContain('Helen Adeyemi');
    }
  });
});
