import type { ReactNode } from 'react';
import { recipientsAtBirth } from '#domain/intake/recipients.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { TeamMember } from '#questions/fieldset.tsx';
import { teamOf, type EventView } from '../frame/view.ts';

/** Members with what they do here, under a title; nothing when there is nobody. */
export function People({ title, people }: { title?: string; people: readonly TeamMember[] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      <ul className="readers">
        {people.map((member) => (
          <li key={member.id}>
            {member.name}
            <small>{member.part}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who a report goes to that names nobody of the team and leaves nobody out, list by list. */
export interface Receivers {
  /** Who opens it when it arrives. */
  readonly readers: readonly TeamMember[];
  /** Who is asked about the names before, where it opens in two steps. */
  readonly asked: readonly TeamMember[];
  /** Who gets it if none of them can. */
  readonly behind: readonly TeamMember[];
  /** To whom it can be sent alone. */
  readonly direct: readonly TeamMember[];
}

/**
 * Who would receive a report if it arrived now (RPT-13): from the signed list of keys as it is this moment, by the very
 * function that every sender seals by, so that the list cannot say anybody else.
 */
export function receiversOf(view: EventView): Receivers {
  const { current, edition, organisation, parts } = view;
  const { roster } = organisation;
  const wishes = { leaveOut: [], only: '' };
  const { account, parties } = recipientsAtBirth(current.procedure, edition.id, roster, wishes, parts.now());
  const receiving = [...account, ...parties];
  const team = teamOf(
    view,
    receiving.map(({ id }) => id),
  );
  const all = [...team.readers, ...team.behind];
  const as = (members: readonly RosterMember[]): readonly TeamMember[] =>
    members.flatMap(({ id }) => all.find((one) => one.id === id) ?? []);
  return {
    readers: as(account),
    asked: as(parties),
    behind: team.behind.filter(({ id }) => !receiving.some((one) => one.id === id)),
    direct: team.direct,
  };
}
