import { extractChannel } from '../intake/report.ts';
import type { DutyRule, OwedTo, Procedure, When } from '../procedure/procedure.ts';
import { numberFact } from '../record/facts.ts';
import { kindOf, textFact, type Stream, type Verified } from '../record/header.ts';
import type { KindRule } from '../record/rule.ts';
import { active, rolesAt, type RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import { isKind, kinds } from './kinds.ts';
import { dueAt } from './promised.ts';
import { mayBeWaived } from './waivable.ts';

/** What someone owes, or owed. */
export interface Duty {
  readonly id: string;
  /** Hash of the entry it arose from. */
  readonly cause: string;
  /** The record it is owed in: the cause's, or the report of the reporter it is owed to. */
  readonly stream: Stream;
  /** Role ids. */
  readonly owedBy: readonly string[];
  /** The member the cause names, or `''`. */
  readonly owner: string;
  /** The key of the one member who may not meet it: what somebody did alone is looked at by the others (IMM-07). */
  readonly notBy?: string;
  readonly owedTo: OwedTo;
  /** ms; see `arises`. */
  readonly arose: number;
  /** ms, or null where no clock runs. */
  readonly due: number | null;
  readonly state: DutyState;
}

export type DutyState =
  | { readonly is: 'open' | 'overdue' }
  | { readonly is: 'met'; readonly by: string; readonly at: number; readonly late: boolean }
  | { readonly is: 'waived'; readonly by: string; readonly at: number };

/** What duties are reckoned on: no roster, no roles. */
export interface Clocked {
  readonly procedure: Pick<Procedure, 'duties'>;
  readonly edition: Pick<Ground['edition'], 'zone' | 'to'>;
  readonly now: number;
}

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** Whether a header is one of these. */
export function isOneOf(whens: readonly When[], { header }: Verified): boolean {
  return whens.some(
    ({ kind, facts }) =>
      header.kind === kind && Object.entries(facts).every(([key, values]) => values.includes(textFact(header, key))),
  );
}

/**
 * [Note: When a clock starts] At the server's received-time. A report that staff took in person or by phone counts from
 * the device's time, if that is earlier and at most seven days old (FUP-01, FLD-04).
 */
export function aroseAt({ header, receivedAt }: Verified): number {
  const taken = header.kind === 'reported' && ['in-person', 'phone'].includes(textFact(header, 'channel'));
  return taken && header.at < receivedAt && receivedAt - header.at <= week ? header.at : receivedAt;
}

function dueOf({ within }: DutyRule, cause: Verified, edition: Clocked['edition']): number | null {
  if (within.unit === 'agreed') return numberFact(cause.header, 'due');
  return within.unit === 'ending' ? numberFact(cause.header, 'until') : dueAt(within, aroseAt(cause), edition);
}

/** What has no end of its own is never looked at again when it ends (RSP-10). */
function gives({ arises, within }: DutyRule, entry: Verified): boolean {
  return isOneOf(arises, entry) && (within.unit !== 'ending' || numberFact(entry.header, 'until') !== null);
}

const ruleOf = (kind: string): KindRule | null => (isKind(kind) ? kinds[kind] : null);

/** The keys of the server and the reporters, as their own entries show them: they meet nothing that people owe (D15). */
function keysOfNoMember(entries: readonly Verified[]): ReadonlySet<string> {
  return new Set(
    entries.filter(({ header }) => ruleOf(header.kind)?.authors.includes('member') === false).map((e) => e.header.by),
  );
}

/** Whether somebody may meet a duty with it: a member, or the author of a kind that no member ever writes. */
function counts({ header }: Verified, strangers: ReadonlySet<string>): boolean {
  const rule = ruleOf(header.kind);
  return rule !== null && (!rule.authors.includes('member') || !strangers.has(header.by));
}

/**
 * Whether `entry` stands behind `cause` and speaks of what is owed in `stream`. Streams have an order of their own;
 * between two of them the received-time says it. What one report is owed, another report's entry never meets.
 */
function follows(cause: Verified, entry: Verified, stream: Stream, place: ReadonlyMap<Verified, number>): boolean {
  if (kindOf(entry.header.stream) === 'report' && kindOf(stream) === 'report' && entry.header.stream !== stream)
    return false;
  if (entry.header.stream === cause.header.stream) return (place.get(entry) ?? 0) > (place.get(cause) ?? 0);
  return entry.receivedAt >= cause.receivedAt;
}

/** Reports of an incident, by whether somebody told them or a member wrote them out of another one. */
interface Told {
  readonly byReporters: readonly Stream[];
  readonly extracts: readonly Stream[];
}

function toldIn(entries: readonly Verified[]): Told {
  const reported = entries.filter(({ header }) => header.kind === 'reported').map(({ header }) => header);
  const isOne = (header: Verified['header']): boolean => textFact(header, 'channel') === extractChannel;
  return {
    byReporters: reported.filter((header) => !isOne(header)).map(({ stream }) => stream),
    extracts: reported.filter(isOne).map(({ stream }) => stream),
  };
}

/**
 * Where a duty is owed. What the team did for the whole incident is owed to each of its reporters apart, so that one
 * answer never stands for two (D21). An extract has nobody behind it: who wrote the letter is answered there, once.
 */
function owedIn({ owedTo }: DutyRule, { header }: Verified, { byReporters, extracts }: Told): readonly Stream[] {
  if (owedTo !== 'reporter') return [header.stream];
  if (kindOf(header.stream) === 'report') return extracts.includes(header.stream) ? [] : [header.stream];
  return byReporters.length + extracts.length > 0 ? byReporters : [header.stream];
}

/** Who acted alone does not review it: the same rule that refuses it to them says whom the duty is for. */
function notBy({ met }: DutyRule, { header }: Verified): Pick<Duty, 'notBy'> {
  const alone = header.kind === 'measure-taken' && textFact(header, 'alone') === 'yes';
  return alone && met.some(({ kind }) => kind === 'measure-reviewed') ? { notBy: header.by } : {};
}

const earliest = (entries: readonly Verified[]): Verified | undefined =>
  entries.reduce<Verified | undefined>(
    (first, entry) => (first === undefined || entry.receivedAt < first.receivedAt ? entry : first),
    undefined,
  );

/** Whether the newest word on it says that an incident among these is handled in another one. */
function isPart(entries: readonly Verified[]): boolean {
  const word = entries.findLast(({ header }) => header.kind === 'joined-into');
  const parted = entries.findLast(
    ({ header }) =>
      header.kind === 'unlinked' &&
      header.stream === word?.header.stream &&
      textFact(header, 'other') === textFact(word.header, 'other'),
  );
  return word !== undefined && (parted === undefined || parted.header.seq < word.header.seq);
}

/** Whether the newest word on it says that it is no report (`filed`): what the team owes for it is owed where it lies. */
function isFiled(entries: readonly Verified[]): boolean {
  const word = entries.findLast(({ header }) => header.kind === 'filed');
  return word !== undefined && textFact(word.header, 'as') !== 'report';
}

/**
 * The duties that entries give rise to, each cause its own; by when they are due, without a clock last. `entries`:
 * those of the incident and of every report it holds. A duty ends by being met or by being waived with a reason,
 * whichever was first; nothing else ends it, closing least of all (FUP-01, MTG-02, CNS-01). What is handled in another
 * incident, or was filed as an answer to a decision, owes its own reporter everything, and what the team owes is owed
 * there, once; `entries` then has those of that
 * incident too, because a promise to a reporter may rest on them (D21).
 */
export function dutiesOf({ procedure, edition, now }: Clocked, entries: readonly Verified[]): readonly Duty[] {
  const strangers = keysOfNoMember(entries);
  const place = new Map(entries.map((entry, i) => [entry, i] as const));
  const told = toldIn(entries);
  const stateOf = (rule: DutyRule, cause: Verified, stream: Stream, due: number | null): DutyState => {
    const later = (entry: Verified): boolean => follows(cause, entry, stream, place) && counts(entry, strangers);
    const same = ({ header }: Verified): boolean => textFact(header, 'of') === cause.hash;
    const meets = (entry: Verified): boolean => isOneOf(rule.met, entry) && (!rule.metBySame || same(entry));
    const waives = (entry: Verified): boolean =>
      entry.header.kind === 'waived' &&
      textFact(entry.header, 'duty') === rule.id &&
      same(entry) &&
      mayBeWaived(rule, stream, entries, entry.receivedAt);
    const met = earliest(entries.filter((entry) => meets(entry) && later(entry)));
    const waived = earliest(entries.filter((entry) => waives(entry) && later(entry)));
    if (waived !== undefined && (met === undefined || waived.receivedAt < met.receivedAt))
      return { is: 'waived', by: waived.header.by, at: waived.receivedAt };
    if (met !== undefined)
      return { is: 'met', by: met.header.by, at: met.receivedAt, late: due !== null && met.receivedAt > due };
    return { is: due !== null && now > due ? 'overdue' : 'open' };
  };
  const elsewhere = isPart(entries) || isFiled(entries);
  const rules = elsewhere ? procedure.duties.filter(({ owedTo }) => owedTo === 'reporter') : procedure.duties;
  const duties = rules.flatMap((rule) =>
    entries
      .filter((entry) => gives(rule, entry))
      .flatMap((cause) => {
        const due = dueOf(rule, cause, edition);
        return owedIn(rule, cause, told).map((stream): Duty => ({
          id: rule.id,
          cause: cause.hash,
          stream,
          owedBy: rule.owedBy,
          owner: textFact(cause.header, 'owner'),
          ...notBy(rule, cause),
          owedTo: rule.owedTo,
          arose: aroseAt(cause),
          due,
          state: stateOf(rule, cause, stream, due),
        }));
      }),
  );
  const when = ({ due }: Duty): number => due ?? Infinity;
  return duties.toSorted((a, b) => (when(a) === when(b) ? a.arose - b.arose : when(a) - when(b)));
}

/** Whether somebody still owes it. */
export function isOwed({ state }: Pick<Duty, 'state'>): boolean {
  return state.is === 'open' || state.is === 'overdue';
}

/** What is owed next: the earliest with a date, else the first without one, or null. */
export function owedNext(duties: readonly Duty[]): Duty | null {
  const owed = duties.filter(isOwed);
  const dated = owed.filter(({ due }) => due !== null);
  return dated.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0] ?? owed[0] ?? null;
}

/**
 * Who can do what is owed: the owner the cause names, while free; else everybody free in one of the roles, and the
 * stand-ins where the role they stand in for is one of them; never who may not. Nobody is a finding, not an error.
 */
export function whoOwes(
  {
    procedure,
    edition,
    roster,
    now,
  }: Pick<Ground, 'edition' | 'roster' | 'now'> & {
    readonly procedure: Pick<Procedure, 'standIn'>;
  },
  duty: Pick<Duty, 'owedBy' | 'owner' | 'notBy'>,
  away: ReadonlySet<string>,
  standIns: ReadonlySet<string>,
): readonly RosterMember[] {
  const free = roster.members.filter(
    (member) => active(member, now) && !away.has(member.id) && member.sign !== duty.notBy,
  );
  const owner = free.filter(({ id }) => id === duty.owner);
  if (owner.length > 0) return owner;
  const as = procedure.standIn.rule?.as ?? '';
  return free.filter(
    (member) =>
      rolesAt(member, edition.id).some((role) => duty.owedBy.includes(role)) ||
      (standIns.has(member.id) && duty.owedBy.includes(as)),
  );
}
