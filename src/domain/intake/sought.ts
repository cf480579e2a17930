import type { Edition } from '../edition/edition.ts';
import { contactsSeen } from '../edition/contacts.ts';
import type { Roster } from '../team/roster.ts';
import { heard, plain, uncased, uncasedLetters } from './folding.ts';

/** Somebody who may be named: a member, and how they can be reached where the event publishes it. */
export interface Known {
  readonly id: string;
  readonly name: string;
  /** Mail addresses and phone numbers. */
  readonly ways: readonly string[];
}

const partsOf = (name: string): readonly string[] => name.split(/[^\p{L}\p{M}\p{Cf}]+/u).filter((part) => part !== '');

/**
 * Every member of the list, with the published contacts that bear their name. Hidden addresses stay out of it on the
 * server too: otherwise its form would tell whose number somebody has typed.
 */
export function knownIn({ members }: Pick<Roster, 'members'>, edition: Pick<Edition, 'contacts'>): readonly Known[] {
  const sorted = (name: string): string => partsOf(plain(name)).toSorted().join(' ');
  const contacts = contactsSeen(edition, 'public');
  return members.map(({ id, name }) => {
    const theirs = contacts.filter((contact) => sorted(contact.name) === sorted(name));
    const ways = theirs.flatMap(({ email, phone }) => [email, phone]);
    const shared = (way: string): boolean =>
      contacts.some((other) => !theirs.includes(other) && [other.email, other.phone].includes(way));
    return { id, name, ways: ways.filter((way) => way !== '' && !shared(way)) };
  });
}

const particles = new Set(
  'van von der den de la le del della da das dos do di du al el bin ibn abu ben ter'.split(' '),
);

/** Words of everyday that are names too: in small letters, by themselves, they name nobody. Any language, as heard. */
const everyday = new Set(
  (
    'will mark may grace hope faith joy dawn rose jack bill rob pat sue art frank grant hunter dean miles max ' +
    'ray ace rich nick summer april june august sky christian guy don star sam young king cook long brown ' +
    'white black green bell hill wood woods park lane price day best love short little good strong field stone ' +
    'west north east bush ford banks page gray cross power free noble case fox wolf bird fish snow winter rain ' +
    'walker hall church major judge law rice post board rosa sol luz mar paz cruz leon blanca flor estrella ' +
    'pilar gracia clara alba luna aurora victoria gloria marina marin angel domingo rey reyes rios flores rojo ' +
    'blanco moreno delgado bravo prado vega cole ferro cola pierre claire blanche marine petit grand blanc ' +
    'roux noir roi lune belle ange ernst klein gross lang koch bauer keller kai mai mei stark neu sama dana ' +
    'dane lev roman mir vera slava veter mila ida eva lima costa bona bella luca vita dora ali'
  )
    .split(' ')
    .map((word) => heard(plain(word))),
);

/** Ends that a name takes on in other languages: Tomasza, Brandtowi, Розы, Zielińskiego, Tomaszin. As heard. */
export const ends = new Set(
  (
    'a i u e o em om ov ovi ove am ami ak iak im imi s es en ie oi oiu ei eiu ego emu iego iemu ogo omu iu ia ova ovei ovu ovoi ' +
    'in n t le ile sta ista sa isa lta ilta nak nek val vel tol rol ou is as'
  ).split(' '),
);

/** A part of a name, as it is compared. */
export interface Part {
  readonly whole: string;
  /** Without the last vowel, which other cases put another in the place of. */
  readonly stem: string;
  readonly everyday: boolean;
  /** As spoken it is too short to tell: compared as written. */
  readonly short: boolean;
  readonly initial: string;
}

function partFrom(written: string): Part {
  const said = heard(written);
  const short = said.length <= 3;
  const whole = short ? written : said;
  const stem = whole.length >= 4 && /[ai]$/u.test(whole) ? whole.slice(0, -1) : whole;
  return { whole, stem, everyday: everyday.has(said), short, initial: written.slice(0, 1) };
}

/** Somebody, and everything of them that a text may hold. */
export interface Sought {
  readonly id: string;
  readonly parts: readonly Part[];
  /** Handles in one word: tomaszbrandt, tbrandt, tomaszb. */
  readonly handles: ReadonlySet<string>;
  /** Those that are no word by chance; the others count where they are marked as a handle. */
  readonly longHandles: ReadonlySet<string>;
  /** Parts in scripts without capitals. */
  readonly letters: readonly string[];
  readonly mails: readonly string[];
  readonly phones: readonly string[];
}

export const digits = (text: string): string => text.replaceAll(/\D/gu, '');

export function soughtFrom({ id, name, ways }: Known): Sought {
  const all = partsOf(name).filter((part) => !particles.has(plain(part)));
  const cased = all.filter((part) => !uncased.test(part)).map(plain);
  const written = cased.filter((part) => part.length > 1);
  const pairs = written.flatMap((a) => written.filter((b) => b !== a).map((b) => [a, b] as const));
  const handles = pairs.flatMap(([a, b]) => [a + b, a.slice(0, 1) + b, b + a.slice(0, 1)]);
  const [first = '', ...rest] = written;
  const folded = all.filter((part) => uncased.test(part)).map(uncasedLetters);
  return {
    id,
    parts: written.map(partFrom),
    handles: new Set([...handles, ...rest.map((part) => first + part.slice(0, 1))].map(heard)),
    longHandles: new Set(handles.filter((handle) => handle.length >= 6).map(heard)),
    letters: [...folded, ...(folded.length > 1 ? [folded.join('')] : [])].filter((part) => part.length > 1),
    mails: ways.filter((way) => way.includes('@')).map((way) => way.toLowerCase()),
    phones: ways
      .filter((way) => !way.includes('@'))
      .map((way) => digits(way).slice(-9))
      .filter((n) => n.length >= 7),
  };
}
