/** A call to the team's number: that there was one, and what became of it. No number. */
export interface LineCall {
  readonly id: string;
  readonly edition: string;
  readonly state: 'rang' | 'answered' | 'missed' | 'message-left';
  /** ms. */
  readonly at: number;
}

export interface LineCalls {
  /** Newest first. */
  readonly rows: readonly LineCall[];
}
