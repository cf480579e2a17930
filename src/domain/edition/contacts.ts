import type { ContactList } from '../procedure/procedure.ts';
import type { Contact, Edition, ShownTo } from './edition.ts';

/** Who looks: anybody, or the people who work at the event. */
export type Viewer = 'public' | 'staff';

const ways = ['name', 'email', 'phone'] as const;

/** Whether `viewer` is shown what is marked `to`. Staff are shown what the public is. */
function isShown(to: ShownTo, viewer: Viewer): boolean {
  return to === 'public' || (to === 'staff' && viewer === 'staff');
}

/** The contact with only what `viewer` is shown; the rest is `''`. Null when nothing is left to show. */
function shownTo(contact: Contact, viewer: Viewer): Contact | null {
  const show = (way: (typeof ways)[number]): string => (isShown(contact.shows[way], viewer) ? contact[way] : '');
  const seen = { name: show('name'), email: show('email'), phone: show('phone') };
  return ways.every((way) => seen[way] === '') ? null : { ...contact, ...seen };
}

/** Whether somebody has checked that it works: only then it is published (PRP-08). */
export function isConfirmed({ confirmed }: Pick<Contact, 'confirmed'>): boolean {
  return confirmed !== '';
}

/**
 * Who `viewer` is shown at all, in the order of the settings: in public only what is confirmed (PRP-07, PRP-08), and of
 * each only the fields that are shown to them; a hidden field is `''` (RPT-17). A contact with no field to show is not
 * there.
 */
export function contactsSeen(edition: Pick<Edition, 'contacts'>, viewer: Viewer): readonly Contact[] {
  return edition.contacts
    .filter((contact) => viewer === 'staff' || isConfirmed(contact))
    .flatMap((contact) => shownTo(contact, viewer) ?? []);
}

/** Those of `contactsSeen` who stand on this list. */
export function contactsOn(edition: Pick<Edition, 'contacts'>, list: ContactList, viewer: Viewer): readonly Contact[] {
  return contactsSeen(edition, viewer).filter(({ lists }) => lists.includes(list));
}
