import type { ContactList, Procedure } from '../procedure/procedure.ts';
import { active, rolesAt } from '../team/roster.ts';
import { codeAt } from './codes.ts';
import { contactsOn, isConfirmed, type Viewer } from './contacts.ts';
import { nearDomains } from './domains.ts';
import { roomKinds, type Contact, type Edition, type RoomKind } from './edition.ts';
import { holdersOf, type Members } from './lists.ts';
import { uncoveredDays } from './rooms.ts';
import { gapsIn, type Gap } from './rota.ts';

/** What the team should look at before the event opens. None of it closes the form (that is `open.ts`). */
export type Doubt =
  /** Days of the event without such a room (PRP-06). */
  | { readonly what: 'room-missing'; readonly kind: RoomKind; readonly days: readonly string[] }
  /** The procedure sends staff to the guide for volunteers first, and there is none (PRP-05). */
  | { readonly what: 'guide-missing' }
  /** Not published until somebody has checked that it works (PRP-07, PRP-08). */
  | { readonly what: 'contact-unconfirmed'; readonly contact: Contact }
  /** Stands for a member who is no longer active. */
  | { readonly what: 'contact-left'; readonly contact: Contact }
  /** Two mail domains that differ by one letter (PRP-08). */
  | { readonly what: 'near-domains'; readonly one: string; readonly other: string }
  /** Nobody that those who need the list are shown (COI-06, RPT-10). */
  | { readonly what: 'list-empty'; readonly list: ContactList }
  /** More leads must be recused than there are: only "too few free" can fire (D1). */
  | {
      readonly what: 'stand-in-by-number';
      readonly role: string;
      readonly holders: number;
      readonly moreThan: number;
    }
  /** Nobody to appoint beside those who stepped aside. */
  | { readonly what: 'stand-in-nobody'; readonly roles: readonly string[] }
  /** The procedure counts on it, and nobody holds it. */
  | { readonly what: 'role-unheld'; readonly role: string }
  /** Held by somebody here, and not known to the procedure. */
  | { readonly what: 'roles-unknown'; readonly roles: readonly string[] }
  | { readonly what: 'language-missing'; readonly language: string }
  /** The procedure was not written for events of this kind (PRP-10). */
  | { readonly what: 'gathering-other' }
  | { readonly what: 'code-missing' };

/** What of it is about who is on duty: none at all for an event that may need one, or what the rota lacks (FLD-06). */
export type RotaDoubt = { readonly what: 'rota-missing' } | Gap;

/** On the checklist too, worded apart. A small event does well without a rota: everybody is woken at once. */
export function rotaDoubts(procedure: Procedure, edition: Edition, roster: Members, now: number): readonly RotaDoubt[] {
  const wakes = procedure.duties.some(({ rings }) => rings.some(({ whom }) => whom === 'on-duty'));
  if (edition.rota.length === 0) return edition.large && wakes ? [{ what: 'rota-missing' }] : [];
  return gapsIn(procedure, edition, roster, now);
}

/** The roles that something in the procedure waits for, in its order, of those that exist at such an event. */
export function rolesCountedOn(procedure: Procedure, { gathering }: Pick<Edition, 'gathering'>): readonly string[] {
  const { announcing } = procedure.public;
  const wanted = new Set([
    ...procedure.roles.filter(({ receives }) => receives !== 'never').map(({ id }) => id),
    ...procedure.duties.flatMap(({ owedBy }) => owedBy),
    ...(procedure.standIn.rule === null ? [] : [procedure.standIn.rule.of]),
    ...announcing.by,
    ...(announcing.delegate === null ? [] : [announcing.delegate]),
    ...(procedure.appeal.body === null ? [] : [procedure.appeal.body]),
    ...(procedure.debrief?.hosts ?? []),
  ]);
  return procedure.roles.filter((one) => wanted.has(one.id) && one.gatherings.includes(gathering)).map(({ id }) => id);
}

/** Roles that the procedure counts on and nobody holds: also what switching to it would ask of the team. */
export function rolesUnheld(procedure: Procedure, edition: Edition, roster: Members, now: number): readonly string[] {
  return rolesCountedOn(procedure, edition).filter((role) => holdersOf([role], edition.id, roster, now).length === 0);
}

