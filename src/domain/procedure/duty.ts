import type { Clause, Text } from './clause.ts';

/** An entry of this kind whose facts are among these values: what a duty arises from and what meets it. */
export interface When {
  readonly kind: string;
  readonly facts: Readonly<Record<string, readonly string[]>>;
}

/**
 * How long a duty may take. Minutes and hours are counted on the clock; days end at the same local time in the event's
 * zone, whatever daylight saving does between (FUP-01). `agreed`: until the instant in the cause's fact `due`. `ending`:
 * until the instant in its fact `until`; a cause without one has no end and gives rise to nothing (RSP-10).
 * `after-event`: days after the last day of the event, to its end.
 */
export type Span =
  | { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number }
  | { readonly unit: 'at-once' }
  | { readonly unit: 'agreed' }
  | { readonly unit: 'ending' }
  | { readonly unit: 'after-event'; readonly count: number }
  | { readonly unit: 'no-limit' };

/** A step of reminding: a part of the time, a time after it arose, the due time itself, or a time after that. */
export type Reminder =
  | { readonly when: 'part'; readonly percent: number }
  | { readonly when: 'after'; readonly minutes: number }
  | { readonly when: 'due' }
  | { readonly when: 'late'; readonly minutes: number };

export const rungWhoms = ['on-duty', 'owed', 'everybody'] as const;
export type RungWhom = (typeof rungWhoms)[number];

/**
 * A step of waking people, unlike reminding: at any hour, by their urgent routes, each of them once. `on-duty`: who is on
 * the rota then; `owed`: who owes it; `everybody`: all who hold the account. Only who is free is ever meant.
 */
export interface Ring {
  /** Minutes after it arose; 0: at once. */
  readonly after: number;
  readonly whom: RungWhom;
}

export const owedTos = ['reporter', 'impacted', 'reported-person', 'aware', 'team', 'public'] as const;
export type OwedTo = (typeof owedTos)[number];

/** A duty as the procedure promises it. Clocks start at the server's received-time. */
export interface DutyRule extends Clause {
  /** What it is on a list, as an instruction: "Tell the reporter that a person has it". */
  readonly label: Text;
  /** What reporters are told; `{due}` stands for the date. There when it is owed to the reporter. */
  readonly promise?: Text;
  /** Arises from each entry that is one of these. */
  readonly arises: readonly When[];
  readonly within: Span;
  /** Roles; the cause's `owner`, where it names one, comes before them. */
  readonly owedBy: readonly string[];
  readonly owedTo: OwedTo;
  /** Met by the first later entry that is one of these. */
  readonly met: readonly When[];
  /** Met only by an entry that refers to the cause (fact `of`), as carrying out one consequence. */
  readonly metBySame: boolean;
  /** The incident cannot be closed while it is open. */
  readonly beforeClosing: boolean;
  /** Whether it may be waived with a reason (never what is owed to a reporter by clock: FUP-01). */
  readonly waivable: boolean;
  readonly remind: readonly Reminder[];
  /** Whom it wakes, in order of time; empty: nobody. */
  readonly rings: readonly Ring[];
}
