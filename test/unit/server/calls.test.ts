import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CallBody } from '#wire/bodies.ts';
import type { CallList, CallSent } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { Mail } from '#server/post/post.ts';
import { unlocked } from '../desk/desks.ts';
import { callerAt, callTo, leadNeeded, type Caller } from './caller.ts';
import { rehearsed, visitor, type Rehearsed } from './rehearsed.ts';

const minute = 60_000;
const needed = 'Somebody needs you now';
const hand: CallBody = { ...leadNeeded, what: 'person', place: 'Hall B', person: 'Solène Diaz', words: '' };

let served: Rehearsed;
let priya: Caller;
beforeAll(async () => {
  served = await rehearsed();
  priya = await callerAt(served.url, 'priya');
});
afterAll(() => served.end());

function counted(query: string): number {
  const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    return (database.prepare(`select count(*) as n from ${query}`).get() as { n: number }).n;
  } finally {
    database.close();
  }
}

/** Until nothing is left to ring by now: whoever has no mail gets none. */
const settled = (): Promise<void> =>
  vi.waitFor(() => expect(counted(`job where kind = 'call' and done = 0 and due <= ${served.now()}`)).toBe(0), {
    timeout: 12_000,
  });

/** The rehearsal's own clock goes on; then everybody is rung who is due. */
async function pass(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  const headers = { origin: served.url };
  await fetch(served.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
  await settled();
}

const rung = (): readonly Mail[] => served.post.mails().filter(({ subject }) => subject === needed);
let before = 0;
/** Whom the rings since the last look went to. */
function rungSince(): readonly string[] {
  const mails = rung();
  const fresh = mails.slice(0, mails.length - before);
  before = mails.length;
  return fresh.map(({ to }) => to.replace('@pyharbor.example', '')).toSorted();
}

async function calls(members: readonly string[], body?: CallBody): Promise<CallSent> {
  const sent = await callTo(members, body);
  const answer = await priya.post(staffPaths.api.hallway.calls, sent);
  expect([answer.status, await answer.text()]).toEqual([200, '{}']);
  await settled();
  return sent;
}

async function says(member: string, id: string, answer: string): Promise<number> {
  return (await (await visitor(served.url, member)).post(staffPaths.api.callAnswer(id), { says: answer })).status;
}

async function listed(member: string): Promise<CallList['rows']> {
  const answer = await (await visitor(served.url, member)).get(staffPaths.api.calls);
  return ((await answer.json()) as CallList).rows;
}

describe('a lead is needed now', () => {
  test('everybody who is called is rung at once, after five and after ten minutes, until the first says they come', async () => {
    const { id } = await calls(['rosa', 'amina']);
    expect(rungSince()).toEqual(['amina', 'rosa']);
    expect(await priya.standing(id)).toMatchObject({ called: 2, rings: 1, answers: [], over: false });
    await pass(5 * minute);
    expect(rungSince()).toEqual(['amina', 'rosa']);
    expect(await says('amina', id, 'coming')).toBe(200);
    await pass(5 * minute);
    expect(rungSince()).toEqual([]);
    await pass(10 * minute);
    expect(await priya.standing(id)).toMatchObject({
      rings: 2,
      answers: [{ name: 'Amina Haidari', says: 'coming' }],
      over: false,
    });
    expect(await says('amina', id, 'done')).toBe(200);
  });

  test('who must not hear of it is not called: no mail, nothing on the desk, and no answer is taken', async () => {
    const { id } = await calls(['rosa', 'amina']);
    await pass(11 * minute);
    expect(rungSince()).not.toContain('tomasz');
    expect(await listed('tomasz')).toEqual([]);
    const tomasz = await visitor(served.url, 'tomasz');
    const [there, nowhere] = await Promise.all(
      [id, '0'.repeat(32)].map((one) => tomasz.post(staffPaths.api.callAnswer(one), { says: 'coming' })),
    );
    expect([there?.status, await there?.text()]).toEqual([404, await nowhere?.text()]);
    expect((await listed('rosa')).map((row) => row.id)).toEqual([id]);
    expect(await says('rosa', id, 'done')).toBe(200);
    expect(await listed('rosa')).toEqual([]);
  });

  test('who cannot is not rung again, and when all cannot it is over at once', async () => {
    const { id } = await calls(['rosa', 'amina']);
    rungSince();
    expect(await says('rosa', id, 'cannot')).toBe(200);
    await pass(5 * minute);
    expect(rungSince()).toEqual(['amina']);
    expect(await says('amina', id, 'cannot')).toBe(200);
    expect((await priya.standing(id)).over).toBe(true);
  });

  test('who said they come and then cannot is as if nobody came: the others are rung again', async () => {
    const { id } = await calls(['rosa', 'amina']);
    rungSince();
    await says('rosa', id, 'coming');
    await pass(5 * minute);
    expect(rungSince()).toEqual([]);
    await says('rosa', id, 'cannot');
    await pass(5 * minute);
    expect(rungSince()).toEqual(['amina']);
    await says('amina', id, 'done');
  });

  test('of several rings that passed while nobody looked, only the latest is sent', async () => {
    const { id } = await calls(['rosa']);
    rungSince();
    await pass(11 * minute);
    expect(rungSince()).toEqual(['rosa']);
    expect((await priya.standing(id)).rings).toBe(3);
    await says('rosa', id, 'done');
  });

  test('after fifteen minutes without an answer it is over, gone from the desks, and nobody can come any more', async () => {
    const { id } = await calls(['rosa']);
    await pass(14 * minute);
    expect((await priya.standing(id)).over).toBe(false);
    await pass(minute);
    expect(await priya.standing(id)).toMatchObject({ over: true, rings: 3 });
    expect(await listed('rosa')).toEqual([]);
    expect(await says('rosa', id, 'coming')).toBe(410);
    expect((await priya.standing(id)).answers).toEqual([]);
    rungSince();
  });

  test('the mail says that somebody needs them and where the desk is, and nothing else', async () => {
    const { id } = await calls(['rosa']);
    const [mail] = rung();
    expect(mail?.text).toBe(
      'Somebody on the floor needs you now. Please open the desk: it says where.\n\n' +
        `${served.url}${paths.desk}\n\n` +
        'This message says nothing else. Please answer on the desk, so that nobody waits for you in vain.',
    );
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/25C|window|Priya|Nair|lead/u);
    await says('rosa', id, 'done');
    rungSince();
  });
});

