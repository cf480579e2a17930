import type { Attempt } from '#domain/promises/attempt.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import { clauseTexts } from '#domain/promises/clause-texts.ts';
import { may } from '#domain/promises/may.ts';
import { ruleOf } from '#domain/promises/meets.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { FactValue } from '#domain/record/header.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { Permission } from '../../keys/standing-seen.ts';

/** An attempt as forms have it: facts by name, null for one that is left out. */
export function attemptOf(kind: Kind, facts: Readonly<Record<string, FactValue | null>> = {}): Attempt {
  return { kind, facts: Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, value]])) };
}

/**
 * Whether this member may do it now, by the procedure the incident was opened under: the same rule that the server and
 * the Worker ask. `no-key`: they have no key for where it would be written.
 */
export function permissionIn(
  opened: Pick<Opened, 'ground' | 'handling' | 'keys'>,
  procedure: Procedure | undefined,
  member: string,
  attempt: Attempt,
): Permission {
  const { ground, handling, keys } = opened;
  const me = ground.roster.members.find(({ id }) => id === member);
  if (me === undefined) return { refused: 'no-role', clause: null };
  const answer = may(ground, handling, me, attempt);
  if ('refused' in answer) {
    const named = answer.clause ?? '';
    const clause = named === '' || procedure === undefined ? null : clauseTexts(procedure, named, answer.refused);
    return { refused: answer.refused, clause };
  }
  const { compartments, file } = ruleOf(attempt.kind);
  const held = file === 'none' || compartments.some((one) => keys.includes(one));
  return held ? { allowed: true, warning: answer.warning ?? '' } : { refused: 'no-key', clause: null };
}
