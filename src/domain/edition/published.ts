import { contactsSeen } from './contacts.ts';
import { noGuide, type Contact, type Edition } from './edition.ts';

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
 * page of its own. No guide, no plan and no rota either: they are
 * for staff; and no programme: a form offers what is on now by itself. Doing it twice changes nothing.
 */
export function publicEdition(edition: Edition): Edition {
  return {
    ...edition,
    rooms: [],
    plan: null,
    guide: noGuide,
    rota: [],
    alertWords: '',
    programme: [],
    contacts: contactsSeen(edition, 'public').map(published),
    codeOfConduct: edition.codeOfConduct.map((code) => ({ ...code, text: '' })),
  };
}

/**
 * The settings as the people who work at the event get them: rooms, plan and guide, and of the contacts what staff are
 * shown, confirmed or not. The code of conduct's text is `''`, as above.
 */
export function staffEdition(edition: Edition): Edition {
  return {
    ...edition,
    contacts: contactsSeen(edition, 'staff'),
    codeOfConduct: edition.codeOfConduct.map((code) => ({ ...code, text: '' })),
  };
}
