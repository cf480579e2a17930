import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { suggestedIn } from '#domain/incident/people.ts';
import { noting, nothingKnown, knownOf, peopleEntries } from '#desk/incident/people/known.ts';
import { peopleOf, toldOf } from '#desk/incident/handling/told.ts';
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

async function reported(...fields: readonly (readonly [string, string])[]): Promise<string> {
  const id = await arrived(rosa, await prepare(ground, fields));
  ok(await rosa.open(id));
  return id;
}

describe('people in an incident', () => {
  test('given the reporter wrote somebody down, a tap adds them and the report stays as it is', async () => {
    const id = await reported(['what', 'They laughed.'], ['who.0.looks', 'tall'], ['who.0.badge', '0452']);
    const opened = ok(await rosa.open(id));
    const team = ok(await rosa.look());
    const { questions = [] } = team.procedures.find(({ digest }) => digest === opened.form) ?? {};
    const [first, ...others] = suggestedIn(questions, opened.account ?? {}, peopleEntries(opened));
    expect(others).toEqual([]);
    if (first === undefined) throw new Error('nobody is offered');
    ok(await rosa.act(id, [noting('', first.known)]));
    const read = ok(await amina.open(id));
    expect(peopleOf(read)).toMatchObject([{ looks: 'tall', also: ['0452'], parts: ['reported'] }]);
    expect(read.account).toEqual(opened.account);
    expect(suggestedIn(questions, read.account ?? {}, peopleEntries(read))).toEqual([]);
  });

  test('given somebody unknown gets a name, they are one for everybody, and it can be undone', async () => {
    const id = await reported(['what', 'Somebody filmed me.']);
    const known = { ...nothingKnown, parts: ['reported'] as const };
    ok(await rosa.act(id, [noting('', knownOf({ ...known, looks: 'tall, red lanyard' }))]));
    ok(await rosa.act(id, [noting('', knownOf({ ...known, name: 'Rex Dalton', also: '@rex\n\n' }))]));
    const [tall, rex] = peopleOf(ok(await rosa.open(id)));
    const body = { v: 1, kept: rex?.person ?? '', other: tall?.person ?? '', why: 'the badge' } as const;
    ok(await amina.act(id, [{ kind: 'identity-joined', facts: {}, body }]));
    const [one, ...none] = peopleOf(ok(await rosa.open(id)));
    expect(none).toEqual([]);
    expect(one).toMatchObject({ name: 'Rex Dalton', also: ['@rex'], joined: [{ person: tall?.person }] });
    const of = one?.joined[0]?.joining ?? '';
    ok(await rosa.act(id, [{ kind: 'identity-undone', facts: { of }, body: null }]));
    expect(peopleOf(ok(await amina.open(id)))).toHaveLength(2);
  });

  test('given two behaviours are set, they carry author and time, and the narrative is unchanged', async () => {
    const id = await reported(['what', 'He blocked the door.']);
    const before = ok(await rosa.open(id)).account;
    const body = { v: 1, behaviours: ['Threats or intimidation', 'Following'], heavy: '' } as const;
    ok(await amina.act(id, [{ kind: 'tagged', facts: {}, body }]));
    const read = ok(await rosa.open(id));
    const [tagged] = toldOf(read, 'tagged');
    expect(tagged).toMatchObject({ who: { id: 'amina' }, body: { behaviours: body.behaviours } });
    expect(tagged?.at).toBeGreaterThan(0);
    expect(read.account).toEqual(before);
  });
});
