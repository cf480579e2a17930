import type { DutyRule, Procedure, RungWhom } from '../procedure/procedure.ts';
import type { Verified } from '../record/header.ts';
import type { Duty } from './duties.ts';

/**
 * [Note: Waking] A duty whose rule has steps of waking (`rings`) reaches people at any hour, by their urgent routes, until
 * somebody has it. A step wakes those of its kind who were not woken yet; five minutes after the last one everybody is
 * woken once more, and from then on nobody has answered: the desk shows where the staff room is (CNS-05). The steps count
 * from when the server had the entry: what a phone without a network took down an hour ago wakes nobody for an hour ago.
 */
export interface RingStep {
  /** Stable: `0`, `5`, `10` for its minutes, `again` for the last one. */
  readonly id: string;
  /** ms. */
  readonly at: number;
  readonly whom: RungWhom;
}

/** ms after the last step. */
const patience = 5 * 60_000;

/** When people are woken, in order of time; empty where nobody is. `begun`: ms, when the server had the cause. */
export function ringsOf({ rings }: Pick<DutyRule, 'rings'>, begun: number): readonly RingStep[] {
  const steps = rings.map(({ after, whom }): RingStep => ({ id: String(after), at: begun + after * 60_000, whom }));
  const last = steps.at(-1);
  return last === undefined ? [] : [...steps, { id: 'again', at: last.at + patience, whom: 'everybody' }];
}

/** From when on nobody has answered, ms; null where nobody is woken for it. */
export function unansweredFrom(rule: Pick<DutyRule, 'rings'>, begun: number): number | null {
  return ringsOf(rule, begun).at(-1)?.at ?? null;
}

/** The rule of a duty that wakes people, or undefined. */
export function wakes({ duties }: Pick<Procedure, 'duties'>, duty: string): DutyRule | undefined {
  return duties.find(({ id, rings }) => id === duty && rings.length > 0);
}

/** When the server had what a duty arose from, ms. */
export function begunAt({ cause, arose }: Pick<Duty, 'cause' | 'arose'>, entries: readonly Verified[]): number {
  return entries.find(({ hash }) => hash === cause)?.receivedAt ?? arose;
}

/** Who there is to wake: ids, in the order in which they are called. */
export interface Wakeable {
  /** On the rota now, whoever they are. */
  readonly onDuty: readonly string[];
  /** Free members who owe it. */
  readonly owing: readonly string[];
  /** Free members who hold what was told. */
  readonly holding: readonly string[];
}

/** Whom a step wakes: never somebody who does not hold what was told; where nobody of its kind is left, those of the next. */
export function woken(whom: RungWhom, { onDuty, owing, holding }: Wakeable): readonly string[] {
  const held = (ids: readonly string[]): readonly string[] => ids.filter((id) => holding.includes(id));
  const [duty, owed] = [held(onDuty), held(owing)];
  if (whom === 'on-duty' && duty.length > 0) return duty;
  if (whom !== 'everybody' && owed.length > 0) return owed;
  return holding;
}
