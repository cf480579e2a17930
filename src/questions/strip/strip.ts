import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

export interface Stripped {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const ways = [
  ['image/jpeg', stripJpeg],
  ['image/png', stripPng],
  ['image/webp', stripWebp],
] as const;

/**
 * The picture without the hidden facts in its file: where, when, with what it was taken. Bytes are copied by
 * allow-list; the picture is never decoded (a canvas falsifies it silently in Tor Browser). What it is, is read from
 * the bytes, not from a name. Null: not one of these kinds, or not whole; then nothing hidden can be taken out.
 * (MSG-07; sealing rule for attachments.)
 */
export function strip(bytes: Uint8Array): Stripped | null {
  for (const [type, way] of ways) {
    const stripped = way(bytes);
    if (stripped !== null) return { type, bytes: stripped };
  }
  return null;
}
