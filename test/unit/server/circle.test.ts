import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { barredLater } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { linksAllAtOnce } from '../desk/changed.ts';
import { arrived, ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { colleague, no } from './colleague.ts';
import { batchForm, rehearsed, type Rehearsed } from './rehearsed.ts';

// One circle of readers when one of it is closed, cannot be had, or is one too many.
let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
let kenji: DeskOf;
let yewande: DeskOf;
let marcus: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz, kenji, yewande, marcus] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
    unlocked(served.url, 'kenji'),
    unlocked(served.url, 'yewande'),
    unlocked(served.url, 'marcus'),
  ]);
});
afterAll(() => served.end());

/** Who told each, by incident. */
const tellers = new Map<string, Awaited<ReturnType<typeof prepare>>>();
const gone = { refused: 'not-found' };

/** A report whose urgency was judged, so that it may be closed and linked. */
async function reported(what: string): Promise<string> {
  const told = await prepare(ground, [
    ['what', what],
    ['ongoing', 'no'],
  ]);
  const id = await arrived(rosa, told);
  tellers.set(id, told);
  ok(await rosa.open(id));
  const body = { v: 1, why: 'it is over', answers: {}, impact: 'low', risk: 'low', text: '' } as const;
  ok(await rosa.act(id, [{ kind: 'assessed', facts: { urgency: 'can-wait' }, body }]));
  return id;
}

/** The reporter of an incident names a member later; their browser keeps that member out. */
async function named(incident: string, who: string): Promise<void> {
  const told = tellers.get(incident);
  const { report } = (await new Response(await rosa.bytes(staffPaths.api.incident(incident))).json()) as IncidentAnswer;
  const headers = report.flatMap(({ line }) => parseLine(line) ?? []);
  const account = headers
    .flatMap((header) => manifestOf(header) ?? [])
    .findLast(({ compartment }) => compartment === 'account');
  const [first] = headers;
  if (told === undefined || first === undefined || account === undefined) throw new Error('no report');
  const { org, rosterVersion, rosterHash } = first;
  const where = { org, rosterVersion, rosterHash, at: served.now(), report: told.report };
  const sealed = await sealReply({
    ...where,
    keys: told.keys,
    account,
    body: { v: 1, from: 'reporter', text: `${who} was there`, files: [], at: served.now() },
    kind: 'heard-from-reporter',
    files: [],
  });
  const bar = barredLater({ ...where, signer: signerOf(told.keys.signSeed) }, who);
  const lines = (all: typeof sealed.report) => all.map(({ line, hsig }) => ({ line, hsig }));
  const { id, auth } = told.keys;
  const batch = { id, auth, report: lines([bar, ...sealed.report]), mailbox: lines(sealed.mailbox) };
  const sent = await fetch(served.url + paths.api.mailbox.reply, {
    method: 'POST',
    body: batchForm(batch, sealed.files),
    headers: { origin: served.url },
  });
  if (!sent.ok) throw new Error(await sent.text());
}

async function closedBy(desk: DeskOf, id: string): Promise<void> {
  const reasons = { v: 1, verdict: 'no-violation', rule: '', reasons: 'talked over', pattern: false } as const;
  ok(await desk.act(id, [{ kind: 'resolved', facts: { none: 'yes' }, body: reasons }]));
  ok(await desk.act(id, [{ kind: 'closed', facts: {}, body: { v: 1, how: 'no-action', text: 'done' } }]));
}

/** All leads step aside from it; who reads the shared address stays. */
async function leadsStepAside(...ids: readonly string[]): Promise<void> {
  for (const desk of [tomasz, amina, rosa]) {
    for (const id of ids) ok(await desk.open(id));
    ok(await desk.stepAside(ids[0] ?? ''));
  }
  for (const id of ids) ok(await kenji.open(id));
}

const reads = async (desk: DeskOf, id: string): Promise<boolean> => {
  const opened = await desk.open(id);
  return !('refused' in opened) && opened.account !== null;
};

