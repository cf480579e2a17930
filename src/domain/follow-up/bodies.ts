/** What lies sealed in the entries of `report/<id>`, compartment `account`. */

/** `follow-up-planned`. `person`: `reporter`, or the id of somebody affected. */
export interface FollowUpPlanned {
  readonly v: 1;
  readonly person: string;
  readonly text: string;
}

export interface SupportPlanned {
  readonly v: 1;
  readonly person: string;
  readonly needs: string;
  readonly text: string;
}

export interface CheckedBack {
  readonly v: 1;
  readonly text: string;
}
