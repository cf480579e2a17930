import { handlingOf, type Handling } from '#domain/promises/handling.ts';
import type { Ground } from '#domain/promises/ground.ts';
import { entriesOf, wholeOf, type Whole } from '../due/whole.ts';
import type { ApiParts } from './answers.ts';
import { introducersIn } from './rosters.ts';
import type { Actor } from './session.ts';

/** What acts in an incident are judged on, with how it stands; null where its procedure cannot be read. */
export interface Standing {
  readonly whole: Whole;
  readonly ground: Ground;
  readonly handling: Handling;
}

export async function standingOf(parts: ApiParts, { organisation }: Actor, incident: string): Promise<Standing | null> {
  const whole = await wholeOf(parts, organisation, incident);
  if (!whole?.ground) return null;
  const ground: Ground = {
    ...whole.ground,
    roster: organisation.roster,
    introducers: introducersIn(organisation),
    now: parts.now(),
  };
  const ids = { incident, report: whole.row.report };
  return { whole, ground, handling: handlingOf(ids, entriesOf(whole), organisation.roster, whole.kin) };
}
