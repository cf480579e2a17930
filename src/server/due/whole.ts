import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { textFact, type Stream, type Verified } from '#domain/record/header.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { IncidentRow, Store, StreamAppend } from '#store/store.ts';
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
  /** Null where its edition or its version of the procedure cannot be read: then nothing is reckoned anew. */
  readonly ground: { readonly procedure: Procedure; readonly edition: Edition } | null;
}

/**
 * The digest an incident was made under, from the entry that the server signed and members chained theirs to; the row
 * beside it is signed by nobody. `''` from before versions were kept.
 */
function openedUnder(chain: Chain | undefined): string {
  const opened = chain?.entries.find(({ header }) => header.kind === 'opened');
  return opened === undefined ? '' : textFact(opened.header, 'procedure');
}

/** Loads and checks what is not in `known` already. For the server's own folding, whoever may see it. */
export async function wholeOf(
  parts: Pick<Parts, 'procedures'> & { readonly store: Store },
  organisation: Pick<Organisation, 'org' | 'editions' | 'roster'>,
  incident: string,
  known: ReadonlyMap<Stream, Chain> = new Map(),
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
  const settled = organisation.editions.find(({ edition: { id } }) => id === found.row.edition);
  const edition = settled?.edition ?? null;
  const digest = openedUnder(chains.get(`incident/${incident}`)) || (edition?.procedureDigest ?? '');
  // The version it was made under (INT-01), at the event as its settings are now.
  const procedure = parts.procedures.byDigest(digest);
  const ground = edition && procedure ? { procedure, edition } : null;
  return { row: { ...found.row, procedure: digest }, chains, roster, edition, ground };
}

export function entriesOf({ chains }: Whole, added: readonly Verified[] = []): readonly Verified[] {
  return [...chains].flatMap(([stream, { entries }]) => [
    ...entries,
    ...added.filter(({ header }) => header.stream === stream),
  ]);
}

/**
 * The incident's streams that an append does not add to, with the heads that were folded: whoever adds to one of them
 * meanwhile makes it `stale`, so that two acts at once never leave duties of half the record behind.
 */
export function heldBeside({ chains }: Whole, streams: readonly Stream[]): readonly StreamAppend[] {
  return [...chains].flatMap(([stream, { head }]) =>
    streams.includes(stream) ? [] : [{ stream, expect: head, entries: [] }],
  );
}
