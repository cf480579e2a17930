import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitting, wordsOf } from '#desk/drafts/fitting.ts';
import type { Laid, Shelf } from '#desk/keys/shelf.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, newDesk, ok, unlocked } from './desks.ts';

/** A device that keeps drafts in memory: what lies on it can be looked at. */
function device(full = false): Shelf & { readonly laid: Map<string, Laid> } {
  const laid = new Map<string, Laid>();
  const dropWhere = (gone: (one: Laid) => boolean): void => {
    for (const one of [...laid.values()].filter(gone)) laid.delete(one.name);
  };
  return {
    laid,
    async lay(draft) {
      if (full) throw new Error('QuotaExceededError');
      laid.set(draft.name, draft);
    },
    at: async (place) => [...laid.values()].filter((one) => one.place === place),
    drop: async (name) => void laid.delete(name),
    dropUnder: async (under) => dropWhere((one) => one.under === under),
    dropBefore: async (day) => dropWhere((one) => one.day < day),
  };
}

let served: Rehearsed;
let ground: Ground;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
});
afterAll(() => served.end());

async function reported(): Promise<string> {
  const rosa = await unlocked(served.url, 'rosa');
  return arrived(rosa, await prepare(ground, [['what', 'a remark at the mentoring desk']]));
}

const values = async (desk: Awaited<ReturnType<typeof unlocked>>, place: string) =>
  ok(await desk.drafts(place)).map(({ value }) => value);

describe('a text that was not sent', () => {
  test('given the page is gone, the same member unlocks on the same device and has it, newest first', async () => {
    const shelf = device();
    const first = await unlocked(served.url, 'rosa', shelf);
    expect(await first.keepDraft('incident/aa/note', 'form-1', { text: 'she asked for' })).toEqual({ kept: true });
    await first.keepDraft('incident/aa/note', 'form-1', { text: 'she asked for a walk home' });
    await first.keepDraft('incident/aa/note', 'form-2', { text: 'another tab' });
    first.lock();
    const again = await unlocked(served.url, 'rosa', shelf);
    expect(await values(again, 'incident/aa/note')).toEqual([
      { text: 'another tab' },
      { text: 'she asked for a walk home' },
    ]);
    expect(await values(again, 'incident/aa/assess')).toEqual([]);
  });

  test('given another member on the same device, or a locked desk, nothing of it is shown and it stays', async () => {
    const shelf = device();
    const rosa = await unlocked(served.url, 'rosa', shelf);
    await rosa.keepDraft('incident/aa/note', 'form-1', { text: 'hers' });
    rosa.lock();
    expect(await rosa.drafts('incident/aa/note')).toEqual({ refused: 'locked' });
    const amina = await unlocked(served.url, 'amina', shelf);
    expect(await values(amina, 'incident/aa/note')).toEqual([]);
    await amina.dropDraft('incident/aa/note', 'form-1');
    expect(shelf.laid.size).toBe(1);
  });

  test('given it is dropped while it is still being sealed, it does not come back', async () => {
    const shelf = device();
    const rosa = await unlocked(served.url, 'rosa', shelf);
    await Promise.all([
      rosa.keepDraft('incident/aa/note', 'form-1', { text: 'sent a moment later' }),
      rosa.dropDraft('incident/aa/note', 'form-1'),
    ]);
    expect(shelf.laid.size).toBe(0);
  });

  test('given somebody reads the device, no word of it, no incident and no place stands there', async () => {
    const shelf = device();
    const rosa = await unlocked(served.url, 'rosa', shelf);
    const incident = await reported();
    await rosa.keepDraft(`incident/${incident}/assess`, 'form-1', { why: 'zwirbelquark' });
    const [laid] = shelf.laid.values();
    const readable = `${JSON.stringify(laid)} ${new TextDecoder('latin1').decode(laid?.bytes)}`;
    for (const word of ['zwirbelquark', incident, 'assess', 'rosa']) expect(readable).not.toContain(word);
  });

  test('given two drafts are swapped on the device, neither is offered under the other place', async () => {
    const shelf = device();
    const rosa = await unlocked(served.url, 'rosa', shelf);
    await rosa.keepDraft('incident/aa/note', 'form-1', { text: 'about one' });
    await rosa.keepDraft('incident/bb/note', 'form-1', { text: 'about another' });
    const [one, two] = [...shelf.laid.values()];
    if (one === undefined || two === undefined) throw new Error('nothing laid');
    await shelf.lay({ ...one, bytes: two.bytes });
    expect(await values(rosa, 'incident/aa/note')).toEqual([]);
    expect(await values(rosa, 'incident/bb/note')).toEqual([{ text: 'about another' }]);
  });

  test('given 30 days went by, it is gone, whoever unlocks', async () => {
    const shelf = device();
    const rosa = await unlocked(served.url, 'rosa', shelf);
    await rosa.keepDraft('incident/aa/note', 'form-1', { text: 'old' });
    await rosa.keepDraft('incident/aa/note', 'form-2', { text: 'as old as may be' });
    const [old, kept] = [...shelf.laid.values()];
    if (old === undefined || kept === undefined) throw new Error('nothing laid');
    await shelf.lay({ ...old, day: old.day - 31 });
    await shelf.lay({ ...kept, day: kept.day - 30 });
    await (await unlocked(served.url, 'amina', shelf)).drafts('any');
    expect([...shelf.laid.keys()]).toEqual([kept.name]);
  });

  test('given the browser keeps nothing, that is said and the desk goes on', async () => {
    const rosa = await unlocked(served.url, 'rosa', device(true));
    expect(await rosa.keepDraft('incident/aa/note', 'form-1', { text: 'x' })).toEqual({ kept: false });
    expect(await values(rosa, 'incident/aa/note')).toEqual([]);
    const none = newDesk(served.url);
    expect(await none.keepDraft('a', 'b', {})).toEqual({ refused: 'locked' });
  });
});