describe('a hand', () => {
  test('is asked for once, and when it was done stands there', async () => {
    const { id } = await calls(['luis', 'dana'], hand);
    expect(rungSince()).toEqual(['dana', 'luis']);
    await pass(11 * minute);
    expect(rungSince()).toEqual([]);
    await says('luis', id, 'coming');
    await pass(2 * minute);
    const at = served.now();
    await says('luis', id, 'done');
    const { answers } = await priya.standing(id);
    expect(answers).toMatchObject([{ name: 'Luis Ferro', says: 'done' }]);
    expect(answers[0]?.at).toBeGreaterThanOrEqual(at);
    expect(await listed('dana')).toEqual([]);
  });

  test('nothing that is stored or sent says whom to fetch, where, or who calls', async () => {
    const { id, file } = await calls(['luis'], hand);
    const bytes = Buffer.from(file, 'base64').toString('latin1');
    const shown = JSON.stringify(await listed('luis'));
    const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
    const rows = ['staff_call', 'staff_call_member', `job where kind = 'call'`].flatMap((table) =>
      database.prepare(`select * from ${table}`).all(),
    );
    database.close();
    for (const text of [bytes, shown, JSON.stringify(rows)]) expect(text).not.toMatch(/Sol|Diaz|Hall B|Nair/u);
    await says('luis', id, 'done');
    rungSince();
  });
});

describe('the one who calls', () => {
  const refusal = async (sent: unknown, by: Caller = priya): Promise<string> => {
    const answer = await by.post(staffPaths.api.hallway.calls, sent);
    return ((await answer.json()) as { refused?: string }).refused ?? '';
  };

  test('calling the same again is one call, and another phone sees nothing of it', async () => {
    const sent = await calls(['rosa']);
    rungSince();
    expect(await refusal(sent)).toBe('');
    await settled();
    expect(rungSince()).toEqual([]);
    const luis = await callerAt(served.url, 'luis');
    expect(await refusal(sent, luis)).toBe('already-received');
    expect((await luis.get(staffPaths.api.hallway.call(sent.id))).status).toBe(404);
    await says('rosa', sent.id, 'done');
  });

  test('at another event, to nobody of the team, sealed to fewer, or without a session nobody is called', async () => {
    const sent = await callTo(['rosa', 'amina']);
    expect(await refusal({ ...sent, edition: 'another' })).toBe('not-allowed');
    expect(await refusal({ ...sent, members: ['rosa', 'nobody'] })).toBe('roster-moved');
    expect(await refusal({ ...sent, members: ['rosa'] })).toBe('bad-file');
    for (const wrong of [{ members: [] }, { members: ['rosa', 'rosa'] }, { purpose: 'why' }, { text: 'why' }])
      expect(await refusal({ ...sent, ...wrong })).toBe('bad-request');
    const rosa = await visitor(served.url, 'rosa');
    expect((await rosa.post(staffPaths.api.hallway.calls, sent)).status).toBe(401);
    expect((await priya.get(staffPaths.api.calls)).status).toBe(401);
    expect(counted(`staff_call where id = '${sent.id}'`)).toBe(0);
  });

  test('makes at most five in a minute', async () => {
    await pass(2 * minute);
    const dana = await callerAt(served.url, 'dana');
    for (let n = 0; n < 5; n++) expect(await refusal(await callTo(['rosa']), dana)).toBe('');
    expect(await refusal(await callTo(['rosa']), dana)).toBe('slow-down');
    await pass(minute + 1_000);
    expect(await refusal(await callTo(['rosa']), dana)).toBe('');
    await pass(15 * minute);
  });
});

test('a member who is suspended meanwhile is rung no more, and a call is forgotten a day after its end', async () => {
  const { id } = await calls(['rosa', 'amina']);
  rungSince();
  const steward = await unlocked(served.url, 'rosa');
  expect(await steward.suspend('amina')).toEqual({ accepted: true });
  await pass(5 * minute);
  expect(rungSince()).toEqual(['rosa']);
  await pass(25 * 60 * minute);
  expect(counted(`staff_call where id = '${id}'`)).toBe(1);
  await pass(2 * 60 * minute);
  expect(counted('staff_call')).toBe(0);
  expect(counted('staff_call_member')).toBe(0);
});
