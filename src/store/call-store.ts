import type { NewJob } from './job-store.ts';

/** A call to staff, as it is made: for a lead or a hand. What it says lies sealed in `file`. */
export interface NewStaffCall {
  readonly id: string;
  readonly edition: string;
  readonly purpose: string;
  /** Hash of the session that called. */
  readonly caller: string;
  /** The key that was made for this call alone, hex. */
  readonly author: string;
  readonly file: Uint8Array;
  /** ms: when it was made, and when it is gone from every desk at the latest. */
  readonly at: number;
  readonly endsAt: number;
  readonly members: readonly string[];
}

export interface StaffCall extends Omit<NewStaffCall, 'members'> {
  /** How often it rang so far. */
  readonly rings: number;
  /** One for each who is called, by id; `says` is `''` until they answer. */
  readonly answers: readonly { readonly member: string; readonly says: string; readonly at: number }[];
}

/** How many calls there may be: standing at once in an edition, and made by one session since `madeSince`. */
export interface CallLimits {
  readonly open: number;
  /** ms: one that nobody answered and that was made before stands no more. */
  readonly unansweredSince: number;
  readonly made: number;
  readonly madeSince: number;
}

/** Calls to staff: of no incident. */
export interface CallStore {
  /** `there`: the same session made it before. `taken`: another one did. Nothing was written then. */
  addCall(
    org: string,
    call: NewStaffCall,
    limits: CallLimits,
    jobs: readonly NewJob[],
  ): Promise<'added' | 'there' | 'taken' | 'too-many'>;
  /** Whoever asks: whether they called or are called is for the caller of this to see. */
  callById(org: string, id: string): Promise<StaffCall | null>;
  /** Calls to this member made after `since`, ms, oldest first. */
  callsFor(org: string, member: string, since: number): Promise<readonly StaffCall[]>;
  /** False: they are not called by it. */
  answerCall(
    org: string,
    id: string,
    member: string,
    answer: { readonly says: string; readonly at: number },
  ): Promise<boolean>;
  /** It rang so often now; never counts back. */
  callRang(org: string, id: string, rings: number): Promise<void>;
  forgetCall(org: string, id: string): Promise<void>;
}