describe('when a member has no part in an incident any more', () => {
  test('given she steps aside, what she wrote in it is gone from her device, and only that', async () => {
    const shelf = device();
    const [amina, incident] = [await unlocked(served.url, 'amina', shelf), await reported()];
    ok(await amina.open(incident));
    await amina.keepDraft(`incident/${incident}/note`, 'form-1', { text: 'what she knows of it' });
    await amina.keepDraft('incident/ffff/note', 'form-1', { text: 'another' });
    ok(await amina.stepAside(incident));
    // A page that is still closing down hands over its last words.
    await amina.keepDraft(`incident/${incident}/note`, 'form-1', { text: 'what she knows of it, too late' });
    expect(await values(amina, `incident/${incident}/note`)).toEqual([]);
    expect(await values(amina, 'incident/ffff/note')).toEqual([{ text: 'another' }]);
    expect(shelf.laid.size).toBe(1);
  });

  test('given a colleague set her aside, the next look at it clears her device', async () => {
    const shelf = device();
    const [amina, incident] = [await unlocked(served.url, 'amina', shelf), await reported()];
    ok(await amina.open(incident));
    await amina.keepDraft(`incident/${incident}/note`, 'form-1', { text: 'what she knows of it' });
    const rosa = await unlocked(served.url, 'rosa');
    ok(await rosa.open(incident));
    ok(await rosa.setAside(incident, 'amina'));
    expect(await amina.still(incident)).toMatchObject({ refused: 'not-found' });
    expect(shelf.laid.size).toBe(0);
  });
});

test('given the list of attendees is gone when she looks somebody up, not a word she writes in the incident is', async () => {
  const shelf = device();
  const [amina, rosa] = await Promise.all([unlocked(served.url, 'amina', shelf), unlocked(served.url, 'rosa')]);
  const incident = await reported();
  ok(await amina.open(incident));
  await amina.keepDraft(`incident/${incident}/people`, 'form-1', { looks: 'a green cap' });
  ok(await rosa.bringAttendees(event, [{ name: 'Oleg Fenn', badge: '0452', company: '', role: '' }], ['amina']));
  ok(await rosa.endAttendees(event));
  expect(await amina.lookUp(incident, event, '0452')).toEqual({ refused: 'not-found' });
  await amina.keepDraft(`incident/${incident}/note`, 'form-1', { text: 'she was there' });
  expect(await values(amina, `incident/${incident}/people`)).toEqual([{ looks: 'a green cap' }]);
  expect(await values(amina, `incident/${incident}/note`)).toEqual([{ text: 'she was there' }]);
});

test('given a notice is shown to her no more, what she was answering is gone from her device', async () => {
  const shelf = device();
  const [amina, rosa] = await Promise.all([unlocked(served.url, 'amina', shelf), unlocked(served.url, 'rosa')]);
  const body = { v: 1, sheet: 'action', event, title: 'More signs', text: '', owner: '', due: null } as const;
  const members = ['amina'];
  const { id } = ok(await rosa.sendNotice({ for: 'team', incident: '', of: '', members, body }));
  expect(ok(await amina.notices()).map((one) => one.id)).toContain(id);
  await amina.keepDraft(`notice/${id}`, 'form-1', { text: 'half an answer' });
  ok(await amina.notices());
  expect(shelf.laid.size).toBe(1);
  ok(await rosa.changeNotice(id, { members: [], body }));
  ok(await amina.notices());
  expect(shelf.laid.size).toBe(0);
});

describe('a kept text', () => {
  test('given the form has changed since, gives what still fits', () => {
    const now = { text: '', people: [] as readonly string[], owner: null as string | null };
    expect(fitting(now, { text: 'kept', people: 'rosa', owner: 'rosa', gone: 1 })).toEqual({
      text: 'kept',
      people: [],
      owner: 'rosa',
      gone: 1,
    });
    expect(fitting(now, 'not a form')).toEqual(now);
    expect(fitting(now, ['nor', 'this'])).toEqual(now);
  });

  test('given a form of several fields, its words are told apart in their order', () => {
    expect(wordsOf({ why: ' late ', ticked: true, answers: { a: 'yes' }, text: 'more' })).toBe('late · yes · more');
  });
});
