import { active, rolesAt, type RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';

export interface StandIn {
  readonly fired: 'none' | 'too-many-recused' | 'too-few-free';
  /** Free members of the nearest role that has any; empty while nothing fired, or when nobody is left. */
  readonly offered: readonly RosterMember[];
}

type Where = Pick<Ground, 'edition' | 'roster' | 'now'> & { readonly procedure: Pick<Ground['procedure'], 'standIn'> };
type Standing = Pick<Handling, 'away' | 'standIns'>;

/** Every member who could stand in: free, in one of the rule's roles, and not one of those who are counted. */
export function poolOf({ procedure, edition, roster, now }: Where, handling: Standing): readonly RosterMember[] {
  const rule = procedure.standIn.rule;
  if (rule === null) return [];
  const nearest = rule.from.map((role) =>
    roster.members.filter((member) => {
      const roles = rolesAt(member, edition.id);
      const free = active(member, now) && !handling.away.has(member.id) && !handling.standIns.has(member.id);
      return free && roles.includes(role) && !roles.includes(rule.of);
    }),
  );
  return [...new Set(nearest.flat())];
}

/**
 * Whether the stand-in rule fires, on which of its two numbers, and who is offered (COI-04, D1). The document's own
 * number is named before our minimum. Stand-ins already appointed count as free, so that an answered rule is quiet.
 */
export function standInOf(ground: Where, handling: Standing): StandIn {
  const { procedure, edition, roster, now } = ground;
  const rule = procedure.standIn.rule;
  if (rule === null) return { fired: 'none', offered: [] };
  const counted = roster.members.filter((member) => rolesAt(member, edition.id).includes(rule.of));
  const serving = roster.members.filter((member) => active(member, now) && handling.standIns.has(member.id));
  const recused = counted.filter(({ id }) => handling.away.has(id)).length;
  const free = counted.filter((member) => active(member, now) && !handling.away.has(member.id)).length + serving.length;
  const tooMany = rule.moreThan !== undefined && recused > rule.moreThan && serving.length === 0;
  const fired = tooMany ? 'too-many-recused' : free < rule.freeBelow ? 'too-few-free' : 'none';
  if (fired === 'none') return { fired, offered: [] };
  const pool = poolOf(ground, handling);
  const nearest = rule.from.find((role) => pool.some((member) => rolesAt(member, edition.id).includes(role)));
  const offered = pool.filter((member) => nearest !== undefined && rolesAt(member, edition.id).includes(nearest));
  return { fired, offered };
}
