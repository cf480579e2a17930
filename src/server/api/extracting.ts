import { extractChannel } from '#domain/intake/report.ts';
import { linkCost, mayBeNamed } from '#domain/promises/linking.ts';
import { textFact } from '#domain/record/header.ts';
import { handlingIn } from '../due/apart.ts';
import { wholeOf, type Whole } from '../due/whole.ts';
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