describe('one of the circle is closed', () => {
  test('given a stand-in handles two, closing one leaves them the other; their time is over with the last', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    await leadsStepAside(one, two);
    ok(await kenji.appointStandIn(one, 'yewande'));
    for (const id of [one, two]) ok(await yewande.open(id));
    await closedBy(yewande, one);
    expect([await reads(yewande, one), await reads(yewande, two)]).toEqual([true, true]);
    await closedBy(yewande, two);
    for (const id of [one, two]) ok(await kenji.note(id, 'it is over'));
    expect([await yewande.open(one), await yewande.open(two)]).toEqual([gone, gone]);
  });

  test('given the leads go afterwards, a stand-in is appointed for what goes on, and reads all of it', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    await closedBy(rosa, one);
    await leadsStepAside(two, one);
    expect(await kenji.appointStandIn(two, 'yewande')).toEqual({ done: true });
    expect([await reads(yewande, one), await reads(yewande, two)]).toEqual([true, true]);
    await closedBy(yewande, two);
    for (const id of [one, two]) ok(await kenji.note(id, 'it is over'));
    expect([await yewande.open(one), await yewande.open(two)]).toEqual([gone, gone]);
    // Opened again, the rule is asked again: nobody is a stand-in from before.
    ok(await kenji.open(one));
    expect(ok(await kenji.open(one)).conflicts.standIn).toMatchObject({ serving: [] });
    expect(await kenji.appointStandIn(one, 'piotr')).toEqual({ refused: 'not-allowed', reason: 'already-closed' });
  });

  test.each([1, 2])(
    'given a stand-in is left alone with %s, it can be closed, and they keep it until somebody else has it',
    async (count) => {
      const ids = [await reported('A remark.'), ...(count > 1 ? [await reported('Another remark.')] : [])];
      const [one = '', two] = ids;
      if (two !== undefined) ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
      await leadsStepAside(...ids);
      ok(await kenji.appointStandIn(one, 'yewande'));
      for (const id of ids) ok(await yewande.open(id));
      for (const id of ids) ok(await kenji.open(id));
      ok(await kenji.stepAside(one));
      for (const id of ids) ok(await yewande.open(id));
      for (const id of ids) await closedBy(yewande, id);
      for (const id of ids) expect(await reads(yewande, id)).toBe(true);
      // Whoever is let in has it from then on, and their time is over.
      ok(await yewande.letIn(one, ['marcus']));
      for (const id of ids) expect(await reads(marcus, id)).toBe(true);
      for (const id of ids) expect(await yewande.open(id)).toEqual(gone);
    },
    60_000,
  );

  test('given it is closed, nothing that is open is put away into it, and no duty of that one ends', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    await closedBy(rosa, one);
    const owed = async () => (await rosa.owed()).filter(({ incident }) => incident === two).map(({ duty }) => duty);
    const before = await owed();
    expect(before).toContain('decide');
    expect(ok(await rosa.linkCost(one, two)).heldBack).toBe('already-closed');
    expect(await rosa.join(two, one, 'the same stand')).toMatchObject({ refused: 'not-allowed' });
    expect(await owed()).toEqual(before);
    expect(await rosa.lookTogether(one, two, 'the same stand')).toEqual({ done: true });
  });
});

describe('one of the circle cannot be had', () => {
  const linked = async (): Promise<readonly [one: string, two: string]> => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    return [one, two];
  };
  const unsound = { what: 'went-back', stream: 'incident' };

  test('given there is no answer for it just now, the other is not opened on half of what there is', async () => {
    const [one, two] = await linked();
    amina.lie = (path, answer) => (path === staffPaths.api.incident(two) ? new Response('', { status: 503 }) : answer);
    expect(await amina.open(one)).toEqual({ refused: 'internal' });
    expect(await amina.stepAside(one)).toEqual({ refused: 'internal' });
    amina.lie = (_, answer) => answer;
    expect(await reads(amina, one)).toBe(true);
  });

  test.each([
    ['is said not to be there', () => Response.json(gone, { status: 404 })],
    [
      'was changed',
      async (answer: Response) => {
        const there = (await answer.json()) as IncidentAnswer;
        const incident = there.incident.map((entry) => ({ ...entry, hsig: '0'.repeat(128) }));
        return Response.json({ ...there, incident });
      },
    ],
    [
      'is shown as it was before somebody stepped aside',
      async (answer: Response) => {
        const there = (await answer.json()) as IncidentAnswer;
        return Response.json({ ...there, incident: there.incident.slice(0, -2) });
      },
    ],
  ] as const)('given it %s, that is said, and nobody is let in', async (_, lie) => {
    const [one, two] = await linked();
    ok(await amina.open(two));
    amina.lie = (path, answer) => (path === staffPaths.api.incident(two) ? lie(answer) : answer);
    expect(ok(await amina.open(one)).warnings).toContainEqual(unsound);
    expect(await amina.letIn(one, ['helen'])).toEqual({ refused: 'bad-manifest' });
    amina.lie = (__, answer) => answer;
    expect(ok(await amina.open(one)).warnings).not.toContainEqual(unsound);
  });
});

