import { dayAfter } from './clock.ts';
import { daysBetween } from './days.ts';
import type { Edition } from './edition.ts';

/**
 * The settings of the next event, from those of another. Every contact is to be confirmed anew (PRP-07); rooms keep
 * their names and move with the first day; the guide keeps what to do. What belongs to one place and one year (place,
 * plan, rota, programme, team phone, meeting point, whom the guide says to call) is empty, so that nobody is sent to last year's.
 */
export function copyEdition(edition: Edition, next: Pick<Edition, 'id' | 'name' | 'from' | 'to'>): Edition {
  const by = daysBetween(edition.from, next.from);
  return {
    ...edition,
    ...next,
    place: '',
    teamPhone: '',
    meetingPoint: '',
    rooms: edition.rooms.map((room) => ({
      ...room,
      from: dayAfter(room.from, by),
      to: dayAfter(room.to, by),
      at: null,
    })),
    plan: null,
    guide: {
      version: '',
      entries: edition.guide.entries.map((entry) => ({ ...entry, phone: '', address: '' })),
    },
    rota: [],
    programme: [],
    contacts: edition.contacts.map((contact) => ({ ...contact, confirmed: '' })),
  };
}
