import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { event } from '#rehearsal/cast.ts';
import { filedIn } from '#desk/incident/appeal/scene.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
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

const letter = 'On Monday you told me to leave. I have two witnesses, Bo and Trude. I appeal.';
const filing = (as: 'appeal' | 'side' | 'report'): readonly ActSent[] => [{ kind: 'filed', facts: { as }, body: null }];
const taken: readonly ActSent[] = [{ kind: 'lead-taken', facts: {}, body: null }];
const appeal: ActSent = { kind: 'appeal-filed', facts: {}, body: { v: 1, person: '', text: letter, witnesses: '' } };

describe('the reported person writes to the same address (S25)', () => {
  test('given it is put with the decision, it is an appeal there, no report here, and owes its writer an answer', async () => {
    const decided = await arrived(rosa, await prepare(ground, [['what', 'At our table he said it twice.']]));
    const came = await arrived(rosa, await prepare(ground, [['what', letter]]));
    const owedHere = async () =>
      ok(await rosa.open(came)).duties.flatMap(({ id, state }) => (state.is === 'open' ? [id] : []));
    // Somebody has looked at it: what cannot wait is not put away (see below).
    ok(await rosa.act(came, taken));
    const before = await owedHere();
    ok(await rosa.act(decided, [appeal]));
    ok(await rosa.act(came, filing('appeal')));
    const there = ok(await amina.open(decided));
    expect(filedIn(there).map(({ told }) => told?.body.text)).toEqual([letter]);
    const here = ok(await amina.open(came));
    expect(here.handling.incident.filed).toBe('appeal');
    const after = await owedHere();
    expect(after.length).toBeLessThan(before.length);
    expect(after).toEqual(expect.arrayContaining(['acknowledge', 'follow-up']));
    // Whoever reads it here learns nothing of where it lies: the mark names no incident.
    const mark = here.entries.find(({ kind }) => kind === 'filed');
    expect(mark?.facts).toEqual({ as: 'appeal' });
    expect(JSON.stringify(mark)).not.toContain(decided);
    ok(await rosa.act(came, filing('report')));
    expect(await owedHere()).toEqual(before);
  });

  test('given nobody has seen to what may still be going on, it is not put away as something else', async () => {
    const came = await arrived(rosa, await prepare(ground, [['what', letter]]));
    expect(await rosa.act(came, filing('appeal'))).toMatchObject({ refused: 'not-allowed', reason: 'duty-open' });
    ok(await rosa.act(came, taken));
    ok(await rosa.act(came, filing('appeal')));
  });

  test('given a responder who may not put things together, it is refused', async () => {
    const kenji = await unlocked(served.url, 'kenji');
    const came = await arrived(rosa, await prepare(ground, [['what', letter]]));
    expect(await kenji.act(came, filing('appeal'))).toMatchObject({ refused: 'not-allowed', reason: 'no-role' });
  });

  test('given a lead reads the decision and is named in what came, the desk knows it before a word is put there', async () => {
    const decided = await arrived(rosa, await prepare(ground, [['what', 'At our table he said it twice.']]));
    const came = await arrived(rosa, await prepare(ground, [['what', 'Tomasz Brandt sent me away. I appeal.']]));
    expect(ok(await rosa.linkCost(decided, came)).cost.wouldStepAside).toEqual(['tomasz']);
    expect(ok(await rosa.linkCost(came, decided)).cost.wouldStepAside).toEqual([]);
  });
});
