import type { OwedAt } from './gate-store.ts';
import type { IncidentRow } from './record-store.ts';

/** Later than any due: where the list puts what owes nothing. */
const never = Number.MAX_SAFE_INTEGER;

export const dueOrder = (row: Pick<IncidentRow, 'due'>): number => (row.due > 0 ? row.due : never);

/** The place behind a row of the list, for `incidentsFor`'s `after`. Opaque to who passes it on. */
export function cursorOf(row: Pick<IncidentRow, 'due' | 'receivedAt' | 'incident'>): string {
  return [dueOrder(row), row.receivedAt, row.incident].join('.');
}

/** What `cursorOf` made; anything else is the beginning. */
export function placeOf(cursor: string): readonly [number, number, string] {
  const [due, receivedAt, incident] = cursor.split('.');
  const place = [Number(due), Number(receivedAt), incident ?? ''] as const;
  return Number.isSafeInteger(place[0]) && Number.isSafeInteger(place[1]) ? place : [-1, -1, ''];
}

/** The place behind an open duty, for `dutiesFor`'s `after`. Ids and hashes have no dot in them. */
export function dutyCursorOf(row: Pick<OwedAt, 'due' | 'arose' | 'incident' | 'duty' | 'cause' | 'stream'>): string {
  return [dueOrder(row), row.arose, row.incident, row.duty, row.cause, row.stream].join('.');
}

/** What `dutyCursorOf` made; anything else is the beginning. */
export function dutyPlaceOf(cursor: string): readonly [number, number, string, string, string, string] {
  const [due, arose, incident = '', duty = '', cause = '', stream = ''] = cursor.split('.');
  const place = [Number(due), Number(arose)] as const;
  return place.every(Number.isSafeInteger) ? [...place, incident, duty, cause, stream] : [-1, -1, '', '', '', ''];
}
