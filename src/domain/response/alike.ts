import { heard, plain, uncased, uncasedLetters } from '../intake/folding.ts';

/** [Note: Alike] Whether somebody in one incident may be somebody in another (MTG-05). A hint for people, never a finding. */

/** Somebody as one incident describes them. */
export interface Described {
  /** Id within the incident, or `''` for somebody who stands in what was told alone. */
  readonly person: string;
  /** Name, other names, handles, badge, each as it was written. */
  readonly names: readonly string[];
  /** "tall, red lanyard" */
  readonly looks: string;
}

/** An incident as far as it is compared. */
export interface Compared {
  readonly people: readonly Described[];
  readonly behaviours: readonly string[];
}

export type AlikeBy = 'name' | 'handle' | 'part-of-name' | 'looks' | 'behaviour';
export interface Alike {
  readonly by: AlikeBy;
  /** What both have, as it is written there. */
  readonly words: string;
  /** Id of the person there, or `''`. */
  readonly person: string;
}
export type Strength = 'strong' | 'weak';

const letters = (word: string): string => (uncased.test(word) ? uncasedLetters(word) : heard(plain(word)));
const partsOf = (name: string): readonly string[] =>
  name
    .split(/[\s,.'’()-]+/u)
    .map(letters)
    .filter((part) => part !== '');

/** A handle or a badge: one word with a sign or a digit in it. */
const isHandle = (name: string): boolean => /^\S+$/u.test(name.trim()) && /[\d@_]/u.test(name);
const handleOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
/** A number as it is read aloud: `#0452` and `452` are one badge. */
const bare = (handle: string): string => handle.replace(/^0+(?=\d+$)/u, '');
/** One or two signs are too few to go by, on either side. */
const sameHandle = (here: string, there: string): boolean =>
  here.length >= 3 && there.length >= 3 && bare(here) === bare(there);

const everyday = new Set(['with', 'that', 'this', 'they', 'from', 'about', 'person', 'people', 'wearing', 'someone']);
const looksOf = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !everyday.has(word)));

function byName(here: string, there: string): AlikeBy | null {
  if (isHandle(here) || isHandle(there)) return sameHandle(handleOf(here), handleOf(there)) ? 'handle' : null;
  const [a, b] = [partsOf(here), partsOf(there)];
  const shared = a.filter((part) => b.includes(part));
  const whole = shared.length >= 2 || (uncased.test(here) && a.join('') === b.join('') && a.join('').length >= 3);
  if (whole) return 'name';
  return shared.some((part) => part.length >= 3) ? 'part-of-name' : null;
}

function samePerson(here: Described, there: Described): readonly Alike[] {
  const { person } = there;
  const names = there.names.flatMap((words): readonly Alike[] => {
    const found = here.names.map((name) => byName(name, words)).filter((by) => by !== null);
    const [by] = found.toSorted((a, b) => order(a) - order(b));
    return by === undefined ? [] : [{ by, words, person }];
  });
  const looks = looksOf(there.looks);
  const both = [...looksOf(here.looks)].filter((word) => looks.has(word));
  return both.length < 2 ? names : [...names, { by: 'looks', words: there.looks, person }];
}

const order = (by: AlikeBy): number => ['name', 'handle', 'part-of-name', 'looks', 'behaviour'].indexOf(by);

/** What two incidents have in common, the surest first; empty for nothing. */
export function alikeIn(here: Compared, there: Compared): readonly Alike[] {
  const people = here.people.flatMap((one) => there.people.flatMap((other) => samePerson(one, other)));
  const behaviours = there.behaviours
    .filter((words) => here.behaviours.some((one) => one.toLowerCase() === words.toLowerCase()))
    .map((words): Alike => ({ by: 'behaviour', words, person: '' }));
  const all = [...people, ...behaviours];
  const first = (one: Alike, i: number): boolean =>
    all.findIndex(({ by, words, person }) => by === one.by && words === one.words && person === one.person) === i;
  return all.filter(first).toSorted((a, b) => order(a.by) - order(b.by));
}

/** A whole name or a handle is strong; everything else may be anybody. */
export function strengthOf(alike: readonly Alike[]): Strength {
  return alike.some(({ by }) => by === 'name' || by === 'handle') ? 'strong' : 'weak';
}