describe('somebody who was only named in one of the circle', () => {
  test('is released in one tap, also while nobody has opened the other since', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    await named(two, 'tomasz');
    ok(await amina.open(two));
    expect(await amina.releaseNamed(two, 'tomasz')).toEqual({ done: true });
    expect([await reads(tomasz, one), await reads(tomasz, two)]).toEqual([false, false]);
    expect(await amina.letIn(two, ['tomasz'])).toEqual({ done: true });
    expect([await reads(tomasz, one), await reads(tomasz, two)]).toEqual([true, true]);
  });

  test('is told nothing by a notice that comes out of the other', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    const asked = { v: 1, response: '', what: 'asked to leave', why: '', person: '', at: served.now() } as const;
    ok(await rosa.act(one, [{ kind: 'measure-taken', facts: { alone: 'no' }, body: asked }]));
    const of = toldOf(ok(await rosa.open(one)), 'measure-taken')[0]?.hash ?? '';
    await named(two, 'owen');
    const line = { v: 1, subject: 'Sam Vale', rule: 'No entry', where: '', until: null } as const;
    const notice = (members: readonly string[]) =>
      rosa.sendNotice({ for: 'door', incident: one, of, members, body: line });
    expect(await notice(['owen'])).toEqual({ refused: 'not-allowed' });
    expect(await notice(['mei'])).toHaveProperty('id');
  });
});

describe('somebody who was set aside in one of the circle alone, by a changed desk', () => {
  test('is out of all of it, is let in nowhere alone, and comes back when a colleague lifts it', async () => {
    const [one, two] = [await reported('A remark.'), await reported('Another remark.')];
    ok(await rosa.lookTogether(one, two, 'perhaps the same person'));
    const changed = await colleague(served.url, 'rosa');
    expect(await changed.setAside(one, 'tomasz')).toMatchObject({ status: 200 });
    expect([await tomasz.open(one), await tomasz.open(two)]).toEqual([gone, gone]);
    ok(await amina.open(one));
    expect(await amina.lift(one, 'tomasz')).toEqual({ done: true });
    expect(await changed.letIn(one, 'tomasz')).toEqual(no(400, 'bad-manifest'));
    expect(await changed.letIn(one, 'helen')).toEqual(no(400, 'bad-manifest'));
    expect(await amina.letIn(one, ['tomasz'])).toEqual({ done: true });
    expect([await reads(tomasz, one), await reads(tomasz, two)]).toEqual([true, true]);
  });
});

describe('a circle that is full', { timeout: 240_000 }, () => {
  test('given a changed desk links 42 at once, the server refuses; 41 it takes, and who reads them can step aside', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 42; n++) ids.push(await reported(`One of many: ${n}.`));
    const [hub = '', ...others] = ids;
    expect(await linksAllAtOnce(rosa, 'rosa', hub, others)).toEqual({ refused: 'not-allowed' });
    expect(ok(await amina.open(hub)).handling.incident.linked).toEqual([]);
    const [last = '', ...forty] = others;
    expect(await linksAllAtOnce(rosa, 'rosa', hub, forty)).toEqual({ done: true });
    expect(await rosa.lookTogether(hub, last, 'one more')).toEqual({ refused: 'not-allowed' });
    ok(await amina.open(hub));
    expect(await amina.stepAside(hub)).toEqual({ done: true });
    expect(await Promise.all(forty.slice(0, 3).map((id) => amina.open(id)))).toEqual([gone, gone, gone]);
  });
});
