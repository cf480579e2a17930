/** What lies sealed in the entries of `kinds.ts`, compartment `internal`. */

export interface AppealFiled {
  readonly v: 1;
  /** Who appeals: id of a person of the incident, or `''`. */
  readonly person: string;
  /** As they wrote it. */
  readonly text: string;
  readonly witnesses: string;
}

/** `packet-made`: what those who decide again were given: nothing of who told us, and no exact words. */
export interface PacketMade {
  readonly v: 1;
  readonly what: string;
  readonly decided: string;
  readonly side: string;
  readonly appeal: string;
  readonly to: readonly string[];
  /** What could give somebody away and stayed all the same, with why: for the team's own record, never in the notice. */
  readonly kept?: readonly { readonly found: string; readonly why: string }[];
}

export interface AppealDecided {
  readonly v: 1;
  readonly outcome: 'stands' | 'changed';
  readonly reasons: string;
}
