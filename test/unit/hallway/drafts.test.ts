import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn } from '#kit/needles.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { event } from '#rehearsal/cast.ts';
import type { Outgoing } from '#seal/outgoing.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { begun, folder, formOf, lying, phoneAt, phoneOf, told, type Phone } from './phone.ts';

const minute = 60_000;
let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());

type Entered = Awaited<ReturnType<typeof phoneOf>>;
const phone = (): Promise<Entered> => phoneOf(served.url);
/** The draft as it lies on the device. */
function draftOn(one: Phone): { readonly wide: Outgoing; readonly narrow: Outgoing } {
  const [, bytes] = [...one.folder.lain].find(([name]) => name.startsWith('draft-')) ?? [];
  if (bytes === undefined) throw new Error('no draft');
  return JSON.parse(new TextDecoder().decode(bytes.slice(40))) as ReturnType<typeof draftOn>;
}
const granted = (one: Phone): readonly string[] => draftOn(one).wide.locked.account.grants.map(({ member }) => member);

describe('a draft', () => {
  test('given the Worker ends, it is opened again by its eight words, and by no others', async () => {
    const one = await phone();
    const { draft, words } = await begun(one, 1);
    expect(words).toHaveLength(8);
    const form = formOf(one.pack, 1, { answers: told('somebody followed her'), notes: 'she is cold' });
    expect(await one.save(draft, form, 2)).toMatchObject({ kept: true, named: [] });
    one.kill();
    one.online = false;
    expect((await one.start(3)).drafts).toEqual([
      { draft, report: draft, edition: event, channel: 'in-person', began: 1, saved: 2, handedIn: false, open: false },
    ]);
    expect(await one.words(draft)).toEqual([]);
    expect(await one.open(draft, eightWordsOf('priya'))).toEqual({ refused: 'wrong-words' });
    expect(await one.open(draft, words.slice(1).join(' '))).toEqual({ refused: 'wrong-words' });
    expect(await one.open('0'.repeat(32), words.join(' '))).toEqual({ refused: 'gone' });
    expect(await one.save(draft, form, 4)).toMatchObject({ kept: false, closed: true });
    expect(await one.open(draft, words.join(' ').toUpperCase())).toEqual(form);
    expect(await one.words(draft)).toEqual(words);
    expect(await one.save(draft, form, 5)).toMatchObject({ kept: true });
  });

  test('given the phone dies at any moment of a save, the last whole save is opened, or the one before it', async () => {
    const one = await phone();
    const { draft, words } = await begun(one, 1);
    const form = (text: string) => formOf(one.pack, 1, { answers: told(text) });
    await one.save(draft, form('first'), 2);
    const size = [...one.folder.lain].find(([name]) => name.startsWith('draft-'))?.[1].length ?? 0;
    const cuts = [0, 1, 4, 39, 40, 41, size / 3, size / 2, size - 400, size + 400, size + 800];
    const after = new Set<string>();
    for (const [n, cut] of cuts.entries()) {
      const text = `written ${n}`;
      one.folder.cut = Math.floor(cut);
      await one.save(draft, form(text), 3 + n);
      one.folder.cut = -1;
      one.kill();
      await one.start(3 + n);
      const opened = await one.open(draft, words.join(' '));
      if ('refused' in opened) throw new Error(opened.refused);
      const { what } = opened.answers;
      const found = what?.kind === 'text' ? what.text : '';
      expect([text, 'first']).toContain(found);
      after.add(found === text ? 'newer' : 'older');
      await one.save(draft, form('first'), 4 + n);
    }
    expect(after).toEqual(new Set(['older', 'newer']));
  });

  test('given there is no room, the page is told, and it can still be finished and handed over', async () => {
    const one = await phone();
    const { draft } = await begun(one, 1);
    one.folder.full = true;
    const form = formOf(one.pack, 1, { answers: told('no room for this') });
    expect(await one.save(draft, form, 2)).toMatchObject({ kept: false });
    expect(await one.finish(draft, form, 3)).toMatchObject({ kept: false, readers: expect.any(Array) });
    const { sent, waiting } = await one.handIn(4);
    expect([sent.map(({ report }) => report), waiting]).toEqual([[draft], []]);
  });

  test('given two are open at once, each keeps its own', async () => {
    const one = await phone();
    const [a, b] = [await begun(one, 1), await begun(one, 2)];
    await Promise.all([
      one.save(a.draft, formOf(one.pack, 1, { answers: told('the first talk') }), 3),
      one.save(b.draft, formOf(one.pack, 2, { answers: told('the second talk') }), 3),
    ]);
    one.kill();
    await one.start(4);
    expect(await one.open(a.draft, b.words.join(' '))).toEqual({ refused: 'wrong-words' });
    expect(await one.open(a.draft, a.words.join(' '))).toMatchObject({ answers: told('the first talk') });
    expect(await one.open(b.draft, b.words.join(' '))).toMatchObject({ answers: told('the second talk') });
  });

  test('given many saves are asked for at once, the newest is what lies there, and not all are made', async () => {
    const one = await phone();
    const { draft, words } = await begun(one, 1);
    const before = one.folder.ever.length;
    const all = Array.from({ length: 12 }, (_, n) =>
      one.save(draft, formOf(one.pack, 1, { answers: told(`letter ${n}`) }), 2 + n),
    );
    for (const saved of await Promise.all(all)) expect(saved.kept).toBe(true);
    expect(one.folder.ever.length - before).toBeLessThan(4);
    one.kill();
    await one.start(20);
    expect(await one.open(draft, words.join(' '))).toMatchObject({ answers: told('letter 11') });
  });

  test('is forgotten after thirty minutes without a touch, and not before', async () => {
    const one = await phone();
    const { draft, words } = await begun(one, 1);
    const form = formOf(one.pack, 1, { answers: told('a long talk') });
    await one.save(draft, form, 2);
    await one.idle(Date.now() + 29 * minute);
    expect(await one.words(draft)).toEqual(words);
    one.stay(Date.now() + 20 * minute);
    await one.idle(Date.now() + 49 * minute);
    expect(await one.words(draft)).toEqual(words);
    await one.idle(Date.now() + 51 * minute);
    expect(await one.words(draft)).toEqual([]);
    expect(await one.save(draft, form, 3)).toMatchObject({ closed: true });
    expect(await one.open(draft, words.join(' '))).toEqual(form);
  });

  test('is discarded while nothing is written in it, and only closed after that', async () => {
    const one = await phone();
    const [empty, full] = [await begun(one, 1), await begun(one, 1)];
    await one.save(empty.draft, formOf(one.pack, 1), 2);
    await one.save(full.draft, formOf(one.pack, 1, { notes: 'x' }), 2);
    await one.discard(empty.draft);
    await one.discard(full.draft);
    expect((await one.start(3)).drafts).toMatchObject([{ draft: full.draft, open: false }]);
  });
});

