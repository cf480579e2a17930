import { be32, joined, standsAt, textAt } from './bytes.ts';

const signature = '\x89PNG\r\n\x1a\n';

/** The picture, its palette, transparency, colour numbers, density and animation: nothing that can hold a text. */
const kept = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'cICP',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);

/** A chunk whose name starts with a capital cannot be left out without breaking the picture. */
const critical = (name: string): boolean => /^[A-Z]/u.test(name);

/**
 * The picture without texts, times, Exif, colour profile, unknown chunks, or anything behind its end (cropped
 * screenshots have left the rest of the screen there). Null when the bytes are not a whole PNG.
 */
export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!standsAt(bytes, 0, signature)) return null;
  const parts = [bytes.subarray(0, 8)];
  const names = new Set<string>();
  let at = 8;
  for (;;) {
    const length = be32(bytes, at);
    const end = at + 12 + length;
    if (length < 0 || length > 0x7fff_ffff || end > bytes.length) return null;
    const name = textAt(bytes, at + 4, 4);
    if (names.size === 0 && (name !== 'IHDR' || length !== 13)) return null;
    if (kept.has(name)) parts.push(bytes.subarray(at, end));
    else if (critical(name)) return null;
    names.add(name);
    at = end;
    if (name === 'IEND') break;
  }
  return names.has('IDAT') ? joined(parts) : null;
}
