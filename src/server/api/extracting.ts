import { extractChannel } from '#domain/intake/report.ts';
import { keptOut } from '#domain/promises/grants.ts';
import { linkCost, mayBeNamed, readersOf } from '#domain/promises/linking.ts';
import { textFact } from '#domain/record/header.ts';
import { handlingIn } from '../due/apart.ts';
import { entriesOf, wholeOf, type Whole } from '../due/whole.ts';
import { no, type ApiParts, type No } from './answers.ts';
import type { Judging } from './judged-in.ts';
import type { Actor } from './session.ts';

/**
 * The incidents that a batch says were taken out of a letter: each one that its author sees, of the same event, told by a
 * member, and read by everybody who reads the letter (`mayBeNamed`). What they cannot see is refused like what is none.
 */
export async function takenOut(
  parts: ApiParts,
  { organisation, member }: Actor,
  judging: readonly Judging[],
  now: number,
): Promise<readonly Whole[] | No> {
  const found: Whole[] = [];
  for (const { whole, added } of judging) {
    const named = added.flatMap((part) =>
      part.added.flatMap(({ header }) => (header.kind === 'extracted' ? [textFact(header, 'other')] : [])),
    );
    for (const other of named) {
      const record = await parts.store.recordFor(organisation.org, member.id, other);
      const extract = record && (await wholeOf(parts, organisation, other));
      const fits =
        extract &&
        extract.row.incident !== whole.row.incident &&
        extract.row.channel === extractChannel &&
        extract.row.edition === whole.row.edition &&
        mayBeNamed(linkCost(handlingIn(whole), handlingIn(extract), { roster: whole.roster, now }));
      if (!fits) return no('not-allowed');
      found.push(extract);
    }
  }
  return found;
}

/**
 * Whether somebody is let in who is kept out of what was taken out of it: its record names that, and they would read there
 * what they are kept apart from. Who was found not to be meant comes all the same, and whoever must follow somebody who
 * steps aside: or nobody might be left.
 */
export async function tellsKeptOut(
  parts: ApiParts,
  { organisation, member }: Actor,
  judging: readonly Judging[],
  now: number,
): Promise<boolean> {
  for (const { whole, added } of judging) {
    const named = entriesOf(whole).flatMap(({ header }) =>
      header.kind === 'extracted' ? [textFact(header, 'other')] : [],
    );
    if (named.length === 0) continue;
    const all = added.flatMap((part) => part.added);
    const [before, then] = [handlingIn(whole), handlingIn(whole, all)];
    const ground = { roster: whole.roster, now };
    const had = readersOf(before, ground);
    const come = [...readersOf(then, ground)].filter((id) => !had.has(id) && !before.barred.has(id));
    if (come.length === 0 || then.away.has(member.id)) continue;
    for (const other of new Set(named)) {
      const extract = await wholeOf(parts, organisation, other);
      const out = extract === null ? new Set<string>() : keptOut(handlingIn(extract));
      if (come.some((id) => out.has(id))) return true;
    }
  }
  return false;
}
