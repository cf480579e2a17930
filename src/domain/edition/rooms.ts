import { dayOf } from './clock.ts';
import { daysOf } from './days.ts';
import type { Edition, Room, RoomKind } from './edition.ts';

type Roomed = Pick<Edition, 'rooms' | 'zone' | 'from' | 'to'>;

/** The room of this kind on a day (`YYYY-MM-DD`), or null. Of several, the one listed first. */
export function roomOn(edition: Pick<Edition, 'rooms'>, kind: RoomKind, day: string): Room | null {
  return edition.rooms.find((room) => room.kind === kind && room.from <= day && day <= room.to) ?? null;
}

/**
 * The room of this kind now (ms), by the event's own date: it changes at midnight there (INT-03). Null when none is set;
 * the face then says "the staff room".
 */
export function roomFor(edition: Pick<Edition, 'rooms' | 'zone'>, kind: RoomKind, at: number): Room | null {
  return roomOn(edition, kind, dayOf(at, edition.zone));
}

/** Days of the event without a room of this kind (PRP-06). */
export function uncoveredDays(edition: Omit<Roomed, 'zone'>, kind: RoomKind): readonly string[] {
  return daysOf(edition).filter((day) => roomOn(edition, kind, day) === null);
}
