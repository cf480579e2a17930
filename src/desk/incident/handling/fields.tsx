import type { ReactNode } from 'react';
import { fieldAt, fieldOf } from '#domain/edition/clock.ts';
import { shownAs } from '#domain/incident/people.ts';
import { active } from '#domain/team/roster.ts';
import { Field, Pick } from '../../frame/field.tsx';
import { editionOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { peopleOf } from './told.ts';

/** Members who hold the incident and are free of any conflict with it: who can own something in it. */
export function freeIn({ handling, ground, readers }: Opened): readonly string[] {
  const internal = handling.incident.holding.newest.get('internal');
  const held = internal?.manifest.holders.map(({ member }) => member) ?? readers.account;
  return ground.roster.members
    .filter((member) => held.includes(member.id) && active(member, ground.now) && !handling.away.has(member.id))
    .map(({ id }) => id);
}

interface Labelled {
  readonly opened: Opened;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One member. `members`: whom to choose from, in this order; those who hold it and are free where it is left out. */
export function PickMember({
  opened,
  members = freeIn(opened),
  nobody,
  value,
  onChange,
  ...labelled
}: Labelled & { readonly members?: readonly string[]; readonly nobody?: string }): ReactNode {
  const { t } = useWords();
  const { nameOf } = useNames();
  return (
    <Pick {...labelled} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{nobody ?? t.pickMember()}</option>
      {members.map((id) => (
        <option key={id} value={id}>
          {nameOf(id)}
        </option>
      ))}
    </Pick>
  );
}

/** One person of the incident, a minor by their first letter; `others`: more to choose, as the reporter. */
export function PickPerson({
  opened,
  nobody,
  others = [],
  value,
  onChange,
  ...labelled
}: Labelled & {
  readonly nobody?: string;
  readonly others?: readonly { readonly id: string; readonly name: string }[];
}): ReactNode {
  const { t } = useWords();
  return (
    <Pick {...labelled} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{nobody ?? t.pickPerson()}</option>
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {peopleOf(opened).map((person) => (
        <option key={person.person} value={person.person}>
          {shownAs(person)}
        </option>
      ))}
    </Pick>
  );
}

/** A day and a time in the event's zone; ms, null for none. */
export function TimeField({
  opened,
  value,
  onChange,
  label,
  hint,
}: {
  readonly opened: Opened;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const { team } = useSession();
  const zone = editionOf(team, opened.row.edition)?.zone ?? 'UTC';
  return (
    <Field
      type="datetime-local"
      label={label}
      hint={hint}
      value={value === null ? '' : fieldOf(value, zone)}
      onChange={(event) => onChange(fieldAt(event.target.value, zone))}
    />
  );
}
