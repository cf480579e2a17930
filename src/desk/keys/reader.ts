import type { RosterMember } from '#domain/team/roster.ts';

/** A member who may be handed a key, with the recipient the roster names by hash. */
export interface Reader {
  readonly member: RosterMember;
  readonly recipient: string;
}
