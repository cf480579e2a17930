import type { Gathering } from '../procedure/gathering.ts';

/** One event's settings: public, signed by a member with the right `edition`, never part of the procedure. */
export interface Edition {
  readonly id: string;
  /** Who runs it, as reporters know them. */
  readonly organisation: string;
  readonly name: string;
  /** A neutral word for window titles, so that a history list tells nothing. */
  readonly neutralTitle: string;
  /** First and last day, `YYYY-MM-DD`, in the event's zone. */
  readonly from: string;
  readonly to: string;
  /** IANA zone. */
  readonly zone: string;
  readonly place: string;
  readonly gathering: Gathering;
  readonly languages: readonly string[];
  /** Where "Leave this page" goes: a neutral public page, https. */
  readonly exit: string;
  readonly emergency: readonly Phone[];
  /** The team's phone, or `''`. */
  readonly teamPhone: string;
  readonly meetingPoint: string;
  readonly procedure: string;
  /** Version and digest of the procedure text in force when the settings were written. */
  readonly procedureVersion: string;
  readonly procedureDigest: string;
}

export interface Phone {
  /** What it is for, in the organiser's words: "Emergency", "Crisis line". */
  readonly label: string;
  readonly number: string;
}