describe('who is kept out', () => {
  const leaving = (member: string): Parameters<typeof formOf>[2] => ({
    answers: { ...told('it was him'), team: { kind: 'team', leaveOut: [member], only: '', closeTo: '' } },
  });

  test('given somebody is left out later, new keys are made, and nothing of theirs lies on the phone any more', async () => {
    const one = await phone();
    const { draft } = await begun(one, 1);
    const before = await one.save(draft, formOf(one.pack, 1, { answers: told('it was him') }), 2);
    expect(before.readers.map(({ member }) => member)).toContain('tomasz');
    expect(granted(one)).toContain('tomasz');
    const old = draftOn(one).wide.locked.account;
    const saved = await one.save(draft, formOf(one.pack, 1, leaving('tomasz')), 3);
    expect(saved.readers.map(({ member }) => member)).not.toContain('tomasz');
    const now = draftOn(one).wide.locked.account;
    expect(granted(one)).not.toContain('tomasz');
    expect(now.recipient).not.toBe(old.recipient);
    const all = lying(one)
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join('');
    expect(old.grants.filter(({ bytes }) => all.includes(bytes))).toEqual([]);
  });

  test('given nobody more is kept out, the grants are made once and stay', async () => {
    const one = await phone();
    const { draft } = await begun(one, 1);
    await one.save(draft, formOf(one.pack, 1, leaving('tomasz')), 2);
    const { grants } = draftOn(one).wide.locked.account;
    await one.save(draft, formOf(one.pack, 1, { ...leaving('tomasz'), notes: 'more' }), 3);
    expect(draftOn(one).wide.locked.account.grants).toEqual(grants);
  });

  test.each([
    ['my notes', { notes: 'It was Tomasz Brandt who stood there.' }],
    ['what would help', { handsElse: 'Please ask Tomasz Brandt to leave the room' }],
    [
      'what was said without being asked',
      { steps: [{ step: 'unasked', kind: 'unasked', choice: '', text: 'Tomasz Brandt did it before' }] },
    ],
    ['their words', { answers: told('Tomasz Brandt shouted at me') }],
  ] as const)('given a member is named in %s, they are kept out, and it is said where', async (_where, parts) => {
    const one = await phone();
    const { draft } = await begun(one, 1);
    const saved = await one.save(draft, formOf(one.pack, 1, { ...parts }), 2);
    expect(saved.readers.length).toBeGreaterThan(0);
    expect(saved.readers.map(({ member }) => member)).not.toContain('tomasz');
    expect(saved.named).toMatchObject([{ member: 'tomasz', words: expect.stringContaining('Tomasz Brandt') }]);
    expect(granted(one)).not.toContain('tomasz');
  });

  test('given it goes to one alone, one of its two lockings is for that one, the other for everybody', async () => {
    const one = await phone();
    const { draft } = await begun(one, 1);
    const answers = {
      ...told('only Amina'),
      team: { kind: 'team', leaveOut: [], only: 'amina', closeTo: '' },
    } as const;
    expect((await one.save(draft, formOf(one.pack, 1, { answers }), 2)).readers).toEqual([
      { member: 'amina', name: 'Amina Haidari' },
    ]);
    const { wide, narrow } = draftOn(one);
    expect(narrow.locked.account.grants.map(({ member }) => member)).toEqual(['amina']);
    expect(wide.locked.account.grants.length).toBeGreaterThan(3);
    expect(wide.locked.account.recipient).not.toBe(narrow.locked.account.recipient);
  });

  test.each([0, Date.parse('2046-01-01')])('given the clock says %d, readers are there all the same', async (at) => {
    const one = await phone();
    const { draft } = await begun(one, at);
    const saved = await one.save(draft, formOf(one.pack, at, { answers: told('a strange clock') }), at);
    expect(saved.kept).toBe(true);
    expect(saved.readers.map(({ member }) => member)).toContain('rosa');
    expect(granted(one)).toContain('rosa');
  });
});

