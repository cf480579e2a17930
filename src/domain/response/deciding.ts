import type { Need, Response } from '../procedure/response.ts';
import type { ConsequenceDecided, Ending, Verdict } from './bodies.ts';

export interface Ruling {
  readonly verdict: Verdict | '';
  readonly rule: string;
  readonly reasons: string;
  /** Something follows although no violation was found. */
  readonly follows: boolean;
}

export type Unruled = 'verdict' | 'rule' | 'reasons' | 'reported';

/** What a resolution lacks. `reported`: somebody stands as reported, and a welfare concern has nobody (RPT-02, DEC-01). */
export function missingRuling({ verdict, rule, reasons }: Ruling, anyReported: boolean): readonly Unruled[] {
  const missing: Unruled[] = [];
  if (verdict === '') missing.push('verdict');
  if (verdict === 'welfare' && anyReported) missing.push('reported');
  if (verdict === 'violation' && rule.trim() === '') missing.push('rule');
  if (reasons.trim() === '') missing.push('reasons');
  return missing;
}

/** Whether nothing follows from it: always where there was no violation or nobody to judge (RSP-01). */
export function isNone({ verdict, follows }: Pick<Ruling, 'verdict' | 'follows'>): boolean {
  switch (verdict) {
    case 'no-violation':
    case 'welfare':
      return true;
    case 'unclear':
    case 'out-of-scope':
      return !follows;
    case 'violation':
    case '':
      return false;
  }
}

/** Answered when it is carried out, not when it is decided (RSP-14). */
const later: ReadonlySet<Need> = new Set<Need>(['its-answer']);
/** Kept in fields of their own, not in `data`. */
const apart: ReadonlySet<Need> = new Set<Need>(['protected-person', 'until']);

export interface Consequence extends Pick<
  ConsequenceDecided,
  'response' | 'text' | 'person' | 'protects' | 'data' | 'ends' | 'until'
> {
  readonly owner: string;
  readonly due: number | null;
}

export type Undecided = Need | 'response' | 'text' | 'person' | 'owner' | 'date' | 'past' | 'due' | 'condition-reason';

/** Endings to choose from: what is done once, or what lasts. */
export function endingsFor(needs: readonly Need[] | null): readonly Ending[] {
  if (needs === null) return ['once', 'event-end', 'date', 'never'];
  // Kept out for a time and kept out for good are two of the catalogue: each begins with what it is called.
  if (needs.includes('register')) return needs.includes('until') ? ['date', 'never'] : ['never', 'date'];
  return needs.includes('until') ? ['event-end', 'date', 'never'] : ['once', 'event-end', 'date', 'never'];
}

/**
 * What a consequence lacks before it is decided: each need of its response, one owner, and what free text needs to behave
 * like the listed ones (DEC-02, MTG-07). `due`: only where the procedure asks for it (MTG-08). `response`: null for free text.
 */
export function missingConsequence(
  one: Consequence,
  response: Pick<Response, 'needs'> | null,
  { dueRequired, now }: { readonly dueRequired: boolean; readonly now: number },
): readonly Undecided[] {
  const missing: Undecided[] = [];
  if (response === null && one.text.trim() === '') missing.push('text');
  for (const need of response?.needs ?? []) {
    if (later.has(need)) continue;
    // Distance is kept by somebody, and somebody stands on a register: without them it binds nobody.
    if ((need === 'protected-person' || need === 'register') && one.person === '') missing.push('person');
    if (need === 'protected-person' && one.protects === '') missing.push(need);
    if (!apart.has(need) && (one.data[need] ?? '').trim() === '') missing.push(need);
  }
  // A grant is paid back where that was a condition; elsewhere somebody says why all the same (RSP-11).
  const condition = one.data['condition-existed'] ?? '';
  if (
    response?.needs.includes('condition-existed') &&
    condition !== '' &&
    condition !== 'yes' &&
    one.text.trim() === ''
  )
    missing.push('condition-reason');
  if (!endingsFor(response?.needs ?? null).includes(one.ends)) missing.push('until');
  if (one.ends === 'date' && one.until === null) missing.push('date');
  if (one.ends === 'date' && one.until !== null && one.until <= now) missing.push('past');
  if (one.owner === '') missing.push('owner');
  if (dueRequired && one.due === null) missing.push('due');
  return missing;
}

/** When it ends by itself, ms; null for what is done once or lasts. `eventEnd`: the last moment of the event. */
export function endOf({ ends, until }: Pick<ConsequenceDecided, 'ends' | 'until'>, eventEnd: number): number | null {
  switch (ends) {
    case 'event-end':
      return eventEnd;
    case 'date':
      return until;
    case 'once':
    case 'never':
      return null;
  }
}

export type State = 'planned' | 'carried-out' | 'to-review' | 'ended' | 'longer' | 'lifted';

/** How a consequence stands. What has ended waits for somebody to look at it (RSP-10). */
export function stateOf(
  one: {
    readonly until: number | null;
    readonly carriedOut: object | null;
    readonly lifted: object | null;
    readonly reviewed: { readonly outcome: string } | null;
  },
  now: number,
): State {
  if (one.lifted !== null) return 'lifted';
  if (one.reviewed !== null) return one.reviewed.outcome === 'longer' ? 'longer' : 'ended';
  if (one.until !== null && one.until < now) return 'to-review';
  return one.carriedOut === null ? 'planned' : 'carried-out';
}

/** The systems that somebody's access is taken from, one a line. */
export function systemsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export type NotYet = 'text' | 'systems' | 'answer' | 'suspended';

/**
 * What is missing before it counts as carried out: the sentence, every system ticked, the organisation's own answer, and
 * an account here ended first (RSP-09, RSP-14).
 */
export function missingCarriedOut(
  needs: readonly Need[],
  {
    text,
    ticked,
    systems,
    answer,
    accountOpen,
  }: {
    readonly text: string;
    readonly ticked: readonly string[];
    readonly systems: readonly string[];
    readonly answer: string;
    readonly accountOpen: boolean;
  },
): readonly NotYet[] {
  const missing: NotYet[] = [];
  if (needs.includes('systems') && accountOpen) missing.push('suspended');
  if (needs.includes('systems') && !systems.every((one) => ticked.includes(one))) missing.push('systems');
  if (needs.includes('its-answer') && answer.trim() === '') missing.push('answer');
  if (text.trim() === '') missing.push('text');
  return missing;
}
