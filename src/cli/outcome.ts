/** What came of a command: lines for the operator, and whether it was done. */
export interface Outcome {
  readonly done: boolean;
  readonly lines: readonly string[];
}

export const done = (...lines: readonly string[]): Outcome => ({ done: true, lines });
export const failed = (...lines: readonly string[]): Outcome => ({ done: false, lines });
