import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import type { Header } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { event } from '#rehearsal/cast.ts';
import { signerOf } from '#seal/entry.ts';
import { barredLater } from '#seal/birth.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { joinsAllTheSame } from '../desk/changed.ts';
import { arrived, ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { batchForm, rehearsed, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
let helen: DeskOf;
let kenji: DeskOf;
let yewande: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz, helen, kenji, yewande] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
    unlocked(served.url, 'helen'),
    unlocked(served.url, 'kenji'),
    unlocked(served.url, 'yewande'),
  ]);
});
afterAll(() => served.end());

const leaving = (id: string) => ['team.leave-out', id] as const;

async function reported(what: string, ...fields: readonly (readonly [string, string])[]): Promise<string> {
  const id = await arrived(rosa, await prepare(ground, [['what', what], ...fields]));
  await judgedOver(id);
  return id;
}

/** Whether it still goes on is not clear before somebody has judged it. */
async function judgedOver(id: string): Promise<void> {
  ok(await rosa.open(id));
  const body = { v: 1, why: 'it is over', answers: {}, impact: 'low', risk: 'low', text: '' } as const;
  ok(await rosa.act(id, [{ kind: 'assessed', facts: { urgency: 'can-wait' }, body }]));
}
const noCost = { wouldStepAside: [], wouldLose: [], onlyFirst: [], onlyOther: [], asked: [] };
const rowOf = async (desk: DeskOf, id: string) => (await desk.incidents()).find(({ incident }) => incident === id);
const owedIn = async (desk: DeskOf, id: string) =>
  (await desk.owed()).filter(({ incident }) => incident === id).map(({ duty, owedTo }) => [duty, owedTo] as const);

describe('five messages of one incident', () => {
  test('given four are handled in the first, the team owes once and each reporter is owed apart', async () => {
    const [whole, ...parts] = [
      await reported('No masks in room E.'),
      await reported('The ladder people laughed.'),
      await reported('Same stand as always.'),
      await reported('Third time I see it.'),
      await reported('Can somebody please?'),
    ];
    expect(ok(await rosa.linkCost(whole, parts[0] ?? ''))).toEqual({ cost: noCost, alike: true, heldBack: null });
    const before = await owedIn(rosa, whole);
    for (const part of parts) expect(await rosa.join(part, whole, 'the same stand')).toEqual({ done: true });
    const opened = ok(await amina.open(whole));
    expect(opened.near.map(({ incident }) => incident)).toEqual(parts);
    expect(
      opened.near.every(({ duties }) => duties.length > 0 && duties.every(({ owedTo }) => owedTo === 'reporter')),
    ).toBe(true);
    // 5 reports, 1 incident: each part is still one report, and no incident of its own.
    const rows = (await amina.incidents()).filter(({ incident }) => [whole, ...parts].includes(incident));
    expect(rows.map(({ partOf }) => partOf).toSorted()).toEqual(['', whole, whole, whole, whole]);
    expect(await owedIn(rosa, whole)).toEqual(before);
    for (const part of parts) {
      const owed = await owedIn(rosa, part);
      expect(owed.length).toBeGreaterThan(0);
      expect(owed.every(([, owedTo]) => owedTo === 'reporter')).toBe(true);
    }
  });

  test('given one reporter is answered, the others are still owed, and their mailboxes say nothing of each other', async () => {
    const [whole, part] = [await reported('No masks in room E.'), await reported('They laughed at me.')];
    ok(await rosa.join(part, whole, 'the same stand'));
    ok(await rosa.write(part, { text: 'We went there.', followUp: true }));
    expect((await owedIn(rosa, part)).map(([duty]) => duty)).toEqual([]);
    expect((await owedIn(rosa, whole)).map(([duty]) => duty)).toContain('follow-up');
    const here = ok(await rosa.open(whole));
    expect(here.entries.some(({ kind }) => kind === 'said-to-reporter')).toBe(false);
    expect(JSON.stringify(here)).not.toContain('They laughed at me');
  });

  test('given the team would go on in a part, it is told where; taken apart, it goes on by itself', async () => {
    const [whole, part] = [await reported('No masks.'), await reported('No masks again.')];
    ok(await rosa.join(part, whole, 'the same stand'));
    const note = { kind: 'noted', facts: {}, body: { v: 1, text: 'here?' } } as const;
    expect(await rosa.act(part, [note])).toEqual({ refused: 'not-allowed', reason: 'part-of-another' });
    expect(ok(await rosa.linkCost(part, whole)).heldBack).toBe('part-of-another');
    ok(await amina.takeApart(whole, part));
    expect(await rowOf(rosa, part)).toMatchObject({ partOf: '' });
    expect((await owedIn(rosa, part)).map(([, owedTo]) => owedTo)).toContain('team');
    expect(await rosa.act(part, [note])).toEqual({ done: true });
  });

  test('given they are only looked at together, each shows the way to the other and owes what it owed', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    const before = await owedIn(rosa, two);
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    expect(ok(await amina.open(two)).handling.incident.linked).toEqual([one]);
    expect(await owedIn(rosa, two)).toEqual(before);
    ok(await rosa.takeApart(two, one));
    expect(ok(await amina.open(one)).handling.incident.linked).toEqual([]);
  });
});

