import type { FromLetter } from '../intake/extract.ts';
import { extractChannel } from '../intake/report.ts';
import { holds } from '../record/manifest.ts';
import type { Roster } from '../team/roster.ts';
import { isNarrow, isWaiting, keeper, keptOut, type Keeping } from './grants.ts';
import type { Ground } from './ground.ts';
import { dutyEntries, type Handling, type Kin } from './handling.ts';

/** What linking two incidents would cost, before anybody confirms it: member ids. */
export interface LinkCost {
  /** Read the first and are kept apart from the other: they step aside first, or the two stay apart. */
  readonly wouldStepAside: readonly string[];
  /** Read the other and are kept apart from the first: they would lose what they read now. */
  readonly wouldLose: readonly string[];
  /** Read the first alone: nobody is shown that another one exists, so they are let in there first. */
  readonly onlyFirst: readonly string[];
  readonly onlyOther: readonly string[];
  /** Are asked about names in one of them, and have not answered or are not let in yet (two-step opening). */
  readonly asked: readonly string[];
}

/** Everybody who holds what was told in it or what the team writes in it, and may keep it. */
export function readersOf(handling: Handling, ground: Pick<Ground, 'roster' | 'now'>): ReadonlySet<string> {
  const keeping: Keeping = { ...ground, apart: new Set() };
  const told = [...handling.reports.values()].map(({ holding }) => holding.newest.get('account'));
  const all = [...told, handling.incident.holding.newest.get('internal')];
  const held = all.flatMap((accepted) => accepted?.manifest.holders ?? []);
  return new Set(held.flatMap((holder) => keeper(keeping, holder)?.id ?? []));
}

/**
 * Members who hold the names alone: not the account, and kept out of nothing. The question to them is one incident's, and
 * must not be two.
 */
function askedIn(handling: Handling, roster: Roster): readonly string[] {
  const out = keptOut(handling);
  return roster.members
    .filter(({ id }) =>
      [...handling.reports.values()].some(
        ({ holding }) => holds(holding.newest.get('parties'), id) && !holds(holding.newest.get('account'), id),
      ),
    )
    .flatMap(({ id }) => (out.has(id) && !isWaiting(handling, id) ? [] : [id]));
}

/**
 * [Note: One circle] Incidents that are handled together stay records of their own, each with its reporter, its keys and
 * its gate: no reporter comes near another's words, and taking them apart again is one entry. What makes them one is the
 * circle around them. Who is kept out of one is kept out of all, and who reads one reads all: so bars and conflicts pass
 * on, and nobody learns from a link that there is something they may not see. The entries that linked them stay for
 * whoever is let in later, so the circle stays too when they are taken apart. Hence a link is refused while it would cost
 * anybody anything; they step aside or are let in first, which others see (sealing §6).
 */
export function linkCost(first: Handling, other: Handling, ground: Pick<Ground, 'roster' | 'now'>): LinkCost {
  const [here, there] = [readersOf(first, ground), readersOf(other, ground)];
  const [outHere, outThere] = [keptOut(first), keptOut(other)];
  const free = (ids: ReadonlySet<string>, of: ReadonlySet<string>): readonly string[] =>
    [...ids].filter((id) => !of.has(id)).toSorted();
  const [reading, others] = [free(here, outHere), free(there, outThere)];
  return {
    wouldStepAside: reading.filter((id) => outThere.has(id)),
    wouldLose: others.filter((id) => outHere.has(id)),
    onlyFirst: reading.filter((id) => !there.has(id) && !outThere.has(id)),
    onlyOther: others.filter((id) => !here.has(id) && !outHere.has(id)),
    asked: [...new Set([...askedIn(first, ground.roster), ...askedIn(other, ground.roster)])].toSorted(),
  };
}

/** How many keys it takes to lock all of it again: one of each compartment for everybody who reads it. */
export function keysToTurn(handling: Handling, ground: Pick<Ground, 'roster' | 'now'>): number {
  const named = [...handling.reports.values()].some(({ holding }) => holding.newest.has('identity'));
  return readersOf(handling, ground).size * (named ? 3 : 2);
}

/** Whether nobody pays anything. */
export const costsNothing = (cost: LinkCost): boolean =>
  Object.values(cost).every((ids: readonly string[]) => ids.length === 0);

/**
 * What an incident is told by those of its circle. `all`: every other one of them, each as it stands by itself. A stand-in
 * stands in for all of it, so closing one ends their time only where nothing of it goes on; a part goes on with the
 * incident that it is handled in.
 */
export function kinOf(own: Handling, all: readonly Handling[]): Kin {
  const whole = all.find(({ ids }) => ids.incident === own.incident.partOf);
  const circle = [own, ...all];
  const goesOn = (one: Handling): boolean => {
    const top = circle.find(({ ids }) => ids.incident === one.incident.partOf) ?? one;
    return top.after.closed === null;
  };
  const serving = new Set(circle.filter(goesOn).flatMap(({ incident }) => [...incident.standIns]));
  const outOf = ({ recused, barred, stoodIn }: Handling): readonly string[] => [
    ...recused,
    ...barred,
    ...[...stoodIn].filter((id) => !serving.has(id)),
  ];
  return {
    near: new Set(all.map(({ ids }) => ids.incident)),
    apart: new Set(all.flatMap(outOf)),
    serving,
    open: all.some(goesOn),
    entries:
      (whole && dutyEntries(whole).filter(({ header }) => header.stream === `incident/${own.incident.partOf}`)) ?? [],
  };
}

/** The ids of everything that one incident was ever linked with, and that was linked with those; itself among them. */
export function circleIn(
  stories: ReadonlyMap<string, Pick<Handling['incident'], 'everLinked'>>,
  incident: string,
): ReadonlySet<string> {
  const near = new Set([incident]);
  // A set that grows while it is walked: each is reached once.
  for (const id of near) for (const other of stories.get(id)?.everLinked ?? []) near.add(other);
  return near;
}

/**
 * How many people told something and how many incidents the team handles, of those somebody sees: two numbers, never one
 * (D21). What a member wrote out of a letter is an incident and no report: one letter with five incidents is one.
 */
export function countedIn(rows: readonly { readonly partOf: string; readonly channel: string }[]): {
  readonly reports: number;
  readonly incidents: number;
} {
  return {
    reports: rows.filter(({ channel }) => channel !== extractChannel).length,
    incidents: rows.filter(({ partOf }) => partOf === '').length,
  };
}

/**
 * What an extract must keep to, by the letter it is written out of: `apart` are all who are kept out of that. Whom a
 * letter to one alone was widened to may be handed the extract, and nobody else.
 */
export function fromLetter(handling: Handling, roster: Roster, apart: ReadonlySet<string>): FromLetter {
  const report = handling.reports.get(handling.ids.report);
  const holders = report?.holding.newest.get('account')?.manifest.holders ?? [];
  const [alone] = holders;
  if (isNarrow(handling) && alone !== undefined) return { out: [], only: alone.member };
  const unasked = report?.arrival?.narrow === true ? roster.members.map(({ id }) => id) : [];
  const beside = unasked.filter((id) => !holders.some(({ member }) => member === id));
  return { out: [...new Set([...apart, ...beside])].toSorted(), only: '' };
}

/**
 * Whether everybody who reads the first reads the other too: only then is the other named in the record of the first, or
 * somebody would see that there is one which they are not shown.
 */
export const mayBeNamed = ({ wouldStepAside, onlyFirst, asked }: LinkCost): boolean =>
  wouldStepAside.length + onlyFirst.length + asked.length === 0;
