import type { Text } from '../procedure/clause.ts';
import type { Gathering } from '../procedure/gathering.ts';
import { clausesOf, type Placed } from '../procedure/published.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { fill } from '../procedure/values.ts';
import type { Reason } from './reason.ts';

/**
 * The clause that a refusal names, by its id or where it stands, its names in braces filled; null when the file has none
 * such. An id is unique in its own part alone (a duty may be called as the meeting is), so the reason says which is meant.
 */
export function clauseTexts(procedure: Procedure, named: string, reason: Reason, gathering?: Gathering): Text | null {
  const ofDuty = reason === 'duty-open' || reason === 'not-waivable';
  const isMeant = ({ path }: Placed): boolean => (ofDuty ? path.startsWith('duties.') : !/\.\d+$/u.test(path));
  const all = clausesOf(procedure).filter(({ path, clause }) => path === named || clause.id === named);
  const found = all.find(isMeant) ?? all[0];
  if (found === undefined) return null;
  const { text } = found.clause;
  return Object.fromEntries(
    Object.keys(text).map((language) => [language, fill(procedure, text, language, gathering)]),
  );
}
