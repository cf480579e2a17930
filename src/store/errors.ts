/** What can keep a store from opening, copying or answering, told to an operator. */
export type StoreProblem =
  /** Another process has the data folder. */
  | 'in-use'
  /** The data belongs to a rehearsal, or is real, and the other was asked for. */
  | 'rehearsal-data'
  | 'real-data'
  /** The engine does not keep the settings that durability rests on, or is too old. */
  | 'unsafe'
  /** The schema was made by a newer version of the program. */
  | 'newer'
  /** Nothing there to copy; something there that would be overwritten; a file that is no sound backup. */
  | 'missing'
  | 'exists'
  | 'bad-backup'
  /** The engine went away while a call waited. What it had been asked may or may not have been written. */
  | 'gone';

export class StoreError extends Error {
  readonly code: StoreProblem;
  constructor(code: StoreProblem, message: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
  }
}
