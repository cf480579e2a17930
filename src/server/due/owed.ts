import type { Edition } from '#domain/edition/edition.ts';
import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';
import {
  dutiesOf,
  handlingOf,
  isOwed,
  owedNext,
  stepsOf,
  type Clocked,
  type Duty,
  type Step,
} from '#domain/promises/promises.ts';
import { textFact, type Stream, type Verified } from '#domain/record/header.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { Signed } from '#seal/entry.ts';
import type { Append, IncidentRow, NewJob, OwedRow, Store, StreamAppend } from '#store/store.ts';
import { chainIn, type Chain } from '../api/streams.ts';
import type { Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { jobName, keptFor } from './job-names.ts';

/** What the list, the duties and the reminders of one incident are, from its headers. */
export type Reckoned = Pick<IncidentRow, 'owed' | 'due'> & {
  readonly duties: readonly OwedRow[];
  readonly jobs: readonly NewJob[];
};

/** What a job of kind `remind` carries. */
export interface Reminding {
  readonly incident: string;
  readonly duty: string;
  readonly cause: string;
  readonly stream: Stream;
  readonly step: string;
}

const rowOf = ({ id, cause, stream, owedBy, owner, owedTo, arose, due }: Duty): OwedRow => {
  return { duty: id, cause, stream, owedBy, owner, owedTo, arose, due: due ?? 0 };
};

/**
 * The jobs of the steps that speak next: the last one that passed, if any, and the first to come. The handler of each
 * queues the one after it (`remind.ts`), so that a duty has a job or two waiting, not one for each step. A step whose
 * name may be forgotten by now was queued in its time, and does not speak again.
 */
export function nextReminders(rule: DutyRule, incident: string, duty: Duty, now: number): readonly NewJob[] {
  const steps = stepsOf(rule, duty);
  const passed = steps.findLastIndex(({ at }) => at <= now);
  const early = now - keptFor;
  return steps
    .slice(Math.max(0, passed), passed + 2)
    .filter(({ at }) => Math.max(at, duty.arose) >= early)
    .map((step) => reminderAt(step, incident, duty));
}

/** Always the same name for the same step: it is queued once, whoever reckons it and however often. */
export function reminderAt({ id: step, at }: Step, incident: string, { id: duty, cause, stream }: Duty): NewJob {
  const carried: Reminding = { incident, duty, cause, stream, step };
  return {
    id: jobName('remind', incident, duty, cause, stream, step),
    kind: 'remind',
    payload: JSON.stringify(carried),
    at,
  };
}

/** `entries`: all of the incident and of every report it holds, each stream in its order. */
export function reckoned(ground: Clocked, incident: string, entries: readonly Verified[]): Reckoned {
  const duties = dutiesOf(ground, entries);
  const open = duties.filter(isOwed);
  const next = owedNext(duties);
  return {
    owed: next?.id ?? '',
    due: next?.due ?? 0,
    duties: open.map(rowOf),
    jobs: open.flatMap((duty) => {
      const rule = ground.procedure.duties.find(({ id }) => id === duty.id);
      return rule === undefined ? [] : nextReminders(rule, incident, duty, ground.now);
    }),
  };
}

/** An entry we signed or checked a moment ago, as it will be read back: not verified a second time. */
export function asStored({ header, hash }: Pick<Signed, 'header' | 'hash'>, receivedAt: number): Verified {
  return { header, hash, receivedAt } as Verified;
}

/** An incident with every stream its duties follow from. */
export interface Whole {
  readonly row: IncidentRow;
  readonly chains: ReadonlyMap<Stream, Chain>;
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
  organisation: Pick<Organisation, 'org' | 'editions'>,
  incident: string,
  known: ReadonlyMap<Stream, Chain> = new Map(),
): Promise<Whole | null> {
  const { org } = organisation;
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
  return { row: { ...found.row, procedure: digest }, chains, edition, ground };
}

export function entriesOf({ chains }: Whole, added: readonly Verified[] = []): readonly Verified[] {
  return [...chains].flatMap(([stream, { entries }]) => [
    ...entries,
    ...added.filter(({ header }) => header.stream === stream),
  ]);
}

/** Who stepped aside or was left out: they are told nothing more, whatever keys they still hold. */
export function awayFrom(whole: Whole, roster: Roster): ReadonlySet<string> {
  const { incident, report } = whole.row;
  return handlingOf({ incident, report }, entriesOf(whole), roster).away;
}

/** What an append carries besides these new entries, so that nothing that follows from them is late or forgotten. */
export function following(
  whole: Whole,
  added: readonly Verified[],
  now: number,
): Required<Pick<Append, 'rows' | 'owed' | 'jobs'>> {
  const { row, ground } = whole;
  if (ground === null) return { rows: [], owed: [], jobs: [] };
  const { owed, due, duties, jobs } = reckoned({ ...ground, now }, row.incident, entriesOf(whole, added));
  return { rows: [{ ...row, owed, due }], owed: [{ incident: row.incident, duties }], jobs };
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
