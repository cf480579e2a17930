import { dutiesOf } from '#domain/promises/duties.ts';
import { dutyEntries, noKin, type Handling, type Kin } from '#domain/promises/handling.ts';
import { kinOf } from '#domain/promises/linking.ts';
import type { Ground } from '#domain/promises/ground.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { isRefused } from '../sending/ask.ts';
import { standing, type Standing } from './opening.ts';
import type { NearSeen } from './protocol.ts';
import type { Room } from './room.ts';

/** An incident that is handled together with another one, as its verified headers tell it. */
export interface Near {
  readonly standing: Standing;
  readonly handling: Handling;
}

export interface Circle {
  readonly near: readonly Near[];
  readonly kin: Kin;
}

const alone: Circle = { near: [], kin: noKin };

/** Ids of those that are handled together with it, the one that handles them first. */
function idsIn(top: Standing, own: string): readonly string[] {
  return [top.row.incident, ...top.incident.parts].filter((id) => id !== own);
}

/**
 * Fetches and verifies what is handled together with an incident: who is kept out of one is kept out of all, and this desk
 * takes nobody's word for it. `judge`: how one stands by itself, or with what follows from the others.
 */
export async function circleOf(
  { ask, org }: Pick<Room, 'ask' | 'org'>,
  stand: Standing,
  judge: (one: Standing, kin: Kin) => Handling,
): Promise<Circle> {
  const { partOf, parts } = stand.incident;
  if (partOf === '' && parts.length === 0) return alone;
  const fetched = async (id: string): Promise<Standing | null> => {
    const answer = await ask.json<IncidentAnswer>(paths.api.incident(id));
    const read = isRefused(answer) ? null : standing(org, id, answer);
    return read === null || 'fails' in read ? null : read;
  };
  const top = partOf === '' ? stand : await fetched(partOf);
  if (top === null) return alone;
  const ids = idsIn(top, stand.row.incident);
  const others = await Promise.all(ids.map(async (id) => (id === top.row.incident ? top : fetched(id))));
  const all = [stand, ...others.filter((one) => one !== null)];
  const by = new Map(all.map((one) => [one, judge(one, noKin)] as const));
  const kinFor = (one: Standing): Kin =>
    kinOf(
      one.incident,
      [...by].flatMap(([other, handling]) => (other === one ? [] : [handling])),
    );
  return {
    near: all.slice(1).map((one) => ({ standing: one, handling: judge(one, kinFor(one)) })),
    kin: kinFor(stand),
  };
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
