import { contactsSeen } from './contacts.ts';
import type { Contact, Edition } from './edition.ts';

/** Ids are words an organiser chose, and may say the name that is hidden: a number stands for each. */
function published(contact: Contact, index: number): Contact {
  const { shows } = contact;
  const open = (shown: (typeof shows)['name']) => (shown === 'public' ? 'public' : 'nobody');
  return {
    ...contact,
    id: `contact-${index + 1}`,
    member: '',
    shows: { name: open(shows.name), email: open(shows.email), phone: open(shows.phone) },
  };
}

/**
 * The settings as browsers of reporters and public pages get them: no rooms, and of the contacts only what is confirmed
 * and shown to the public, everything else `''`. The code of conduct's text is `''` too: it is public and long, and has a
 * page of its own. Doing it twice changes nothing.
 */
export function publicEdition(edition: Edition): Edition {
  return {
    ...edition,
    rooms: [],
    contacts: contactsSeen(edition, 'public').map(published),
    codeOfConduct: edition.codeOfConduct.map((code) => ({ ...code, text: '' })),
  };
}
