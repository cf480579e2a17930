import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { event } from '#rehearsal/cast.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { writtenInClear } from '#kit/clear-form.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { paths } from '#wire/paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await unlocked(served.url, 'rosa');
  const team = ok(await rosa.look());
  const here = team.editions.find(({ edition }) => edition.id === event)?.edition;
  if (here === undefined) throw new Error('no event');
  const next = { ...here, id: 'pyharbor-2028', name: 'PyHarbor 2028', from: '2028-05-12', to: '2028-05-16' };
  ok(await rosa.settle({ ...next, rooms: [], rota: [], programme: [] }, ''));
  const closed = { ...next, id: 'pyharbor-2029', name: 'PyHarbor 2029', rooms: [], rota: [], programme: [] };
  ok(await rosa.settle(closed, ''));
  const helen = await unlocked(served.url, 'helen');
  for (const [member, role, at] of [
    ['rosa', 'lead', next.id],
    ['luis', 'lead', next.id],
    ['gwen', 'appeal-body', next.id],
    ['rosa', 'lead', closed.id],
  ] as const) {
    ok(await rosa.setRoles(member, at, [role]));
    const [proposal] = ok(await helen.look()).proposals;
    ok(await helen.countersign(proposal?.id ?? ''));
    ok(await rosa.look());
  }
  ok(await rosa.look());
});
afterAll(() => served.end());

const moving = (to: string): readonly ActSent[] => [{ kind: 'moved', facts: { to }, body: null }];
const told = () => prepare(ground, [['what', 'Somebody wrote to me about next year.']]);

describe('a report that belongs to another event (RPT-08)', () => {
  test('given it is moved, when it came does not change, and its story says who moved it', async () => {
    const incident = await arrived(rosa, await told());
    const before = ok(await rosa.open(incident));
    const refused = await rosa.act(incident, moving('nowhere'));
    expect(refused).toMatchObject({ refused: 'not-allowed', reason: 'nobody-left' });
    const moved = await rosa.act(incident, moving('pyharbor-2028'));
    if ('refused' in moved) throw new Error(JSON.stringify(moved));
    const after = ok(await rosa.open(incident));
    expect(after.row.edition).toBe('pyharbor-2028');
    expect(after.row.receivedAt).toBe(before.row.receivedAt);
    expect(after.duties.map(({ id, arose }) => [id, arose])).toEqual(before.duties.map(({ id, arose }) => [id, arose]));
    expect(after.entries.find(({ kind }) => kind === 'moved')?.facts).toEqual({ to: 'pyharbor-2028' });
    expect((await rosa.incidents()).find((row) => row.incident === incident)?.edition).toBe('pyharbor-2028');
    // Nobody there is given a key by it: who holds it lets them in, and then they read it.
    const luis = await unlocked(served.url, 'luis');
    expect(await luis.open(incident)).toEqual({ refused: 'not-found' });
    expect(after.conflicts.letIn.map(({ member }) => member)).toContain('luis');
    ok(await rosa.letIn(incident, ['luis']));
    expect(ok(await luis.open(incident)).row.codeName).toBe(after.row.codeName);
  });

  test('given its reporter named no event, the team reads so until it is moved; of others they read nothing of it', async () => {
    const written = [['what', 'I do not know which event this was.']] as const;
    const from = `${paths.report(event)}?any=1`;
    const unnamed = await arrived(rosa, await writtenInClear(served.url, event, written, from));
    const plain = await arrived(rosa, await writtenInClear(served.url, event, written));
    expect(ok(await rosa.open(plain)).unnamed).toBe(false);
    expect(ok(await rosa.open(await arrived(rosa, await told()))).unnamed).toBe(false);
    expect(ok(await rosa.open(unnamed)).unnamed).toBe(true);
    ok(await rosa.act(unnamed, moving('pyharbor-2028')));
    expect(ok(await rosa.open(unnamed)).unnamed).toBe(false);
  });

  test('given the event takes no reports, the server moves nothing there', async () => {
    const incident = await arrived(rosa, await told());
    expect(await rosa.act(incident, moving('pyharbor-2029'))).toEqual({ refused: 'bad-request' });
    expect(ok(await rosa.open(incident)).row.edition).toBe(event);
  });

  test('given nobody who holds it could act on it there, it stays: nobody could bring it back', async () => {
    const tomasz = await unlocked(served.url, 'tomasz');
    const incident = await arrived(tomasz, await prepare(ground, [['what', 'Rosa Okafor shouted at me.']]));
    expect(await tomasz.act(incident, moving('pyharbor-2028'))).toMatchObject({ reason: 'nobody-left' });
    ok(await tomasz.open(incident));
  });

  test('given it is where it is, it is not moved there', async () => {
    const incident = await arrived(rosa, await told());
    expect(await rosa.act(incident, moving(event))).toMatchObject({ refused: 'not-allowed', reason: 'no-such-entry' });
  });

  test('given it is handled with another one, it stays with it', async () => {
    const [one, other] = [await arrived(rosa, await told()), await arrived(rosa, await told())];
    ok(await rosa.lookTogether(one, other, 'Perhaps the same.'));
    expect(await rosa.act(one, moving('pyharbor-2028'))).toMatchObject({ reason: 'part-of-another' });
  });
});
