import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { permissionIn, attemptOf } from '#desk/incident/handling/permission.ts';
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
  return arrived(rosa, await prepare(ground, [['what', 'a remark at the mentoring desk']]));
}

const assessed = (why: string): ActSent => ({
  kind: 'assessed',
  facts: { urgency: 'soon' },
  body: { v: 1, why, answers: { listed: 'yes' }, impact: 'low', risk: 'high', text: '' },
});

describe('an act of handling', () => {
  test('given its words, a colleague reads them under the same facts', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    expect(await rosa.act(id, [assessed('he mentors until Tuesday')])).toEqual({ done: true });
    const [read] = toldOf(ok(await amina.open(id)), 'assessed');
    expect(read).toMatchObject({ who: { id: 'rosa' }, facts: { urgency: 'soon' } });
    expect(read?.body).toMatchObject({ why: 'he mentors until Tuesday', answers: { listed: 'yes' }, risk: 'high' });
  });

  test('given one of two is held back, neither is written and the reason is said', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    const refused = await rosa.act(id, [
      assessed('first'),
      {
        kind: 'consequence-decided',
        facts: { owner: 'nobody', due: null },
        body: { v: 1, response: 'warning', text: '', person: '', protects: '', data: {}, ends: 'once', until: null },
      },
    ]);
    expect(refused).toEqual({ refused: 'not-allowed', reason: 'owner-not-free' });
    expect(toldOf(ok(await rosa.open(id)), 'assessed')).toEqual([]);
  });

  test('given words of another shape, nothing is sealed', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    const wrong = { kind: 'assessed', facts: { urgency: 'soon' }, body: { v: 1, text: 7 } } as unknown as ActSent;
    expect(await rosa.act(id, [wrong])).toEqual({ refused: 'wrong-kind' });
    const urgent = { ...assessed('x'), facts: { urgency: 'whenever' } };
    expect(await rosa.act(id, [urgent])).toMatchObject({ refused: 'wrong-kind' });
  });

  test('given a page asks beforehand, it hears what the server would say', async () => {
    const id = await reported();
    const opened = ok(await rosa.open(id));
    const team = ok(await rosa.look());
    const procedure = team.procedures.find(({ digest }) => digest === opened.procedure);
    const asks = (member: string, ...attempt: Parameters<typeof attemptOf>) =>
      permissionIn(opened, procedure, member, attemptOf(...attempt));
    expect(asks('rosa', 'assessed', { urgency: 'now' })).toEqual({ allowed: true, warning: '' });
    expect(asks('priya', 'assessed', { urgency: 'now' })).toMatchObject({ refused: 'no-role' });
    expect(asks('rosa', 'closed')).toMatchObject({ refused: 'duty-open' });
  });
});
