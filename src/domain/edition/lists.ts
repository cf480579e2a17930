import { rolesWho, readers, type ContactList, type Procedure, type Role } from '../procedure/procedure.ts';
import { active, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import { contactsOn, type Viewer } from './contacts.ts';
import type { Contact, Edition } from './edition.ts';

/** All that is asked of the team list. */
export type Members = Pick<Roster, 'members'>;

/** Active members with one of these roles at the edition, in the order of the team list. */
export function holdersOf(
  roles: readonly string[],
  edition: string,
  roster: Members,
  now: number,
): readonly RosterMember[] {
  return roster.members.filter((m) => active(m, now) && rolesAt(m, edition).some((role) => roles.includes(role)));
}

/** Who does what here, kept apart: reading the shared address, leading and being asked in a conflict differ (D4). */
export const responsibilities = [
  'readers',
  'leads',
  'conflict-contacts',
  'announcers',
  'delegate',
  'stand-in-pool',
  'appeal-body',
] as const;
export type Responsibility = (typeof responsibilities)[number];

export interface Responsible {
  readonly as: Responsibility;
  /** Roles of the procedure, from the signed team list. Empty: not by role. */
  readonly roles: readonly Role[];
  readonly members: readonly RosterMember[];
  /** From the settings: people outside the team too (RPT-15). */
  readonly contacts: readonly Contact[];
}

const contactsAs: Readonly<Partial<Record<Responsibility, ContactList>>> = {
  'conflict-contacts': 'conflict',
  'appeal-body': 'appeal',
};

/**
 * Role ids by responsibility, as the procedure has them. Leads: whom a reporter may send to alone, or where nobody is
 * named so, who decides.
 */
function rolesAs(procedure: Procedure, as: Responsibility): readonly string[] {
  switch (as) {
    case 'readers':
      return readers(procedure).map(({ id }) => id);
    case 'leads': {
      const direct = procedure.roles.filter((role) => role.direct);
      return (direct.length > 0 ? direct : rolesWho(procedure, 'decide')).map(({ id }) => id);
    }
    case 'conflict-contacts':
      return [];
    case 'announcers':
      return procedure.public.announcing.by;
    case 'delegate':
      return procedure.public.announcing.delegate === null ? [] : [procedure.public.announcing.delegate];
    case 'stand-in-pool':
      return procedure.standIn.rule?.from ?? [];
    case 'appeal-body':
      return procedure.appeal.body === null ? [] : [procedure.appeal.body];
  }
}

/** The lists of an event, each with who is on it now; one that neither a role nor a contact could fill is left out. */
export function responsibleAt(
  procedure: Procedure,
  edition: Edition,
  roster: Members,
  now: number,
  viewer: Viewer,
): readonly Responsible[] {
  return responsibilities.flatMap((as) => {
    const ids = rolesAs(procedure, as);
    const list = contactsAs[as];
    if (ids.length === 0 && list === undefined) return [];
    const roles = procedure.roles.filter(({ id }) => ids.includes(id));
    const contacts = list === undefined ? [] : contactsOn(edition, list, viewer);
    return [{ as, roles, members: holdersOf(ids, edition.id, roster, now), contacts }];
  });
}
