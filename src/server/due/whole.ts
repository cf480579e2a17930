import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { foldIncident } from '#domain/incident/evolve.ts';
import { handlingOf, noKin, type Handling, type Kin } from '#domain/promises/handling.ts';
import { circleIn, kinOf } from '#domain/promises/linking.ts';
import { textFact, type Stream, type Verified } from '#domain/record/header.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { IncidentRow, StreamAppend } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { chainIn, type Chain } from '../api/streams.ts';
import type { Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';

/** An incident with every stream its duties follow from. */
export interface Whole {
  readonly row: IncidentRow;
  readonly chains: ReadonlyMap<Stream, Chain>;
  readonly roster: Roster;
  /** The event as its settings are now; null where they cannot be read. */
  readonly edition: Edition | null;
  /** Every event there is: an incident can be moved to another one. */
  readonly events: readonly Edition[];
  /** The version it was made under; undefined where it cannot be read. */
  readonly version: Procedure | undefined;
  /** Null where its edition or its version of the procedure cannot be read: then nothing is reckoned anew. */
  readonly ground: { readonly procedure: Procedure; readonly edition: Edition } | null;
  /** What follows from those it is handled together with, and these themselves (see "Note: One circle"). */
  readonly kin: Kin;
  readonly circle: readonly Whole[];
}

type Loading = Pick<Parts, 'procedures'> & { readonly store: Store };
type At = Pick<Organisation, 'org' | 'editions' | 'roster'>;

/**
 * The digest an incident was made under, from the entry that the server signed and members chained theirs to; the row
 * beside it is signed by nobody. `''` from before versions were kept.
 */
function openedUnder(chain: Chain | undefined): string {
  const opened = chain?.entries.find(({ header }) => header.kind === 'opened');
  return opened === undefined ? '' : textFact(opened.header, 'procedure');
}

/** One incident by itself. */
async function aloneOf(
  parts: Loading,
  organisation: At,
  incident: string,
  known: ReadonlyMap<Stream, Chain>,
): Promise<Whole | null> {
  const { org, roster } = organisation;
  const found = await parts.store.incidentById(org, incident);
  if (found === null) return null;
  const streams: readonly Stream[] = [`incident/${incident}`, ...found.reports.map((id) => `report/${id}` as const)];
  const chains = new Map<Stream, Chain>();
  for (const stream of streams) {
    const chain = known.get(stream) ?? (await chainIn(parts.store, org, stream));
    if (chain !== null) chains.set(stream, chain);
  }
  const events = organisation.editions.map(({ edition }) => edition);
  const settled = events.find(({ id }) => id === found.row.edition);
  const digest = openedUnder(chains.get(`incident/${incident}`)) || (settled?.procedureDigest ?? '');
  // The version it was made under (INT-01), at the event as its settings are now.
  const version = parts.procedures.byDigest(digest);
  const bare = { row: { ...found.row, procedure: digest }, chains, roster, events, version };
  const whole = { ...bare, edition: null, ground: null, kin: noKin, circle: [] };
  return { ...whole, ...atEvent(whole, storyOf(whole)) };
}

/** The event it is at by its own record: the one it came to, or the one it was moved to since (RPT-08). */
function atEvent(
  { row, events, version }: Pick<Whole, 'row' | 'events' | 'version'>,
  { movedTo }: { readonly movedTo: string },
): Pick<Whole, 'row' | 'edition' | 'ground'> {
  const at = movedTo === '' ? row.edition : movedTo;
  const edition = events.find(({ id }) => id === at) ?? null;
  return { row: { ...row, edition: at }, edition, ground: edition && version ? { procedure: version, edition } : null };
}

const storyOf = ({ row, chains }: Whole, added: readonly Verified[] = []) => {
  const stream: Stream = `incident/${row.incident}`;
  const more = added.filter(({ header }) => header.stream === stream);
  return foldIncident(row.incident, [...(chains.get(stream)?.entries ?? []), ...more]);
};

/** As it stands by itself, once `added` is taken. */
function alone(whole: Whole, added: readonly Verified[]): Handling {
  const { incident, report } = whole.row;
  return handlingOf({ incident, report }, entriesOf(whole, added), whole.roster);
}

/** Of some incidents, each with what follows for it from the others of its circle once `added` stands. */
export function together(wholes: readonly Whole[], added: readonly Verified[] = []): readonly Whole[] {
  const stories = new Map(wholes.map((whole) => [whole.row.incident, storyOf(whole, added)] as const));
  const handlings = new Map(wholes.map((whole) => [whole.row.incident, alone(whole, added)] as const));
  return wholes.map((whole) => {
    const { incident } = whole.row;
    const near = circleIn(stories, incident);
    const others = wholes.filter(({ row }) => row.incident !== incident && near.has(row.incident));
    const story = stories.get(incident) ?? storyOf(whole, added);
    const kin = kinOf(
      handlings.get(incident) ?? alone(whole, added),
      others.flatMap(({ row }) => handlings.get(row.incident) ?? []),
    );
    const at = atEvent(whole, story);
    return { ...whole, ...at, kin, circle: others, row: { ...at.row, partOf: story.partOf } };
  });
}

/** Loads and checks what is not in `known` already. For the server's own folding, whoever may see it. */
export async function wholeOf(
  parts: Loading,
  organisation: At,
  incident: string,
  known: ReadonlyMap<Stream, Chain> = new Map(),
): Promise<Whole | null> {
  const found = new Map<string, Whole>();
  for (let asked: readonly string[] = [incident]; asked.length > 0;) {
    const loaded = await Promise.all(asked.map((id) => aloneOf(parts, organisation, id, known)));
    const here = loaded.filter((one) => one !== null);
    for (const one of here) found.set(one.row.incident, one);
    const near = new Set(here.flatMap((one) => [...storyOf(one).everLinked]));
    asked = [...near].filter((id) => !found.has(id));
    // What is not there is not asked for twice.
    if (here.length === 0) break;
  }
  return together([...found.values()])[0] ?? null;
}

export function entriesOf({ chains }: Whole, added: readonly Verified[] = []): readonly Verified[] {
  return [...chains].flatMap(([stream, { entries }]) => [
    ...entries,
    ...added.filter(({ header }) => header.stream === stream),
  ]);
}

/**
 * The streams of incidents and their circles that an append does not add to, with the heads that were folded: whoever adds to one of them
 * meanwhile makes it `stale`, so that two acts at once never leave duties of half the record behind.
 */
export function heldBeside(wholes: readonly Whole[], streams: readonly Stream[]): readonly StreamAppend[] {
  const chains = new Map(wholes.flatMap((whole) => [whole, ...whole.circle]).flatMap((one) => [...one.chains]));
  return [...chains].flatMap(([stream, { head }]) =>
    streams.includes(stream) ? [] : [{ stream, expect: head, entries: [] }],
  );
}
