import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from '#rehearsal/cast.ts';
import { ok } from '../../desk/desks.ts';
import { letterDesk, type LetterDesk } from '../letter-desk.ts';
import { mailed } from '../lettered.ts';

let here: LetterDesk;
beforeAll(async () => {
  here = await letterDesk();
});
afterAll(() => here.end());

const letter = (text: string): Promise<Buffer> => mailed({ from: 'paloma@elsewhere.example', text });

test('given several events share the address, a letter to it is told as one that named none; given one is open, it is not (RPT-08)', async () => {
  expect((await here.arrived(await letter('Something happened.'))).opened.unnamed).toBe(false);
  const { rosa } = here;
  const now = ok(await rosa.look()).editions.find(({ edition }) => edition.id === event)?.edition ?? expect.fail();
  const next = { ...now, id: 'pyharbor-2028', name: 'PyHarbor 2028', from: '2028-05-12', to: '2028-05-16' };
  ok(await rosa.settle({ ...next, rooms: [], rota: [], programme: [] }, ''));
  const helen = await here.desk('helen');
  for (const [member, role] of [
    ['rosa', 'lead'],
    ['gwen', 'appeal-body'],
  ] as const) {
    ok(await rosa.setRoles(member, next.id, [role]));
    const [proposal] = ok(await helen.look()).proposals;
    ok(await helen.countersign(proposal?.id ?? ''));
    ok(await rosa.look());
  }
  const { opened } = await here.arrived(await letter('Somebody wrote to me about next year.'));
  expect(opened.row.edition).toBe(event);
  expect(opened.unnamed).toBe(true);
});
