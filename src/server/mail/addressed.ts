import { dayOf } from '#domain/edition/clock.ts';
import type { Contact } from '#domain/edition/edition.ts';
import { directReaders } from '#domain/intake/recipients.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import type { Envelope, Letter } from './letter.ts';

/** Which event a letter is for, and whether for somebody alone. */
export interface Addressed {
  readonly current: CurrentEdition;
  /** Each of these for themselves alone (RPT-14); empty: whoever reads new reports. */
  readonly only: readonly string[];
  /** It is for the general address, or for one of several events: which is for people to say (RPT-08). */
  readonly unnamed: boolean;
  /** To an address where people say how they feel about what was done, and to no other (PUB-09). */
  readonly feedback: boolean;
}

/** In small letters, without what stands behind a plus: `care+x@a.org` is read where `care@a.org` is. */
export function plainAddress(address: string): string {
  const text = address.trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  return text.slice(0, at).replace(/(?<=.)\+.*$/u, '') + text.slice(at);
}

const isOn = ({ lists }: Contact, ...any: readonly Contact['lists'][number][]): boolean =>
  any.some((list) => lists.includes(list));

/** Where the team is written to: a letter from there is answered by nobody. */
export function teamAddresses({ editions }: Pick<Organisation, 'editions'>): readonly string[] {
  const all = editions.flatMap(({ edition }) => edition.contacts);
  const team = all.filter((contact) => isOn(contact, 'shared-address', 'general-address', 'feedback'));
  return [...new Set(team.map(({ email }) => email.trim().toLowerCase()).filter((email) => email !== ''))];
}

/**
 * Of several events the one whose days hold today, else the nearest to come, else the newest (RPT-08). Null without any.
 */
export function nearest(events: readonly CurrentEdition[], now: number): CurrentEdition | null {
  const today = ({ zone }: CurrentEdition['edition']): string => dayOf(now, zone);
  const standing = events.find(({ edition }) => edition.from <= today(edition) && today(edition) <= edition.to);
  if (standing !== undefined) return standing;
  const sorted = events.toSorted((a, b) => (a.edition.from < b.edition.from ? -1 : 1));
  return sorted.find(({ edition }) => edition.from > today(edition)) ?? sorted.at(-1) ?? null;
}

/**
 * [Note: Whom a letter is for] What counts is every address it was handed over for or says it is for. The shared address
 * among them, or the general one, is the team. A lead's own address alone is that lead and nobody else, and two leads are
 * two letters; but only where it was *delivered* for that address. A letter that says To: a lead, and of which the team got a
 * blind copy, may be about that lead: it is the team's. Where nobody known is named, it is the team's too: it came to us. An event that is
 * closed takes no letter; then the nearest open one does. Null: none is open.
 */
export function addressedTo(
  { editions, roster }: Pick<Organisation, 'editions' | 'roster'>,
  letter: Pick<Letter, 'to' | 'delivered'>,
  envelope: Pick<Envelope, 'by' | 'to'>,
  now: number,
): Addressed | null {
  const named = new Set([...envelope.to, ...letter.to].map(plainAddress));
  const handed = new Set((envelope.by === 'smtp' ? envelope.to : letter.delivered).map(plainAddress));
  const open = editions.filter((one) => one.open);
  const here = ({ edition }: CurrentEdition): readonly Contact[] =>
    edition.contacts.filter(({ email }) => email !== '' && named.has(plainAddress(email)));
  const team = open.filter((one) => here(one).some((contact) => isOn(contact, 'shared-address', 'general-address')));
  const toTeam = nearest(team, now);
  const theirs = open.filter((one) => here(one).some((contact) => isOn(contact, 'shared-address')));
  const unnamed = open.length > 1 && theirs.length !== 1;
  if (toTeam !== null) return { current: toTeam, only: [], unnamed, feedback: false };
  const leads = (one: CurrentEdition): readonly string[] => {
    const direct = directReaders(one.procedure, one.edition.id, roster, now).map(({ id }) => id);
    const reached = here(one).filter(({ email }) => handed.has(plainAddress(email)));
    return [...new Set(reached.map(({ member }) => member))].filter((id) => direct.includes(id));
  };
  const direct = nearest(
    open.filter((one) => leads(one).length > 0),
    now,
  );
  if (direct !== null) return { current: direct, only: leads(direct), unnamed: false, feedback: false };
  const told = nearest(
    open.filter((one) => here(one).some((contact) => isOn(contact, 'feedback'))),
    now,
  );
  if (told !== null) return { current: told, only: [], unnamed: false, feedback: true };
  const any = nearest(open, now);
  return any && { current: any, only: [], unnamed, feedback: false };
}
