import { onDutyAt } from '#domain/edition/rota.ts';
import { readersOf } from '#domain/intake/recipients.ts';
import { active, memberOf, stewards, type RosterMember } from '#domain/team/roster.ts';
import type { Organisation } from '../editions.ts';

const day = 24 * 3_600_000;

/** Who is told, and whether they are to be woken. */
export interface Concerned {
  readonly members: readonly RosterMember[];
  readonly urgent: boolean;
}

/**
 * Who is told that a way in or out stopped: whoever is on duty somewhere, at any hour; else, when they are awake, whoever
 * reads new reports of an event that is not long over; else the stewards. Nothing here depends on any incident.
 */
export function concerned({ roster, editions }: Organisation, at: number): Concerned {
  const duty = editions
    .flatMap(({ edition }) => onDutyAt(edition, at))
    .map(({ member }) => memberOf(roster, member))
    .filter((member) => member !== undefined)
    .filter((member) => active(member, at));
  if (duty.length > 0) return { members: [...new Set(duty)], urgent: true };
  const reading = editions
    .filter(({ edition }) => Date.parse(edition.to) + 30 * day > at)
    .flatMap(({ edition, procedure }) => readersOf(procedure, edition.id, roster, at));
  if (reading.length > 0) return { members: [...new Set(reading)], urgent: false };
  return { members: stewards(roster).filter((member) => active(member, at)), urgent: false };
}
