import type { Verdict } from '../response/bodies.ts';
import type { Closing } from './bodies.ts';

/** Something that is not done yet, and whether the incident cannot be closed over it. */
export type Open = { readonly stops: boolean } & (
  | { readonly what: 'duty'; readonly duty: string; readonly cause: string; readonly stream: string }
  | { readonly what: 'no-plan'; readonly person: string }
  | {
      readonly what: 'aware' | 'consequence' | 'measure' | 'need' | 'draft' | 'appeal' | 'anew';
      readonly of: string;
    }
  | { readonly what: 'hold' }
  | { readonly what: 'meeting'; readonly of: string }
);

type Unfinished = readonly { readonly hash: string }[];

/** An incident as closing looks at it. `owed`: duties that somebody still owes. */
export interface Standing {
  readonly owed: readonly {
    readonly id: string;
    readonly cause: string;
    readonly stream: string;
    readonly beforeClosing: boolean;
    /** Falls due when what was decided has ended: owed on after closing, and no word on whether it was done (RSP-10). */
    readonly afterEnding: boolean;
  }[];
  /** Entries whose duty was waived with a reason. */
  readonly waived: readonly string[];
  /** Who has neither a follow-up plan nor a reason for none. The reporter is owed a message in any case. */
  readonly withoutPlan: readonly string[];
  readonly response: {
    readonly hold: object | null;
    readonly measures: readonly { readonly hash: string; readonly alone: boolean; readonly reviewed: object | null }[];
    readonly needs: Unfinished;
    readonly meetings: readonly { readonly hash: string; readonly held: object | null }[];
    readonly consequences: readonly {
      readonly hash: string;
      readonly carriedOut: object | null;
      readonly lifted: object | null;
    }[];
    readonly resolutions: readonly { readonly receivedAt: number }[];
  };
  readonly speaking: {
    readonly aware: readonly { readonly hash: string; readonly told: object | null }[];
    readonly drafts: readonly { readonly hash: string; readonly cleared: object | null }[];
  };
  readonly appeal: {
    readonly filed: readonly {
      readonly hash: string;
      readonly decided: { readonly outcome: string; readonly receivedAt: number } | null;
    }[];
  };
}

const not = (
  what: Extract<Open, { readonly of: string }>['what'],
  stops: boolean,
  items: Unfinished,
): readonly Open[] => items.map(({ hash }): Open => ({ what, of: hash, stops }));

/**
 * All that is open before closing, what stops it first. What the procedure owes before closing stops it, and so do
 * people who knew and were not told, what was decided and has no outcome, somebody affected without a plan, and an appeal
 * that asks for a decision nobody has made, whatever the procedure (PUB-01, MTG-07, MTG-09, APL-03). What is owed to a reporter by clock goes on after closing (FUP-01).
 */
export function openBefore({ owed, waived, withoutPlan, response, speaking, appeal }: Standing): readonly Open[] {
  const found: readonly Open[] = [
    ...not(
      'consequence',
      true,
      response.consequences.filter((one) => one.carriedOut === null && one.lifted === null),
    ),
    ...not(
      'aware',
      true,
      speaking.aware.filter(({ told }) => told === null),
    ),
    ...not(
      'anew',
      true,
      appeal.filed.filter(
        ({ decided }) =>
          decided?.outcome === 'changed' &&
          !response.resolutions.some(({ receivedAt }) => receivedAt >= decided.receivedAt),
      ),
    ),
    ...withoutPlan
      .filter((person) => person !== 'reporter')
      .map((person): Open => ({ what: 'no-plan', person, stops: true })),
    ...not(
      'measure',
      false,
      response.measures.filter(({ alone, reviewed }) => alone && reviewed === null),
    ),
    ...not('need', false, response.needs),
    ...not(
      'meeting',
      false,
      response.meetings.filter(({ held }) => held === null),
    ),
    ...(response.hold === null ? [] : [{ what: 'hold', stops: false } as const]),
    ...not(
      'draft',
      false,
      speaking.drafts.filter(({ cleared }) => cleared === null),
    ),
    ...not(
      'appeal',
      false,
      appeal.filed.filter(({ decided }) => decided === null),
    ),
  ];
  // A duty that arose from it says the same with its clause and its date.
  const saying = owed.filter(({ afterEnding }) => !afterEnding).map(({ cause }) => cause);
  const rest = found.filter((one) => !('of' in one) || ![...waived, ...saying].includes(one.of));
  const stopping = found.flatMap((one) => ('of' in one && one.stops ? [one.of] : []));
  const duties = owed.map(({ id, cause, stream, beforeClosing, afterEnding }): Open => ({
    what: 'duty',
    duty: id,
    cause,
    stream,
    stops: beforeClosing || (!afterEnding && stopping.includes(cause)),
  }));
  return [...duties, ...rest].toSorted((a, b) => Number(b.stops) - Number(a.stops));
}

/** Why an incident cannot end in this way. */
export type Unfit = 'no-verdict' | 'is-welfare' | 'not-welfare' | 'has-reported' | 'has-consequence' | 'violation';

/** An incident as its ending looks at it. */
export interface Ending {
  /** The newest verdict; null before there is one. */
  readonly verdict: Verdict | null;
  /** Whether anybody in it is a reported person. */
  readonly reported: boolean;
  /** Consequences that were not lifted. */
  readonly stand: number;
}

/**
 * What speaks against ending it in this way. A welfare concern has no reported person and nothing was judged (RPT-02).
 * No action, and a report in bad faith, leave nothing standing against whom they named (RPT-07).
 */
export function unfit(how: Closing, { verdict, reported, stand }: Ending): readonly Unfit[] {
  const none: readonly Unfit[] = stand > 0 ? ['has-consequence'] : [];
  switch (how) {
    case 'resolved':
      return verdict === null ? ['no-verdict'] : verdict === 'welfare' ? ['is-welfare'] : [];
    case 'no-action':
      return verdict === null ? ['no-verdict', ...none] : none;
    case 'welfare':
      return [
        ...(verdict !== null && verdict !== 'welfare' ? (['not-welfare'] as const) : []),
        ...(reported ? (['has-reported'] as const) : []),
        ...none,
      ];
    case 'bad-faith':
      return verdict === 'violation' ? ['violation', ...none] : none;
  }
}
