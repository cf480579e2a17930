/**
 * [Note: Giving away] What in a text could tell somebody who is in an incident: read on the member's own device against
 * everything of the incident that they can open. It leans to finding, and finding nothing proves nothing: a person
 * still reads the text with the reporter's eyes (CNF-02, PUB-07).
 */
export const findingKinds = [
  'name',
  'handle',
  'contact',
  'badge',
  'employer',
  'place',
  'time',
  'looks',
  'quote',
  'close-to',
  'gender',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** Whom a finding is about; `''`: somebody, nobody knows whom. */
export type Whose = 'reporter' | 'impacted' | 'reported' | 'witness' | 'present' | 'organisation' | '';

export interface Finding {
  /** The words of the text. */
  readonly found: string;
  readonly start: number;
  readonly end: number;
  readonly why: FindingKind;
  readonly whose: Whose;
  /** Id of a person of the incident, `reporter`, or `''`. */
  readonly person: string;
}

/** Somebody in the incident, and everything that tells them. */
export interface Somebody {
  readonly person: string;
  readonly whose: Whose;
  readonly names: readonly string[];
  readonly handles: readonly string[];
  /** Mail addresses, phone numbers, addresses of pages. */
  readonly ways: readonly string[];
  readonly badges: readonly string[];
  /** What they look like, do, or are here as. */
  readonly looks: readonly string[];
  readonly employers: readonly string[];
}

/** What somebody told in their own words. */
export interface Told {
  readonly text: string;
  readonly whose: Whose;
  readonly person: string;
}

/** Everything of an incident that could give somebody away. */
export interface Telling {
  readonly people: readonly Somebody[];
  readonly told: readonly Told[];
  /** Where it was, as somebody wrote it. */
  readonly places: readonly string[];
  /** Names that everybody knows: of the event, of the team. */
  readonly known: readonly string[];
}
