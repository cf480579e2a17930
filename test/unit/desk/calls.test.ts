import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallBody } from '#wire/bodies.ts';
import type { CallList, CallSent, CallShown } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { callerAt, callTo, leadNeeded, type Caller } from '../server/caller.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
let sent: CallSent;
let priya: Caller;
const hand: CallBody = { ...leadNeeded, what: 'person', place: 'Hall B', person: 'Solène Diaz', words: '' };

beforeAll(async () => {
  served = await rehearsed();
  [rosa, amina, tomasz] = (await Promise.all(['rosa', 'amina', 'tomasz'].map((id) => unlocked(served.url, id)))) as [
    DeskOf,
    DeskOf,
    DeskOf,
  ];
});
afterAll(() => served.end());

async function call(members: readonly string[], body = leadNeeded): Promise<CallSent> {
  const made = await callTo(members, body);
  const answer = await priya.post(staffPaths.api.hallway.calls, made);
  if (!answer.ok) throw new Error(await answer.text());
  return made;
}
beforeEach(async () => {
  priya = await callerAt(served.url, 'priya');
  sent = await call(['rosa', 'amina']);
  return async () => {
    await rosa.answerCall(sent.id, 'done');
  };
});

/** What Rosa is shown when the server answers with other rows than it has. */
async function shownBy(change: (row: CallShown) => CallShown): Promise<readonly unknown[]> {
  const fresh = await unlocked(served.url, 'rosa');
  fresh.lie = async (path, response) => {
    if (path !== staffPaths.api.calls) return response;
    const list = (await response.json()) as CallList;
    return Response.json({ ...list, rows: list.rows.map(change) });
  };
  return ok(await fresh.calls());
}

describe('a call on the desk of somebody who is called', () => {
  test('says where a lead is needed and who calls, and who else comes', async () => {
    const shown = { id: sent.id, purpose: 'lead', body: leadNeeded, mine: '', coming: [] };
    expect(ok(await rosa.calls())).toEqual([expect.objectContaining(shown)]);
    ok(await amina.answerCall(sent.id, 'coming'));
    expect(ok(await rosa.calls())).toEqual([expect.objectContaining({ ...shown, coming: ['Amina Haidari'] })]);
    expect(ok(await amina.calls())).toEqual([expect.objectContaining({ mine: 'coming', coming: [] })]);
    ok(await amina.answerCall(sent.id, 'done'));
    expect(ok(await rosa.calls())).toEqual([]);
  });

  test('is not there for a lead who is not called', async () => {
    expect(ok(await tomasz.calls())).toEqual([]);
    expect(await tomasz.answerCall(sent.id, 'coming')).toEqual({ refused: 'not-found' });
  });

  test('for a hand says whom to fetch, and opens nothing', async () => {
    const asked = await call(['rosa'], hand);
    const [, seen] = ok(await rosa.calls());
    expect(seen).toMatchObject({ id: asked.id, purpose: 'hand', body: hand });
    expect(await rosa.open(asked.id)).toEqual({ refused: 'not-found' });
    ok(await rosa.answerCall(asked.id, 'done'));
  });

  test('is gone with the lock', async () => {
    const desk = await unlocked(served.url, 'rosa');
    desk.lock();
    expect(await desk.calls()).toEqual({ refused: 'locked' });
  });
});

describe('a call that is not as it was sealed', () => {
  test('is shown when nothing was changed', async () => {
    expect(await shownBy((row) => row)).toHaveLength(1);
  });

  test('is not shown with another file, name, key, purpose or reader', async () => {
    const other = await callTo(['rosa', 'amina'], { ...leadNeeded, place: 'the loading dock' });
    const bytes = Buffer.from(sent.file, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const changes: readonly Partial<CallShown>[] = [
      { file: other.file },
      { file: bytes.toString('base64') },
      { id: other.id },
      { by: other.by },
      { purpose: 'hand' },
      { members: ['rosa'] },
      { members: ['rosa', 'tomasz'] },
      { members: ['rosa', 'amina', 'nobody'] },
    ];
    for (const change of changes)
      expect([change, await shownBy((row) => ({ ...row, ...change }))]).toEqual([change, []]);
  });

  test('made up whole by a server is shown, as nothing in it says who called', async () => {
    const other = await callTo(['rosa', 'amina'], { ...leadNeeded, from: 'Somebody' });
    const { id, file, by } = other;
    expect(await shownBy((row) => ({ ...row, id, file, by }))).toMatchObject([{ body: { from: 'Somebody' } }]);
  });
});
