import { active, rolesAt } from '#domain/team/roster.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { gapsIn } from '#domain/response/meeting.ts';
import type { Voted } from '#domain/response/bodies.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { toldOf } from '../handling/told.ts';

/** Who can be invited: free holders of the roles the procedure invites first, then who else is free and holds it. */
export interface Invitable {
  /** Member ids. */
  readonly preset: readonly string[];
  readonly others: readonly string[];
  /** Of them, who has no key yet. */
  readonly notIn: ReadonlySet<string>;
  /** Role ids with nobody free. */
  readonly gaps: readonly string[];
}

/** From the signed list and the headers: nobody who stepped aside or was left out is in it (MTG-01, COI-03). */
export function invitableIn({ ground, handling, readers }: Opened, procedure: Procedure): Invitable {
  const held = new Set(
    handling.incident.holding.newest.get('internal')?.manifest.holders.map(({ member }) => member) ?? readers.account,
  );
  const free = ground.roster.members
    .filter((member) => active(member, ground.now) && !handling.away.has(member.id))
    .map((member) => ({ id: member.id, roles: rolesAt(member, ground.edition.id) }));
  const { invites } = procedure.meeting;
  // Whom reports fall back on has a part once it fell back on them; an invitation alone brings it to nobody.
  const first = procedure.roles.flatMap(({ id, receives }) => (typeof receives === 'number' ? [] : [id]));
  const asked = ({ id, roles }: { readonly id: string; readonly roles: readonly string[] }): boolean =>
    held.has(id) || roles.some((role) => invites.includes(role) && first.includes(role));
  const order = (roles: readonly string[]): number => invites.findIndex((role) => roles.includes(role));
  const invited = free
    .filter((one) => order(one.roles) >= 0 && asked(one))
    .toSorted((a, b) => order(a.roles) - order(b.roles));
  const preset = invited.map(({ id }) => id);
  return {
    preset,
    others: free.filter(({ id }) => held.has(id) && !preset.includes(id)).map(({ id }) => id),
    notIn: new Set(free.filter(({ id }) => !held.has(id)).map(({ id }) => id)),
    gaps: gapsIn(invites, free),
  };
}

/** "Rosa Okafor" as R. O.: what a projector may show. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/u)
    .flatMap((part) => {
      const [first] = part.match(/[\p{L}\p{N}]/u) ?? [];
      return first === undefined ? [] : [`${first.toLocaleUpperCase()}.`];
    })
    .join(' ');
}

/** The meeting that was called and is not over, or undefined. */
export function openMeeting({
  handling,
}: Pick<Opened, 'handling'>): Opened['handling']['response']['meetings'][number] | undefined {
  return handling.response.meetings.findLast(({ held }) => held === null);
}

/** Somebody's word to a meeting. */
export interface Vote {
  readonly member: string;
  readonly hash: string;
  readonly body: Voted;
}

/** The first words to a meeting, each with its author. */
export function votesOn(opened: Opened, meeting: string): readonly Vote[] {
  return toldOf(opened, 'voted').flatMap(({ facts, who, hash, body }) =>
    facts['of'] === meeting && who.is === 'member' ? [{ member: who.id, hash, body }] : [],
  );
}