describe('what may not wait', () => {
  test('given nobody has judged whether one still goes on, it is not put away into another', async () => {
    const whole = await reported('No masks.');
    const before = new Set((await rosa.incidents()).map(({ incident }) => incident));
    await (await prepare(ground, [['what', 'It goes on']])).send();
    const fresh = (await rosa.incidents()).find(({ incident }) => !before.has(incident))?.incident ?? '';
    ok(await rosa.open(fresh));
    expect(ok(await rosa.linkCost(whole, fresh)).heldBack).toBe('duty-open');
    expect(await rosa.join(fresh, whole, 'x')).toEqual({ refused: 'not-allowed', reason: 'duty-open' });
  });
});

describe('one circle of readers', () => {
  test('given somebody is left out of one report and reads the other, it is refused until they step aside', async () => {
    const [whole, part] = [await reported('A remark.'), await reported('Tomas knows.', leaving('tomasz'))];
    const seen = ok(await rosa.linkCost(whole, part));
    expect(seen.cost).toEqual({ ...noCost, wouldStepAside: ['tomasz'] });
    expect(await rosa.join(part, whole, 'one evening')).toEqual({ refused: 'not-allowed' });
    ok(await tomasz.open(whole));
    ok(await tomasz.stepAside(whole));
    ok(await rosa.open(whole));
    expect(await rosa.join(part, whole, 'one evening')).toEqual({ done: true });
  });

  test('given somebody reads one of them alone, nobody shows them by a link that there is another', async () => {
    const [whole, part] = [
      await reported('A remark.'),
      await reported('For few.', leaving('tomasz'), leaving('kenji')),
    ];
    const seen = ok(await rosa.linkCost(part, whole));
    expect(seen.cost.wouldLose).toContain('tomasz');
    expect(await rosa.lookTogether(part, whole, 'one evening')).toEqual({ refused: 'not-allowed' });
    expect(ok(await tomasz.open(whole)).handling.incident.linked).toEqual([]);
  });

  test('given somebody steps aside from one, they are out of all of it, keys and lists included', async () => {
    const [whole, part] = [await reported('No masks.'), await reported('No masks again.')];
    ok(await rosa.join(part, whole, 'the same stand'));
    ok(await tomasz.open(part));
    expect(await tomasz.stepAside(part)).toEqual({ done: true });
    const nothing = await tomasz.open('0'.repeat(32));
    expect(await tomasz.open(whole)).toEqual(nothing);
    expect(await tomasz.open(part)).toEqual(nothing);
    expect(await rowOf(tomasz, whole)).toBeUndefined();
    for (const id of [whole, part]) {
      const opened = ok(await rosa.open(id));
      expect(opened.readers.account).not.toContain('tomasz');
      expect(opened.handling.away.has('tomasz')).toBe(true);
    }
    ok(await rosa.takeApart(whole, part));
    expect(await tomasz.open(part)).toEqual(nothing);
  });

  test('given somebody is set aside in one and it is lifted in the other, they are let in to both at once', async () => {
    const [whole, part] = [await reported('No masks.'), await reported('No masks again.')];
    ok(await rosa.join(part, whole, 'the same stand'));
    ok(await rosa.setAside(part, 'tomasz'));
    expect(await tomasz.open(whole)).toEqual({ refused: 'not-found' });
    ok(await amina.lift(whole, 'tomasz'));
    ok(await amina.open(part));
    ok(await amina.open(whole));
    expect(await amina.letIn(whole, ['tomasz'])).toEqual({ done: true });
    expect(ok(await tomasz.open(part)).account).not.toBeNull();
    expect(ok(await tomasz.open(whole)).account).not.toBeNull();
  });
});

describe('what was ever linked', () => {
  test('given they are only looked at together, who is let into one is let into both, and who goes is out of both', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    expect(await rosa.letIn(two, ['helen'])).toEqual({ done: true });
    for (const id of [one, two]) expect(ok(await helen.open(id)).account).not.toBeNull();
    ok(await helen.stepAside(one));
    for (const id of [one, two]) expect(await helen.open(id)).toEqual({ refused: 'not-found' });
  });

  test('given they were taken apart again, nobody new reads in the one that there is another they may not see', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    ok(await rosa.takeApart(one, two));
    expect(ok(await rosa.open(two)).near).toEqual([]);
    ok(await rosa.letIn(two, ['helen']));
    expect(ok(await helen.open(one)).account).not.toBeNull();
  });

  test('given two are linked with a third one each, all three have one circle', async () => {
    const [one, two, three] = [await reported('One.'), await reported('Two.'), await reported('Three.')];
    ok(await rosa.lookTogether(one, two, 'x'));
    ok(await rosa.join(three, two, 'x'));
    ok(await tomasz.open(one));
    ok(await tomasz.stepAside(one));
    for (const id of [one, two, three]) expect(await tomasz.open(id)).toEqual({ refused: 'not-found' });
  });

  test('given a stand-in is needed, they stand in for all of it', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.join(two, one, 'x'));
    for (const desk of [tomasz, amina, rosa]) {
      ok(await desk.open(one));
      ok(await desk.open(two));
      ok(await desk.stepAside(one));
    }
    ok(await kenji.open(one));
    ok(await kenji.open(two));
    expect(await kenji.appointStandIn(one, 'yewande')).toEqual({ done: true });
    for (const id of [one, two]) expect(ok(await yewande.open(id)).account).not.toBeNull();
  });
});

