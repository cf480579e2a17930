import type { StepKind } from '../procedure/procedure.ts';
import type { Answers } from './answers.ts';

/** How somebody told it to staff. */
export const takenChannels = ['in-person', 'phone'] as const;
export type TakenChannel = (typeof takenChannels)[number];

export const isTaken = (channel: string): channel is TakenChannel => takenChannels.some((one) => one === channel);

/** What was answered at a step of taking a report. `''`: not yet. */
export type StepChoice =
  | ''
  /** quiet-place, crisis-card, trusted-person, needs: offered and taken, offered and declined. */
  | 'yes'
  | 'declined'
  /** Passed over; recorded as such (INT-02). */
  | 'skipped'
  /** safety (INT-05). */
  | 'safe'
  | 'not-safe'
  | 'unknown'
  /** could-tell (INT-12). */
  | 'no'
  | 'unsure'
  /** triage (IMM-01). */
  | 'now'
  | 'soon'
  | 'can-wait';

/** One step of the procedure's intake, as it went. */
export interface StepTaken {
  /** Id of the step in the procedure. */
  readonly step: string;
  readonly kind: StepKind;
  readonly choice: StepChoice;
  /** What was said or done there, or `''`. */
  readonly text: string;
}

/** What would help right now (INT-21, INT-22); ids only, so that each is said in the reader's language. */
export const handIds = ['person', 'escort', 'water', 'room', 'lift', 'childcare', 'medical'] as const;
export type HandId = (typeof handIds)[number];

/** What whoever took a report down adds to it, sealed beside the answers. Their words and ours never mix (INT-10). */
export interface Taken {
  readonly channel: TakenChannel;
  /** The member who signed it or, without a signature, whose session it was; `''` for a lent phone, or nobody's. */
  readonly member: string;
  /** Ed25519 by that member over `recourse/v1/taken`, the report's id and its mailbox key, hex; `''` without. */
  readonly sig: string;
  /** What the phone is called: "Duty phone 2"; `''` for a member's own. */
  readonly phone: string;
  /** ms, the device's clock: when the first card was opened, and when it was finished or last saved. */
  readonly began: number;
  readonly ended: number;
  /** Who typed the account: themselves, or staff as it was told (INT-09, INT-10). */
  readonly writtenBy: 'reporter' | 'staff' | 'both';
  readonly steps: readonly StepTaken[];
  /** Remarks of who took it. */
  readonly notes: string;
  /** What would help: ids, and anything else in their words (INT-23). */
  readonly hands: readonly HandId[];
  readonly handsElse: string;
  /** The phone was put away or died before it was finished: it is as far as it got. */
  readonly unfinished: boolean;
  /** Id of the report this goes on from, or `''`. */
  readonly continues: string;
}

/** A report as it is being taken: what is kept on the device, locked, with every save. */
export interface TakingForm {
  readonly v: 1;
  readonly edition: string;
  /** Version of the procedure whose cards these are. */
  readonly procedure: { readonly id: string; readonly version: string; readonly digest: string };
  readonly channel: TakenChannel;
  /** The language it is taken in. */
  readonly language: string;
  /** ms, the device's clock. */
  readonly began: number;
  /** The card that is open. */
  readonly card: string;
  readonly answers: Answers;
  readonly steps: readonly StepTaken[];
  readonly notes: string;
  readonly hands: readonly HandId[];
  readonly handsElse: string;
  readonly writtenBy: Taken['writtenBy'];
  /** Id of the report this goes on from, or `''`. */
  readonly continues: string;
}

/**
 * What staff wrote besides the answers, in the shape of answers: whoever is named there is kept apart as well. Their ids
 * begin with `taken.`, as no question's does.
 */
export function notedIn({ notes, handsElse, steps }: Pick<TakingForm, 'notes' | 'handsElse' | 'steps'>): Answers {
  const texts: readonly (readonly [id: string, text: string])[] = [
    ['taken.notes', notes],
    ['taken.hands', handsElse],
    ...steps.map(({ step, text }) => [`taken.${step}`, text] as const),
  ];
  const written = texts.filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(written.map(([id, text]) => [id, { kind: 'text', text }]));
}

/** Whether nothing was written or chosen in it yet: there is nothing to hand over. */
export function isBlank({ answers, notes, hands, handsElse, steps }: TakingForm): boolean {
  const chosen = steps.some(({ choice, text }) => text.trim() !== '' || (choice !== '' && choice !== 'skipped'));
  return !chosen && Object.keys(answers).length + hands.length === 0 && `${notes}${handsElse}`.trim() === '';
}
