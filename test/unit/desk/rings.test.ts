import { expect, test } from 'vitest';
import { ringsAt } from '#desk/rota/rings.tsx';
import { deskPaths } from '#desk/frame/places.ts';

const now = 1_000;
const ringing = (incident: string, unanswered: number) => ({
  incident,
  codeName: incident,
  edition: 'pyharbor-2027',
  since: 0,
  unanswered,
});
const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
const ids = (rows: readonly { readonly incident: string }[]) => rows.map(({ incident }) => incident);

test('given the page is about one of them, or a part of it, that one does not stand over it', () => {
  const rows = [ringing(a, now + 1), ringing(b, now + 1)];
  expect(ids(ringsAt(rows, deskPaths.incident(a), now).waking)).toEqual([b]);
  expect(ids(ringsAt(rows, deskPaths.part(a, 'assess'), now).waking)).toEqual([b]);
  expect(ids(ringsAt(rows, deskPaths.owed, now).waking)).toEqual([a, b]);
});

test('given nobody answered, it stands over every page, its own too: there it says where to go', () => {
  const rows = [ringing(a, now), ringing(b, now + 1)];
  const { late, waking } = ringsAt(rows, deskPaths.incident(a), now);
  expect([ids(late), ids(waking)]).toEqual([[a], [b]]);
});