describe('a reporter of one of them names somebody later', () => {
  test('they are out of all of it until a colleague finds that it is somebody else, and then let into all of it', async () => {
    const whole = await reported('No masks.');
    const told = await prepare(ground, [['what', 'No masks again.']]);
    const part = await arrived(rosa, told);
    await judgedOver(part);
    ok(await rosa.join(part, whole, 'the same stand'));
    expect(ok(await rosa.open(whole)).readers.account).toContain('tomasz');
    const { report } = (await new Response(await rosa.bytes(staffPaths.api.incident(part))).json()) as IncidentAnswer;
    const headers = report.flatMap(({ line }) => parseLine(line) ?? []);
    const account = headers.flatMap((header) => manifestOf(header) ?? []).find((one) => one.compartment === 'account');
    const { org, rosterVersion, rosterHash } = headers[0] as Header;
    const where = { org, rosterVersion, rosterHash, at: served.now(), report: told.report };
    const sealed = await sealReply({
      ...where,
      keys: told.keys,
      account: { epoch: account?.epoch ?? 0, recipient: account?.recipient ?? '' },
      body: { v: 1, from: 'reporter', text: 'Tomasz was there', files: [], at: served.now() },
      kind: 'heard-from-reporter',
      files: [],
    });
    const bar = barredLater({ ...where, signer: signerOf(told.keys.signSeed) }, 'tomasz');
    const lines = (all: typeof sealed.report) => all.map(({ line, hsig }) => ({ line, hsig }));
    const { id, auth } = told.keys;
    const batch = { id, auth, report: lines([bar, ...sealed.report]), mailbox: lines(sealed.mailbox) };
    const body = batchForm(batch, sealed.files);
    const sent = await fetch(served.url + paths.api.mailbox.reply, {
      method: 'POST',
      body,
      headers: { origin: served.url },
    });
    expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('receivedAt')]);
    const nothing = { refused: 'not-found' };
    expect([await tomasz.open(part), await tomasz.open(whole)]).toEqual([nothing, nothing]);
    expect(await rowOf(tomasz, whole)).toBeUndefined();
    const opened = ok(await amina.open(whole));
    expect(opened.readers.account).not.toContain('tomasz');
    expect(opened.conflicts.letIn.map(({ member }) => member)).not.toContain('tomasz');
    // Somebody else was meant: the bar goes where it was set, and they come to all of it by one tap.
    ok(await amina.open(part));
    expect(await amina.releaseNamed(part, 'tomasz')).toEqual({ done: true });
    ok(await amina.open(whole));
    expect(await amina.letIn(part, ['tomasz'])).toEqual({ done: true });
    for (const at of [part, whole]) expect(ok(await tomasz.open(at)).account).not.toBeNull();
  });
});

describe('a changed desk', () => {
  test('given it overlooks who would lose what they read, the server refuses, and takes what costs nobody anything', async () => {
    const [whole, part] = [await reported('A remark.'), await reported('For few.', leaving('tomasz'))];
    expect(await joinsAllTheSame(rosa, 'rosa', part, whole)).toEqual({ refused: 'not-allowed' });
    expect(ok(await rosa.open(whole)).handling.incident.parts).toEqual([]);
    const free = await reported('Another remark.');
    expect(await joinsAllTheSame(rosa, 'rosa', free, whole)).toEqual({ done: true });
  });

  test('given it says it in one of the two records alone, the server refuses', async () => {
    const [whole, part] = [await reported('A remark.'), await reported('Another.')];
    const body = { v: 1, why: 'x' } as const;
    const linked = { kind: 'linked', facts: { how: 'part', other: part }, body } as const;
    const joined = { kind: 'joined-into', facts: { other: whole }, body: null } as const;
    expect(await rosa.act(whole, [linked])).toEqual({ refused: 'not-allowed' });
    expect(await rosa.act(part, [joined])).toEqual({ refused: 'not-allowed' });
    ok(await rosa.join(part, whole, 'x'));
    const unlinked = { kind: 'unlinked', facts: { other: whole }, body: null } as const;
    expect(await rosa.act(part, [unlinked])).toEqual({ refused: 'not-allowed' });
  });
});
