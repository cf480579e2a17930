import type { DutyRule, Reminder } from '../procedure/procedure.ts';
import type { Duty } from './duties.ts';

/** One moment of reminding. `id` is stable: what was sent once is never sent again. */
export interface Step {
  /** `75%`, `3d`, `due`, `1d-late`. */
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
}

/** `3d`, `5h`, `90m`: the largest unit that leaves nothing over. */
function lengthOf(minutes: number): string {
  if (minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function stepOf(step: Reminder, { arose, due }: Pick<Duty, 'arose' | 'due'>): Step | null {
  if (step.when === 'after') return { id: lengthOf(step.minutes), at: arose + step.minutes * 60_000 };
  if (due === null) return null;
  switch (step.when) {
    case 'part':
      return { id: `${step.percent}%`, at: arose + Math.round(((due - arose) * step.percent) / 100) };
    case 'due':
      return { id: 'due', at: due };
    case 'late':
      return { id: `${lengthOf(step.minutes)}-late`, at: due + step.minutes * 60_000 };
  }
}

/** When people are reminded of a duty, in order of time; steps that need a date are left out where there is none. */
export function stepsOf(rule: Pick<DutyRule, 'remind'>, duty: Pick<Duty, 'arose' | 'due'>): readonly Step[] {
  const steps = rule.remind.map((step) => stepOf(step, duty)).filter((step) => step !== null);
  return [...new Map(steps.map((step) => [step.id, step])).values()].toSorted((a, b) => a.at - b.at);
}
