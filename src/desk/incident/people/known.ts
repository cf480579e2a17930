import type { Attendee } from '#domain/edition/attendees.ts';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { personParts, type PersonPart } from '#domain/incident/bodies.ts';
import type { Known, PeopleEntry } from '#domain/incident/people.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { ActSent } from '../../keys/protocol.ts';
import type { usePeopleWords } from './words.ts';

type Words = ReturnType<typeof usePeopleWords>;

/** What a form about somebody holds: other names as lines. */
export interface Written extends Omit<Known, 'also'> {
  readonly also: string;
}

export const nothingKnown: Written = {
  name: '',
  also: '',
  looks: '',
  parts: [],
  organisation: false,
  minor: false,
  contact: '',
};

/** Lines that say something. */
export const linesOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

export const writtenOf = ({ name, also, looks, parts, organisation, minor, contact }: Known): Written => {
  return { name, also: also.join('\n'), looks, parts, organisation, minor, contact };
};

export const knownOf = ({ also, name, looks, contact, ...rest }: Written): Known => {
  return { ...rest, name: name.trim(), also: linesOf(also), looks: looks.trim(), contact: contact.trim() };
};

/**
 * What a form says once somebody on the list of attendees is meant: name and badge. Another name that stood there is
 * kept beside it; company and role are not written down, for they would seem to be what two people have in common.
 */
export function metBy(
  { name, also }: Pick<Written, 'name' | 'also'>,
  found: Pick<Attendee, 'name' | 'badge'>,
): Pick<Written, 'name' | 'also'> {
  const before = name.trim();
  const begun = before === '' || found.name.toLowerCase().includes(before.toLowerCase());
  const others = [...linesOf(also), ...(begun || found.name === '' ? [] : [before]), found.badge];
  return {
    name: found.name === '' ? before : found.name,
    also: [...new Set(others)].filter((line) => line !== '').join('\n'),
  };
}

/** The entry that notes somebody. `person`: `''` for somebody new. */
export function noting(person: string, known: Known): ActSent {
  const id = person === '' ? crypto.randomUUID().replaceAll('-', '') : person;
  return { kind: 'person-noted', facts: {}, body: { v: 1, person: id, ...known } };
}

/** Every part with its name: the procedure's own words where it has them. */
export function partNames(t: Words, language: string, procedure: Procedure | undefined): Record<PersonPart, string> {
  const { terms } = procedure ?? {};
  return {
    reported: terms === undefined ? '' : say(terms.reported, language),
    impacted: terms === undefined ? '' : say(terms.impacted, language),
    witness: t.partWitness(),
    present: t.partPresent(),
    reporter: t.partReporter(),
  };
}

export const partsInOrder: readonly PersonPart[] = personParts;

export const peopleEntries = ({ entries }: Pick<Opened, 'entries'>): readonly PeopleEntry[] =>
  entries.map(({ hash, kind, facts, body }) => ({ hash, kind, of: facts['of'] ?? '', body }));
