import { dutiesOf } from '#domain/promises/duties.ts';
import { dutyEntries, noKin, type Handling, type Kin } from '#domain/promises/handling.ts';
import { kinOf } from '#domain/promises/linking.ts';
import type { Ground } from '#domain/promises/ground.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { standing, type Standing } from './opening.ts';
import type { Room } from './room.ts';
import type { NearSeen } from './standing-seen.ts';

/** An incident of the same circle of readers, as its verified headers tell it (see "Note: One circle"). */
export interface Near {
  readonly standing: Standing;
  readonly handling: Handling;
}

export interface Circle {
  readonly near: readonly Near[];
  readonly kin: Kin;
  /** Whether all of it was there and holds; without the rest nobody knows here who is kept out of it. */
  readonly complete: boolean;
}

const alone: Circle = { near: [], kin: noKin, complete: true };

/** What was fetched and verified for one act, each incident once. Null: not there, or does not hold. */
export type Looked = Map<string, Promise<Standing | null | NotDone>>;

/**
 * Fetches and verifies whatever an incident was ever linked with: who is kept out of one is kept out of all, and this desk
 * takes nobody's word for it. `judge`: how one stands by itself, or with what follows from the others.
 */
export async function circleOf(
  { ask, org }: Pick<Room, 'ask' | 'org'>,
  stand: Standing,
  judge: (one: Standing, kin: Kin) => Handling,
  looked: Looked = new Map(),
): Promise<Circle | NotDone> {
  if (stand.incident.everLinked.size === 0) return alone;
  const fetch = async (id: string): Promise<Standing | null | NotDone> => {
    const answer = await ask.json<IncidentAnswer>(staffPaths.api.incident(id));
    if (isRefused(answer)) return answer.refused === 'not-found' ? null : answer;
    const read = standing(org, id, answer);
    return 'fails' in read ? null : read;
  };
  const fetched = (id: string): Promise<Standing | null | NotDone> => {
    const found = looked.get(id) ?? fetch(id);
    looked.set(id, found);
    return found;
  };
  let complete = true;
  const asked = new Set([stand.row.incident]);
  const all = [stand];
  for (let here: readonly Standing[] = [stand]; here.length > 0;) {
    const ids = new Set(here.flatMap(({ incident }) => [...incident.everLinked]).filter((id) => !asked.has(id)));
    for (const id of ids) asked.add(id);
    const found = await Promise.all([...ids].map(fetched));
    const near: Standing[] = [];
    for (const one of found) {
      if (one === null) complete = false;
      else if ('refused' in one) return one;
      else near.push(one);
    }
    here = near;
    all.push(...here);
  }
  const by = new Map(all.map((one) => [one, judge(one, noKin)] as const));
  const kinFor = (one: Standing): Kin =>
    kinOf(
      by.get(one) ?? judge(one, noKin),
      [...by].flatMap(([other, handling]) => (other === one ? [] : [handling])),
    );
  return {
    near: all.slice(1).map((one) => ({ standing: one, handling: judge(one, kinFor(one)) })),
    kin: kinFor(stand),
    complete,
  };
}

/** Those of its circle that are handled together with it now, the one that handles them first. */
export function handledWith({ incident, row }: Standing, near: readonly Near[]): readonly Near[] {
  const top = incident.partOf || row.incident;
  const isTop = ({ standing: one }: Near): boolean => one.row.incident === top;
  return [...near.filter(isTop), ...near.filter((one) => !isTop(one) && one.standing.incident.partOf === top)];
}

/** What a page shows of it: its name, how it came, and what its own reporter is owed. */
export function nearSeen({ standing: { row, incident }, handling }: Near, where: Ground): NearSeen {
  const own = `report/${handling.ids.report}`;
  return {
    incident: row.incident,
    codeName: incident.codeName,
    channel: row.channel,
    receivedAt: row.receivedAt,
    report: handling.ids.report,
    handles: incident.partOf === '',
    duties: dutiesOf(where, dutyEntries(handling)).filter(
      ({ owedTo, stream }) => owedTo === 'reporter' && stream === own,
    ),
  };
}
