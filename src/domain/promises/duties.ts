import type { DutyRule, Procedure } from '../procedure/procedure.ts';
import { textFact, type Verified } from '../record/header.ts';

/** What someone owes now. */
export interface Duty {
  readonly id: string;
  readonly owedBy: readonly string[];
  readonly owedTo: 'reporter';
  /** ms; the server's received-time of what it arose from. */
  readonly arose: number;
  readonly due: number;
  readonly state: DutyState;
}

export type DutyState =
  | { readonly is: 'open' | 'overdue' }
  | { readonly is: 'met'; readonly by: string; readonly at: number; readonly late: boolean };

const hour = 3_600_000;

function meets(rule: DutyRule, entry: Verified): boolean {
  const { header } = entry;
  return (
    header.kind === rule.met.kind &&
    Object.entries(rule.met.facts).every(([key, value]) => textFact(header, key) === value)
  );
}

/**
 * The duties that a report's entries give rise to, in the order they are due. Clocks start at received-time and are
 * met by received-time (FUP-01); an entry by the server or the reporter never meets a duty owed by people (D15).
 */
export function dutiesOf(procedure: Procedure, entries: readonly Verified[], now: number): readonly Duty[] {
  const duties = procedure.duties.flatMap((rule): readonly Duty[] => {
    const cause = entries.find((entry) => entry.header.kind === rule.arises);
    if (cause === undefined) return [];
    const due = cause.receivedAt + rule.hours * hour;
    const met = entries.find((entry) => meets(rule, entry));
    const state: DutyState =
      met === undefined
        ? { is: now > due ? 'overdue' : 'open' }
        : { is: 'met', by: met.header.by, at: met.receivedAt, late: met.receivedAt > due };
    return [{ id: rule.id, owedBy: rule.owedBy, owedTo: rule.owedTo, arose: cause.receivedAt, due, state }];
  });
  return duties.toSorted((a, b) => a.due - b.due);
}

/** What is owed next: the earliest duty that is not met, or null. */
export function owedNext(duties: readonly Duty[]): Duty | null {
  return duties.find((duty) => duty.state.is !== 'met') ?? null;
}
