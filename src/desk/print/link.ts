import { paths } from '#wire/paths.ts';

interface Poster {
  readonly origin: string;
  readonly edition: string;
  /** Fingerprint of the organisation's root key, and the version of the list that this desk has verified. */
  readonly org: string;
  readonly version: number;
  /** Where it hangs, or `''`. */
  readonly place: string;
}

/**
 * What a code leads to: the event's page, with the key it must answer for and the list it may not go behind. Both, and the
 * place, stand behind the `#`: no request carries them.
 */
export function posterLink({ origin, edition, org, version, place }: Poster): string {
  const at = place === '' ? '' : `&at=${encodeURIComponent(place)}`;
  return `${origin}${paths.start(edition)}#k=${org}.${version}${at}`;
}

/** An address of ours for a hand that types: without what only a code carries. */
export function typedAddress(origin: string, path: string): string {
  return origin.replace(/^https?:\/\//u, '') + path;
}

/** A fingerprint in groups of four, as an eye compares them. */
export function groupsOf(fingerprint: string): readonly string[] {
  return fingerprint.match(/.{1,4}/gu) ?? [];
}

/** Places as they were typed, one on each line: each once, none longer than a form takes up. */
export function placesIn(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => [...line.trim()].slice(0, 80).join(''));
  return [...new Set(lines.filter((line) => line !== ''))];
}
