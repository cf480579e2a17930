/** A header line and its signature (hex), as they are signed, sent and stored. */
export interface SignedEntry {
  readonly line: string;
  readonly hsig: string;
}

/** One row of a stream as the server answers it, oldest first. */
export interface StoredEntry extends SignedEntry {
  readonly receivedAt: number;
  /**
   * For a `placed` row: the reporter's own entry that it gives a place to (its line has seq −1).
   */
  readonly inside?: SignedEntry;
}
