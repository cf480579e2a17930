import { contactsOn } from '#domain/edition/contacts.ts';
import type { Contact, Edition } from '#domain/edition/edition.ts';
import type { ContactList } from '#domain/procedure/procedure.ts';

/** Kinds of number, in the order they are looked for. */
export const numberKinds = ['crisis', 'staff', 'team', 'other'] as const;
export type NumberKind = (typeof numberKinds)[number];

function kindOf(list: ContactList): NumberKind {
  switch (list) {
    case 'crisis':
      return 'crisis';
    case 'staff':
    case 'hotline':
    case 'coordinator':
    case 'chair':
      return 'staff';
    case 'conflict':
    case 'shared-address':
      return 'team';
    case 'appeal':
    case 'feedback':
    case 'general-address':
      return 'other';
  }
}

/** Everybody with a number that staff may see, by kind; each once, under the first of its kinds (RPT-03). */
export function numbersByKind(
  edition: Pick<Edition, 'contacts'>,
): readonly { readonly kind: NumberKind; readonly contacts: readonly Contact[] }[] {
  const of = (contact: Contact): NumberKind => {
    const kinds = new Set(contact.lists.map(kindOf));
    return numberKinds.find((kind) => kinds.has(kind)) ?? 'other';
  };
  const reached = edition.contacts.filter(({ phone }) => phone !== '');
  return numberKinds
    .map((kind) => ({ kind, contacts: reached.filter((contact) => of(contact) === kind) }))
    .filter(({ contacts }) => contacts.length > 0);
}

/** What stands on the card that is handed out: what anybody may know, and nothing that is for staff alone (INT-24, RPT-17). */
export function handedOut(
  edition: Pick<Edition, 'contacts' | 'emergency'>,
): readonly { readonly label: string; readonly number: string; readonly about: string }[] {
  const lines = contactsOn(edition, 'crisis', 'public')
    .filter(({ phone }) => phone !== '')
    .map(({ name, organisation, phone }) => ({ label: name, number: phone, about: organisation }));
  const others = edition.emergency.filter(({ number }) => !lines.some((line) => line.number === number));
  return [...others.map((one) => ({ ...one, about: '' })), ...lines];
}
