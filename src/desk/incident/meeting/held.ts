import type { Minutes } from '#domain/response/meeting.ts';

/** What the form holds. */
export interface Held extends Minutes {
  readonly minutes: string;
}
