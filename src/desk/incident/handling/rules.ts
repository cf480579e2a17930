import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';
import type { DutySeen } from '../../keys/incident-seen.ts';
import { partsMeeting, type Part } from './parts.ts';

/** What the procedure says of a duty, or nothing where the version is not known here. */
export function procedureRule(procedure: Procedure | undefined, duty: string): DutyRule | undefined {
  return procedure?.duties.find(({ id }) => id === duty);
}

/** Whether it is owed now and can be met on a page of the incident. */
export function isOwedOn(
  part: Part,
  { id, state }: Pick<DutySeen, 'id' | 'state'>,
  procedure: Procedure | undefined,
): boolean {
  const rule = procedureRule(procedure, id);
  return (state.is === 'open' || state.is === 'overdue') && rule !== undefined && partsMeeting(rule).has(part);
}
