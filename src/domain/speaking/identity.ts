import { genderIn } from './identity-gender.ts';
import { namesIn } from './identity-names.ts';
import { placesIn } from './identity-places.ts';
import { timesIn } from './identity-times.ts';
import { quotesIn } from './quoting.ts';

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

/** Everything found in what is `written`, in its order. `language`: of the text. */
export function identifying(written: string, telling: Telling, language: string): readonly Finding[] {
  const text = written.normalize('NFC');
  if (text.trim() === '') return [];
  const found = [
    ...namesIn(text, telling),
    ...placesIn(text, telling),
    ...timesIn(text, telling.told),
    ...quotesIn(text, telling.told),
    ...genderIn(text, language),
  ];
  const seen = new Set<string>();
  // Where it is known whom a word is about, the same word of nobody known says nothing more.
  const known = (one: Finding): boolean =>
    one.whose === '' &&
    found.some(
      (other) => other.whose !== '' && other.why === one.why && other.start <= one.start && one.end <= other.end,
    );
  return found
    .filter((one) => !known(one))
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end, why, person }) => {
      const key = `${start} ${end} ${why} ${person}`;
      return !seen.has(key) && seen.add(key).size > 0;
    });
}
