import type { Procedure } from '../procedure/procedure.ts';
import type { Verified } from '../record/header.ts';
import { dutiesOf, owedNext, type Duty } from './duties.ts';

export { dutiesOf, owedNext, type Duty } from './duties.ts';
export { may } from './may.ts';
export { foldReport } from '../intake/evolve.ts';
export { foldIncident } from '../incident/evolve.ts';

/** What the desk list shows of a duty: its id and date, or `''` and 0 when nothing is owed. */
export interface Owed {
  readonly owed: string;
  readonly due: number;
}

/** The list row's duty part, folded from the report's headers (the server updates it with every append). */
export function owedIn(procedure: Procedure, reportEntries: readonly Verified[], now: number): Owed {
  const next: Duty | null = owedNext(dutiesOf(procedure, reportEntries, now));
  return next === null ? { owed: '', due: 0 } : { owed: next.id, due: next.due };
}
