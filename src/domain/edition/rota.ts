import type { Procedure } from '../procedure/procedure.ts';
import { active, rolesAt } from '../team/roster.ts';
import { endOfDay, fieldAt } from './clock.ts';
import { daysOf } from './days.ts';
import type { Edition, Shift } from './edition.ts';
import type { Members } from './lists.ts';

/**
 * [Note: The rota] Turns of duty are written on the clock of the event's zone and meant as instants: one that spans the
 * night in which the clocks change is an hour longer or shorter. Turns may overlap; then all of theirs are on duty. A rota
 * says who is woken first and nothing of who may see what.
 */
type Rota = Pick<Edition, 'rota' | 'zone'>;

/** A turn with its instants, ms; over at `to`. */
export interface Turn {
  readonly shift: Shift;
  readonly from: number;
  readonly to: number;
}

/** Every turn that has a length, in order of time. */
export function turnsOf({ rota, zone }: Rota): readonly Turn[] {
  return rota
    .map((shift): Turn => ({ shift, from: fieldAt(shift.from, zone) ?? 0, to: fieldAt(shift.to, zone) ?? 0 }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
}

export interface OnDuty {
  readonly member: string;
  /** ms: when their turns in a row are over. */
  readonly until: number;
}

/** Who is on duty at an instant (ms), first called first, whoever they are: what they may see is not asked here. */
export function onDutyAt(edition: Rota, at: number): readonly OnDuty[] {
  const turns = turnsOf(edition);
  const members = turns.filter(({ from, to }) => from <= at && at < to).flatMap(({ shift }) => shift.members);
  return [...new Set(members)].map((member) => {
    const own = turns.filter(({ shift }) => shift.members.includes(member));
    const until = own.reduce((end, { from, to }) => (from <= end && to > end ? to : end), at);
    return { member, until };
  });
}

/** When a member's turn that runs now is over and when their next one begins, ms; null where there is none. */
export function turnOf(
  edition: Rota,
  member: string,
  at: number,
): { readonly until: number | null; readonly next: number | null } {
  const next = turnsOf(edition).find(({ shift, from }) => shift.members.includes(member) && from > at);
  return {
    until: onDutyAt(edition, at).find((one) => one.member === member)?.until ?? null,
    next: next?.from ?? null,
  };
}

export type Unable = 'gone' | 'suspended' | 'no-role';

/** What a rota lacks. Days are `YYYY-MM-DD` in the event's zone, instants ms. */
export type Gap =
  /** A day of the event with nobody who could come. */
  | { readonly what: 'nobody'; readonly day: string; readonly from: number; readonly to: number }
  /** Between the first and the last turn of a day. */
  | { readonly what: 'hole'; readonly day: string; readonly from: number; readonly to: number }
  /** One person for the whole of a day. */
  | { readonly what: 'alone'; readonly day: string; readonly member: string }
  /** On the rota, and cannot act there. */
  | { readonly what: 'unable'; readonly shift: string; readonly member: string; readonly why: Unable };

type Roles = Pick<Procedure, 'roles'>;
type Staffed = Pick<Edition, 'id' | 'rota' | 'zone' | 'from' | 'to'>;

/** Why somebody on the rota could not act at this event at an instant, or null. */
export function unable(procedure: Roles, { id }: Staffed, roster: Members, who: string, at: number): Unable | null {
  const member = roster.members.find((one) => one.id === who);
  if (member === undefined || (!member.suspended && !active(member, at))) return 'gone';
  if (member.suspended) return 'suspended';
  const held = rolesAt(member, id);
  return procedure.roles.some((role) => role.receives !== 'never' && held.includes(role.id)) ? null : 'no-role';
}

/** The stretches of a day between its first and last turn in which no turn runs, ms. */
function holesIn(turns: readonly Turn[]): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let end = turns[0]?.from ?? 0;
  for (const { from, to } of turns) {
    if (from > end) found.push({ from: end, to: from });
    end = Math.max(end, to);
  }
  return found;
}

/**
 * What the rota lacks from `now` on; nothing for an event that has none, where everybody who owes it is woken at once. Who
 * could not act counts as nobody.
 */
export function gapsIn(procedure: Roles, edition: Staffed, roster: Members, now: number): readonly Gap[] {
  if (edition.rota.length === 0) return [];
  const why = (who: string, at: number): Unable | null => unable(procedure, edition, roster, who, at);
  const able = turnsOf(edition).flatMap(({ shift, from, to }): readonly Turn[] => {
    const members = shift.members.filter((who) => why(who, from) === null);
    return members.length === 0 ? [] : [{ shift: { ...shift, members }, from, to }];
  });
  const days = daysOf(edition).flatMap((day): readonly Gap[] => {
    const [from, to] = [fieldAt(`${day}T00:00`, edition.zone) ?? 0, endOfDay(day, edition.zone) + 1];
    if (to <= now) return [];
    const turns = able.filter((turn) => turn.from < to && turn.to > from);
    if (turns.length === 0) return [{ what: 'nobody', day, from, to }];
    const members = new Set(turns.flatMap(({ shift }) => shift.members));
    const [only] = members;
    return [
      ...holesIn(turns)
        .filter((hole) => hole.to > now)
        .map((hole): Gap => ({ what: 'hole', day, ...hole })),
      ...(members.size === 1 && only !== undefined ? [{ what: 'alone', day, member: only } as const] : []),
    ];
  });
  const cannot = turnsOf(edition).flatMap(({ shift, from, to }): readonly Gap[] =>
    to <= now
      ? []
      : shift.members.flatMap((member): readonly Gap[] => {
          const is = why(member, Math.max(from, now));
          return is === null ? [] : [{ what: 'unable', shift: shift.id, member, why: is }];
        }),
  );
  return [...days, ...cannot];
}
