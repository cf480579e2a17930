import type { Need } from '../procedure/response.ts';

/** What lies sealed in the entries of `kinds.ts`, compartment `internal`. */

export const sheetAnswers = ['yes', 'no', 'unsure'] as const;
export type SheetAnswer = (typeof sheetAnswers)[number];

/** The questions of the assessment, by part: whether it is ours, whom it harms, what may come of it. */
export const sheetParts = {
  scope: ['listed', 'our-space', 'reaches-us'],
  impact: ['public', 'marginalised', 'would-leave', 'leader'],
  risk: ['harassment', 'physical', 'mental', 'repeats', 'not-understood', 'pattern'],
} as const;
export type SheetPart = keyof typeof sheetParts;

/** `assessed`: why it is as urgent as the header says, and the sheet as far as it was filled in. */
export interface Assessed {
  readonly v: 1;
  readonly why: string;
  readonly answers: Readonly<Record<string, SheetAnswer>>;
  readonly impact: '' | 'low' | 'high';
  readonly risk: '' | 'low' | 'high';
  readonly text: string;
}

/** `hold-contact`: what somebody fears. */
export interface HoldContact {
  readonly v: 1;
  readonly text: string;
}

/** `plan-made`: what keeps them safe. `contact`: the member they can reach, or `''`. */
export interface PlanMade {
  readonly v: 1;
  readonly text: string;
  readonly contact: string;
}

/** Who is told what is to be kept to, and no reason. */
export const listNames = ['door', 'bar', 'audio-video'] as const;
export type ListName = (typeof listNames)[number];

/** `measure-taken`. `response`: id in the catalogue, or `''` for anything else. `at`: ms, when it was done. */
export interface MeasureTaken {
  readonly v: 1;
  readonly response: string;
  readonly what: string;
  readonly why: string;
  /** Id of a person of the incident, or `''`. */
  readonly person: string;
  readonly at: number;
}

export interface MeasureReviewed {
  readonly v: 1;
  readonly stands: boolean;
  readonly text: string;
}

/**
 * `referred`: to whom, what they were told, who asked when and in which words, and whose consent there was. Times are ms;
 * `askedAt`: null where nobody asked. `draft`: the cleared text they were told with, or `''` where it was said aloud.
 */
export interface Referred {
  readonly v: 1;
  readonly agency: string;
  readonly contact: string;
  readonly told: string;
  readonly draft: string;
  readonly at: number;
  readonly asked: string;
  readonly askedAt: number | null;
  readonly consent: string;
  readonly reference: string;
}

export const needKinds = ['water', 'room', 'escort', 'lift', 'childcare', 'medical', 'person', 'other'] as const;
export type NeedKind = (typeof needKinds)[number];

/** `need-asked`. `helper`: the member who does it, or `''`. */
export interface NeedAsked {
  readonly v: 1;
  readonly need: NeedKind;
  readonly text: string;
  readonly helper: string;
}

export const verdicts = ['violation', 'no-violation', 'unclear', 'out-of-scope', 'welfare'] as const;
/** `welfare`: somebody was looked after; there is no reported person and nothing to judge (RPT-02). */
export type Verdict = (typeof verdicts)[number];

export interface MeetingCalled {
  readonly v: 1;
  readonly place: string;
  readonly note: string;
}

/** `voted`: one silent first word of each who is there. `responses`: ids of the catalogue. */
export interface Voted {
  readonly v: 1;
  readonly verdict: Verdict;
  readonly responses: readonly string[];
  readonly text: string;
}

/** `meeting-held`: what was established apart from what was told, what came up, and what was talked over. */
export interface MeetingHeld {
  readonly v: 1;
  readonly summary: string;
  /** It is said to be unclear what happened: then `summary` may be empty. */
  readonly unclear: boolean;
  readonly pattern: string;
  readonly options: readonly { readonly response: string; readonly text: string }[];
  /** What was said to each other aim of the procedure, by its id. */
  readonly aims?: Readonly<Record<string, string>>;
  /** Member ids: who is for it, where the procedure sets a majority. */
  readonly agreed?: readonly string[];
  readonly minutes: string;
}

/** `resolved`. Changed only by a new one. `pattern`: it rests on several incidents, not on one event (CNF-06). */
export interface Resolved {
  readonly v: 1;
  readonly verdict: Verdict;
  /** The rule of the code of conduct, in its words. */
  readonly rule: string;
  readonly reasons: string;
  readonly pattern: boolean;
}

/** How long it lasts. */
export const endings = ['once', 'event-end', 'date', 'never'] as const;
export type Ending = (typeof endings)[number];

/** `consequence-decided`. `response`: id in the catalogue, `''` for anything else the team finds necessary. */
export interface ConsequenceDecided {
  readonly v: 1;
  readonly response: string;
  readonly text: string;
  /** Whom it binds: id of a person of the incident, or `''` for a thing alone. */
  readonly person: string;
  /** Whom it protects: shown to the team alone. */
  readonly protects: string;
  readonly data: Readonly<Partial<Record<Need, string>>>;
  readonly ends: Ending;
  /** ms, for `date`. */
  readonly until: number | null;
}

export interface ConsequenceCarriedOut {
  readonly v: 1;
  /** What another organisation answered, where it decides for itself (RSP-14). */
  readonly answer?: string;
  readonly text: string;
}

export interface ConsequenceLifted {
  readonly v: 1;
  readonly reason: string;
}

/** `consequence-reviewed`: what the team saw when it ended, and why it is over or goes on. */
export interface ConsequenceReviewed {
  readonly v: 1;
  readonly text: string;
}

/** `disclosed`: who outside of the team was told what. `of`: hash of what was decided, or `''`. */
export interface Disclosed {
  readonly v: 1;
  readonly to: string;
  readonly what: string;
  readonly of: string;
}

export interface Warned {
  readonly v: 1;
  readonly person: string;
  readonly medium: string;
  readonly text: string;
}
