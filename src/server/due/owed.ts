import { keptOut } from '#domain/promises/grants.ts';
import type { DutyRule } from '#domain/procedure/procedure.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import type { Handling } from '#domain/promises/handling.ts';
import {
  begunAt,
  dutiesOf,
  isOwed,
  owedNext,
  ringsOf,
  stepsOf,
  type Clocked,
  type Duty,
  type RingStep,
  type Step,
} from '#domain/promises/promises.ts';
import type { Stream, Verified } from '#domain/record/header.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { Signed } from '#seal/entry.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Append, IncidentRow, OwedRow } from '#store/record-store.ts';
import { apartAfter, handlingIn, type Apart } from './apart.ts';
import { jobName, keptFor } from './job-names.ts';
import { entriesOf, together, type Whole } from './whole.ts';

/** What the list, the duties and the reminders of one incident are, from its headers. */
export type Reckoned = Pick<IncidentRow, 'owed' | 'due'> & {
  readonly duties: readonly OwedRow[];
  readonly jobs: readonly NewJob[];
  readonly open: readonly Duty[];
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

/** What a job of kind `ring` carries. */
export type Ringing = Reminding;

/** The steps of waking that come next, as with reminders: each queues the one after it (`ring.ts`). `begun`: ms. */
function nextRings(rule: DutyRule, incident: string, duty: Duty, begun: number, now: number): readonly NewJob[] {
  const steps = ringsOf(rule, begun);
  const passed = steps.findLastIndex(({ at }) => at <= now);
  return steps
    .slice(Math.max(0, passed), passed + 2)
    .filter(({ at }) => at >= now - keptFor)
    .map((step) => ringAt(step, incident, duty));
}

/** Always the same name for the same step, as with reminders. */
export function ringAt({ id: step, at }: RingStep, incident: string, { id: duty, cause, stream }: Duty): NewJob {
  const carried: Ringing = { incident, duty, cause, stream, step };
  return {
    id: jobName('ring', incident, duty, cause, stream, step),
    kind: 'ring',
    payload: JSON.stringify(carried),
    at,
  };
}

/**
 * What wakes a member for a duty: once, however many steps mean them, and `again` at the end. A ring since `since` counts as
 * this one, ms; null: since we had what it is for. `news`: see `alert.ts`.
 */
export function wakingAlert(
  incident: string,
  member: string,
  { id: duty, cause, stream }: Pick<Duty, 'id' | 'cause' | 'stream'>,
  {
    again,
    since,
    news = false,
    at,
  }: { readonly again: boolean; readonly since: number | null; readonly news?: boolean; readonly at: number },
): NewJob {
  return {
    id: jobName('alert', incident, member, again ? 'ring-again' : 'ring', duty, cause, stream),
    kind: 'alert',
    payload: JSON.stringify({
      incident,
      member,
      urgent: true,
      woken: { duty, cause, stream, ...(since !== null && { since }) },
      ...(news && { news }),
    }),
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
      if (rule === undefined) return [];
      const rings = nextRings(rule, incident, duty, begunAt(duty, entries), ground.now);
      return [...nextReminders(rule, incident, duty, ground.now), ...rings];
    }),
    open,
  };
}

/** An entry we signed or checked a moment ago, as it will be read back: not verified a second time. */
export function asStored({ header, hash }: Pick<Signed, 'header' | 'hash'>, receivedAt: number): Verified {
  return { header, hash, receivedAt } as Verified;
}

/** Who is kept out, by this team list: they are told nothing more, whatever keys they still hold. */
export function awayFrom(whole: Whole, roster: Roster, added: readonly Verified[] = []): ReadonlySet<string> {
  return keptOut(handlingIn({ ...whole, roster }, added));
}

type Following = Required<Pick<Append, 'rows' | 'owed' | 'jobs'>> & Apart;

const reporters: ReadonlySet<string> = new Set<Kind>(['heard-from-reporter', 'added']);
const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/** What a list says of it beside what is owed. What came with a report itself waits to be acknowledged, and that is owed. */
function standingIn({ entries, reports, after }: Handling): Pick<IncidentRow, 'closed' | 'waits'> {
  const waits = [...reports.values()].some(({ id, arrival }) => {
    const [born = 0, own] = [arrival?.receivedAt, entries.filter(({ header }) => header.stream === `report/${id}`)];
    const wrote = own.findLastIndex(({ header, receivedAt }) => reporters.has(header.kind) && receivedAt > born);
    return wrote > own.findLastIndex(({ header }) => header.kind === 'said-to-reporter');
  });
  return { closed: yesNo(after.closed !== null), waits: yesNo(waits) };
}

/** What follows for one incident. */
function followingFor(whole: Whole, then: Whole, added: readonly Verified[], now: number): Following {
  const { row, ground } = then;
  const apart = apartAfter(whole, then, added, now);
  if (ground === null) return { rows: [], owed: [], jobs: [], ...apart };
  const { closed, waits } = standingIn(handlingIn(then, added));
  const entries = [...entriesOf(then, added), ...then.kin.entries];
  const { owed, due, duties, jobs } = reckoned({ ...ground, now }, row.incident, entries);
  return { rows: [{ ...row, owed, due, closed, waits }], owed: [{ incident: row.incident, duties }], jobs, ...apart };
}

/**
 * What an append carries besides these new entries, so that nothing that follows from them is late or forgotten: for the
 * incident and for all that it is handled together with. `others`: incidents that the entries link it with, or that they
 * are also about.
 */
export function following(
  whole: Whole,
  added: readonly Verified[],
  now: number,
  others: readonly Whole[] = [],
): Following {
  const all = new Map(
    [whole, ...whole.circle, ...others, ...others.flatMap(({ circle }) => circle)].map((one) => [
      one.row.incident,
      one,
    ]),
  );
  const wholes = together([...all.values()]);
  const after = together(wholes, added);
  const each = wholes.map((one, i) => followingFor(one, after[i] ?? one, added, now));
  return {
    rows: each.flatMap(({ rows }) => rows),
    owed: each.flatMap(({ owed }) => owed),
    jobs: each.flatMap(({ jobs }) => jobs),
    away: each.flatMap(({ away }) => away),
    bars: each.flatMap(({ bars }) => bars),
    unbars: each.flatMap(({ unbars }) => unbars),
    answered: each.flatMap(({ answered }) => answered),
    ends: each.flatMap(({ ends }) => ends),
  };
}
