/** What becomes of the list of attendees of an event: this one holds from now on, or none; or it ends by then, ms. */
export type AttendeeChange =
  | { readonly edition: string; readonly list: AttendeeListRow | null }
  | { readonly edition: string; readonly noLaterThan: number };

export interface AttendeeListRow {
  /** Hex SHA-256 of the bytes, as the event's record names them. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** ms: gone then at the latest. */
  readonly until: number;
  /** Member ids. */
  readonly readers: readonly string[];
}

/** A part of the one contract (`store.ts`): who came to an event, sealed, for a while. */
export interface AttendeeStore {
  /**
   * The sealed list of the event this incident belongs to: for a member who may see the incident and is among the
   * list's readers, while its time is not over; null for everybody else. `now`: ms.
   */
  attendeesFor(org: string, member: string, incident: string, now: number): Promise<Uint8Array | null>;
  /** Deletes the lists whose time is over, ms. */
  endAttendees(org: string, now: number): Promise<void>;
}
