import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asking } from '#hallway/keys/asking.ts';
import { keptOn } from '#hallway/keys/files.ts';
import { keysOver } from '#hallway/keys/verbs.ts';
import { finishOpen } from '#hallway/taking/keeping.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { utf8 } from '#seal/digest.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { begun, folder, formOf, lying, phoneOf, told } from './phone.ts';

const minute = 60_000;
const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());

describe('where there is no room on the phone', () => {
  test('what was put away is opened by its words, and handed over, as long as the page is there', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft, words } = await begun(one, at);
    await one.save(draft, formOf(one.pack, at), at);
    one.folder.full = true;
    const form = formOf(one.pack, at, { answers: told('an hour of what was told') });
    expect(await one.save(draft, form, at)).toMatchObject({ kept: false });
    await one.discard(draft);
    expect(await one.open(draft, words.join(' '))).toEqual(form);
    await one.close(draft);
    expect(await one.handIn(at + 31 * minute)).toMatchObject({ sent: [{ report: draft }], waiting: [] });
  });

  test.each([
    ['for nothing more', 0],
    ['for it alone', 1],
  ])('and somebody is kept out by now, nothing lies there that they could open: room %s', async (_room, files) => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft, words } = await begun(one, at);
    const form = formOf(one.pack, at, { answers: told('she was followed') });
    await one.save(draft, form, at);
    const write = one.folder.write;
    const drafts = () => [...one.folder.lain.keys()].filter((name) => name.startsWith('draft-'));
    Object.assign(one.folder, {
      write: (file: string, bytes: Uint8Array) =>
        drafts().length < files ? write(file, bytes) : Promise.reject(new Error('no room')),
    });
    const team = { kind: 'team', leaveOut: ['tomasz'], only: '', closeTo: '' } as const;
    const without = { ...form, answers: { ...form.answers, team } };
    expect(await one.save(draft, without, at)).toMatchObject({ kept: files > 0 });
    expect(drafts()).toHaveLength(files);
    for (const bytes of lying(one).filter((some) => textIn(some).includes('"wide"')))
      expect(textIn(bytes)).not.toContain('"member":"tomasz"');
    await one.close(draft);
    expect(await one.open(draft, words.join(' '))).toEqual(without);
  });

  test('and nobody more is kept out, what was laid down before stays', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft } = await begun(one, at);
    await one.save(draft, formOf(one.pack, at, { answers: told('first') }), at);
    one.folder.full = true;
    await one.save(draft, formOf(one.pack, at, { answers: told('second') }), at);
    one.kill();
    expect((await one.start(at)).drafts).toMatchObject([{ draft }]);
  });

  test('what waits is laid down as soon as there is some', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft } = await begun(one, at);
    one.folder.full = true;
    one.online = false;
    const form = formOf(one.pack, at, { answers: told('told while it was full') });
    expect(await one.finish(draft, form, at)).toMatchObject({ kept: false });
    one.folder.full = false;
    expect(await one.handIn(at)).toMatchObject({ offline: true, waiting: [{ report: draft }] });
    one.kill();
    one.online = true;
    expect(await one.handIn(at)).toMatchObject({ sent: [{ report: draft }] });
  });
});

test('given one that waits cannot be read as a report, the others are handed over', async () => {
  const one = await phoneOf(served.url);
  const at = served.now();
  const strange = { v: 2, report: '0'.repeat(32), edition: event, ended: at - minute, unfinished: false };
  await keptOn(one.folder).write(`out-${strange.report}`, utf8(JSON.stringify(strange)));
  const { draft } = await begun(one, at);
  await one.finish(draft, formOf(one.pack, at, { answers: told('behind a strange one') }), at);
  one.kill();
  expect(await one.handIn(at)).toMatchObject({ sent: [{ report: draft }], waiting: [{ report: strange.report }] });
});

test('given its keys are forgotten just before it is finished, its words open it and it is finished', async () => {
  const one = await phoneOf(served.url);
  const at = served.now();
  const { draft, words } = await begun(one, at);
  const form = formOf(one.pack, at, { answers: told('read back after a long silence') });
  await one.save(draft, form, at);
  await one.idle(Date.now() + 31 * minute);
  expect(await one.finish(draft, form, at)).toEqual({ kept: false, readers: [], closed: true });
  const finished = await finishOpen(one, draft, words, form, () => at);
  expect(finished).toMatchObject({ kept: true });
  expect(finished.readers.length).toBeGreaterThan(0);
  expect(await one.handIn(at)).toMatchObject({ sent: [{ report: draft }], waiting: [] });
});

test('given the first look at the device failed, it looks again and is no other window', async () => {
  const on = folder();
  let failing = true;
  const files = async () => {
    if (!failing) return on.files();
    failing = false;
    throw new Error('not now');
  };
  let taken = false;
  // As a lock of the browser: whoever asks a second time is told no, also who has it.
  const alone = async () => {
    const free = !taken;
    taken = true;
    return free;
  };
  const { verbs } = keysOver({ ask: asking(), kept: keptOn({ ...on, files }), alone });
  await verbs.start(1);
  expect(await verbs.start(2)).toMatchObject({ elsewhere: false });
});

test('given somebody was suspended since the phone asked for the list, a lead is called all the same', async () => {
  const one = await phoneOf(served.url);
  let moved = false;
  one.lie = (path, response) => {
    if (path !== staffPaths.api.hallway.calls || moved) return response;
    moved = true;
    return Response.json({ refused: 'roster-moved' }, { status: 409 });
  };
  const lead = { edition: event, purpose: 'lead', what: 'lead', place: 'Room 25C', person: '', words: '' } as const;
  const called = await one.call({ ...lead, out: [] });
  expect(called).toHaveProperty('id');
  expect(one.asked.filter((path) => path === staffPaths.api.hallway.pack(event))).toHaveLength(2);
});

describe('given the PIN is forgotten', () => {
  test('the words of a member end the lending, with a network and without; other words do not', async () => {
    const one = await phoneOf(served.url);
    await one.handOver('2468', 'a');
    expect(await one.enter('one two three four five six seven eight', event)).toEqual({ refused: 'wrong-words' });
    one.kill();
    expect((await one.start(1)).handedOver).toEqual({ draft: 'a' });
    one.online = false;
    expect(await one.enter(eightWordsOf('rosa'), event)).toEqual({ refused: 'wrong-words' });
    expect((await one.start(2)).handedOver).toEqual({ draft: 'a' });
    expect(await one.enter(eightWordsOf('priya'), event)).toMatchObject({ member: 'priya' });
    expect((await one.start(3)).handedOver).toBeNull();
    one.kill();
    expect((await one.start(4)).handedOver).toBeNull();
  });

  test('a link that lends nothing does not', async () => {
    const one = await phoneOf(served.url);
    await one.handOver('2468', 'a');
    expect(await one.enterDuty('0'.repeat(32))).toEqual({ refused: 'unknown' });
    expect((await one.start(1)).handedOver).toEqual({ draft: 'a' });
  });
});
