/** A session of the hallway: a member's or a lent phone's; the other is `''`. Of no incident. */
export interface HallwaySessionRow {
  readonly hash: string;
  readonly edition: string;
  readonly member: string;
  /** Id of the lent phone. */
  readonly phone: string;
  /** ms; 0 once it was ended. Nothing is shown to it from then on. */
  readonly until: number;
  /** ms; what was taken in time is still taken from it until then. */
  readonly handInUntil: number;
}

/** A phone that is lent for a shift. */
export interface DutyPhoneRow {
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  /** SHA-256 of what its link carries, hex. */
  readonly secret: string;
  /** Member id. */
  readonly madeBy: string;
  readonly madeAt: number;
  readonly until: number;
  /** ms; 0 while it is lent. */
  readonly endedAt: number;
}

/** Phones in the hallway. */
export interface HallwayStore {
  /** Forgets those that have nothing left to hand in. */
  addHallwaySession(org: string, session: HallwaySessionRow, now: number): Promise<void>;
  /** While it may hand in; whether it is shown anything is in the row. */
  hallwaySession(org: string, hash: string, now: number): Promise<HallwaySessionRow | null>;
  /** Ends what it is shown. What was taken before may still be handed over. */
  endHallwaySession(org: string, hash: string): Promise<void>;
  /** False when `most` are lent at that edition already, or the secret is in use; nothing was written. */
  addDutyPhone(org: string, phone: DutyPhoneRow, most: number): Promise<boolean>;
  /** Newest first, those that are over too. */
  dutyPhones(org: string, edition: string): Promise<readonly DutyPhoneRow[]>;
  dutyPhone(org: string, id: string): Promise<DutyPhoneRow | null>;
  dutyPhoneBySecret(org: string, secret: string): Promise<DutyPhoneRow | null>;
  /** With every session of it, at once, as `endHallwaySession`; false for one that is not lent. */
  endDutyPhone(org: string, edition: string, id: string, now: number): Promise<boolean>;
}
