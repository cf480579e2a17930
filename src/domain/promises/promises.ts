import type { Verified } from '../record/header.ts';
import { dutiesOf, isOwed, owedNext, type Clocked, type Duty } from './duties.ts';

export { dutiesOf, isOwed, owedNext, whoOwes, type Clocked, type Duty } from './duties.ts';
export { stepsOf, type Step } from './reminders.ts';
export { begunAt, ringsOf, unansweredFrom, wakes, woken, type RingStep } from './ringing.ts';
export { foldReport } from '../intake/evolve.ts';

/** What the desk list shows of a duty: its id and date; `''` when nothing is owed, 0 when no clock runs. */
export interface Owed {
  readonly owed: string;
  readonly due: number;
}

/** The list row's duty part, folded from headers (the server updates it with every append). */
export function owedIn(ground: Clocked, entries: readonly Verified[]): Owed {
  const next: Duty | null = owedNext(dutiesOf(ground, entries));
  return next === null ? { owed: '', due: 0 } : { owed: next.id, due: next.due ?? 0 };
}

/** What is still owed, in order. */
export function openDuties(ground: Clocked, entries: readonly Verified[]): readonly Duty[] {
  return dutiesOf(ground, entries).filter(isOwed);
}
