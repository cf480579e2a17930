import { paths } from '#wire/paths.ts';
import { pageOf } from './page.ts';

/** What a poster's link says of the organisation's root key: its fingerprint and the lowest acceptable list. */
export interface Fingerprint {
  readonly org: string;
  readonly version: number;
}

const shape = /^#k=([0-9a-hjkmnp-tv-z]{20})(?:\.(\d{1,9}))?(?:&at=.*)?$/u;

/**
 * Reads `#k=<20 characters>.<minimum version>`, with a place behind it or not; null when the link carries none. The
 * fragment never leaves the browser.
 */
export function fingerprintIn(hash: string): Fingerprint | null {
  const [, org, version = 0] = shape.exec(hash) ?? [];
  return org === undefined ? null : { org, version: Number(version) };
}

/** Hands on what a poster's link carries to the pages that check it, and to the form. */
export function carry(hash: string): void {
  if (fingerprintIn(hash) === null) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const ours = link.origin === location.origin && link.pathname.startsWith(paths.start(pageOf().edition));
    if (ours && link.hash === '') link.hash = hash;
  }
}