test('nothing that ever lay on the phone tells what was written, the words, a name, or a key that opens', async () => {
  const one = await phone();
  const { draft, words } = await begun(one, 1);
  const form = formOf(one.pack, 1, {
    answers: {
      ...told('he waited behind the curtain'),
      contact: {
        kind: 'contact',
        naming: 'team-only',
        name: 'Joanna Reyes',
        pronouns: '',
        reach: '5550142',
        avoid: '',
      },
    },
    notes: 'tearful and shaking',
    handsElse: 'a hot chocolate',
    steps: [{ step: 'quiet', kind: 'quiet-place', choice: 'declined', text: 'rather by the window' }],
  });
  await one.save(draft, form, 2);
  await one.save(draft, { ...form, notes: 'tearful and shaking, calmer by now' }, 3);
  await one.finish(draft, form, 4);
  const place = mkdtempSync(join(tmpdir(), 'recourse-phone-'));
  const all = [...one.folder.ever, ...lying(one)];
  for (const [n, bytes] of all.entries()) writeFileSync(join(place, String(n)), bytes);
  const texts = ['behind the curtain', 'Joanna', 'Reyes', '5550142', 'tearful', 'hot chocolate', 'by the window'];
  const secrets = ['AGE-SECRET-KEY', words.join(' '), words.join(','), words.slice(2, 5).join(' '), words.join('","')];
  expect(foundIn([place], [...texts, ...secrets])).toEqual([]);
  // The scan would find what lies there in clear.
  expect(foundIn([place], ['Amina Haidari']).length).toBeGreaterThan(0);
  rmSync(place, { recursive: true });
});

