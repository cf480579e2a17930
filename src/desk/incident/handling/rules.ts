import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';

/** What the procedure says of a duty, or nothing where the version is not known here. */
export function procedureRule(procedure: Procedure | undefined, duty: string): DutyRule | undefined {
  return procedure?.duties.find(({ id }) => id === duty);
}