/** Roles held here that mean nothing in this procedure. */
export function rolesUnknown(procedure: Procedure, edition: Edition, roster: Members, now: number): readonly string[] {
  const held = roster.members.filter((m) => active(m, now)).flatMap((m) => rolesAt(m, edition.id));
  return [...new Set(held)].filter((role) => procedure.roles.every(({ id }) => id !== role));
}

function roomDoubts(edition: Edition): readonly Doubt[] {
  if (edition.gathering === 'online') return [];
  return roomKinds.flatMap((kind): readonly Doubt[] => {
    const days = uncoveredDays(edition, kind);
    return days.length === 0 ? [] : [{ what: 'room-missing', kind, days }];
  });
}

function guideDoubts({ police }: Procedure, { gathering, guide }: Edition): readonly Doubt[] {
  const sentThere = gathering !== 'online' && police.dangerFirst === 'guide';
  return sentThere && guide.entries.length === 0 ? [{ what: 'guide-missing' }] : [];
}

function contactDoubts(edition: Edition, roster: Members, now: number): readonly Doubt[] {
  const left = ({ member }: Contact): boolean => {
    const found = roster.members.find(({ id }) => id === member);
    return member !== '' && (found === undefined || !active(found, now));
  };
  return [
    ...edition.contacts
      .filter((one) => !isConfirmed(one))
      .map((contact): Doubt => {
        return { what: 'contact-unconfirmed', contact };
      }),
    ...edition.contacts.filter(left).map((contact): Doubt => ({ what: 'contact-left', contact })),
    ...nearDomains(edition.contacts).map((near): Doubt => ({ what: 'near-domains', ...near })),
  ];
}

/** The lists that somebody is sent to by the procedure; conflict contacts and the shared address always (D4). */
function listDoubts(procedure: Procedure, edition: Edition): readonly Doubt[] {
  const wanted: readonly (readonly [ContactList, Viewer])[] = [
    ['shared-address', 'public'],
    ['conflict', 'public'],
    ...procedure.channels.flatMap(({ contacts, users }): readonly (readonly [ContactList, Viewer])[] =>
      contacts === undefined ? [] : [[contacts, users === 'staff' ? 'staff' : 'public']],
    ),
  ];
  const empty = wanted.filter(([list, viewer]) => !contactsOn(edition, list, viewer).some(isConfirmed));
  return [...new Set(empty.map(([list]) => list))].map((list) => ({ what: 'list-empty', list }));
}

function standInDoubts(procedure: Procedure, edition: Edition, roster: Members, now: number): readonly Doubt[] {
  const { rule } = procedure.standIn;
  if (rule === null) return [];
  const leads = holdersOf([rule.of], edition.id, roster, now);
  const pool = holdersOf(rule.from, edition.id, roster, now).filter((one) => !leads.includes(one));
  const found: Doubt[] = [];
  if (rule.moreThan !== undefined && leads.length <= rule.moreThan)
    found.push({
      what: 'stand-in-by-number',
      role: rule.of,
      holders: leads.length,
      moreThan: rule.moreThan,
    });
  if (pool.length === 0) found.push({ what: 'stand-in-nobody', roles: rule.from });
  return found;
}

/** The opening checklist of an event, the most pressing first; each doubt a value that a face words. `now` in ms. */
export function doubts(procedure: Procedure, edition: Edition, roster: Members, now: number): readonly Doubt[] {
  const unknown = rolesUnknown(procedure, edition, roster, now);
  const untaught = edition.languages.filter((language) => !procedure.languages.includes(language));
  return [
    ...listDoubts(procedure, edition),
    ...rolesUnheld(procedure, edition, roster, now).map((role): Doubt => ({ what: 'role-unheld', role })),
    ...(unknown.length === 0 ? [] : [{ what: 'roles-unknown', roles: unknown } as const]),
    ...standInDoubts(procedure, edition, roster, now),
    ...contactDoubts(edition, roster, now),
    ...roomDoubts(edition),
    ...guideDoubts(procedure, edition),
    ...untaught.map((language): Doubt => ({ what: 'language-missing', language })),
    ...(procedure.gatherings.includes(edition.gathering) ? [] : [{ what: 'gathering-other' } as const]),
    ...(codeAt(edition, edition.from) === null ? [{ what: 'code-missing' } as const] : []),
  ];
}