describe('the device', () => {
  test('given another organisation’s pack, or an older list than it has seen, it refuses', async () => {
    const one = await phone();
    const changed = (change: (pack: Record<string, unknown>) => object) => {
      one.lie = async (path, response) =>
        path.startsWith('/api/hallway/pack') ? Response.json(change((await response.json()) as never)) : response;
      return one.refresh(event);
    };
    expect(await changed((pack) => ({ ...pack, root: 'f'.repeat(64) }))).toEqual({ refused: 'not-ours' });
    expect(await changed((pack) => ({ ...pack, notes: [] }))).toEqual({ refused: 'list-broken' });
    expect(await changed((pack) => ({ ...pack, notes: [`${String((pack['notes'] as string[])[0])}x`] }))).toEqual({
      refused: 'list-broken',
    });
    one.lie = (_path, response) => response;
    expect(await one.refresh(event)).toMatchObject({ org: one.pack.org });
  });

  test('given a public key that is not the one in the list, it keeps none', async () => {
    const one = phoneAt(served.url);
    await one.enter(eightWordsOf('priya'), event);
    one.lie = (path, response) => (path.startsWith('/recipients/') ? new Response('age1pq1other') : response);
    expect(await one.refresh(event)).toEqual({ refused: 'list-broken' });
    expect((await one.start(1)).pack).toBeNull();
  });

  test('given it starts without a network, everything it needs lies here, and the words open the key that signs', async () => {
    const one = await phone();
    one.kill();
    one.online = false;
    const started = await one.start(1);
    expect(started).toMatchObject({ storage: 'may-go', elsewhere: false, handedOver: null });
    expect(started.who).toMatchObject({ member: 'priya', name: 'Priya Nair', signing: false });
    expect(started.pack?.edition.id).toBe(event);
    expect(await one.enter(eightWordsOf('rosa'), event)).toEqual({ refused: 'wrong-words' });
    expect(await one.enter(eightWordsOf('priya'), event)).toMatchObject({ member: 'priya' });
    expect((await one.start(2)).who?.signing).toBe(true);
    expect(await one.refresh(event)).toEqual({ refused: 'offline' });
  });

  test('given words of nobody, or no words, it says which', async () => {
    const one = phoneAt(served.url);
    expect(await one.enter('one two three', event)).toEqual({ refused: 'wrong-words' });
    const { words } = await begun(await phone(), 1);
    expect(await one.enter(words.join(' '), event)).toEqual({ refused: 'unknown' });
    one.online = false;
    expect(await one.enter(eightWordsOf('priya'), event)).toEqual({ refused: 'offline' });
  });

  test('given another window has it open, this one says so and touches nothing', async () => {
    const { keysOver } = await import('#hallway/keys/verbs.ts');
    const { keptOn } = await import('#hallway/keys/files.ts');
    const { asking } = await import('#hallway/keys/asking.ts');
    let alone = false;
    const on = folder();
    const { verbs } = keysOver({ ask: asking(), kept: keptOn(on), alone: async () => alone });
    expect((await verbs.start(1)).elsewhere).toBe(true);
    await expect(verbs.handOver('1234', '')).rejects.toThrow('elsewhere');
    expect(on.lain.size).toBe(0);
    alone = true;
    expect((await verbs.start(2)).elsewhere).toBe(false);
  });
});
