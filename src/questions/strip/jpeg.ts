import { be16, be32, joined, le16, le32, standsAt } from './bytes.ts';

const soi = 0xd8;
const eoi = 0xd9;
const sos = 0xda;
const app0 = 0xe0;
const app1 = 0xe1;
const app14 = 0xee;

/** What a decoder needs: frames, tables, scans. Every other segment is left behind, known or not. */
const needed = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= sos && marker <= 0xdf);

const restarts = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** The orientation (1–8) of an Exif block that starts with its TIFF header, or 0. */
function orientationIn(tiff: Uint8Array): number {
  const big = standsAt(tiff, 0, 'MM');
  if (!big && !standsAt(tiff, 0, 'II')) return 0;
  const u16 = big ? be16 : le16;
  const u32 = big ? be32 : le32;
  const ifd = u32(tiff, 4);
  if (u16(tiff, 2) !== 42 || ifd < 8) return 0;
  const count = u16(tiff, ifd);
  for (let i = 0; i < count; i++) {
    const entry = ifd + 2 + i * 12;
    if (u16(tiff, entry) !== 0x0112) continue;
    const value = u16(tiff, entry + 8);
    return u16(tiff, entry + 2) === 3 && value >= 1 && value <= 8 ? value : 0;
  }
  return 0;
}

/** An Exif segment that says which way up the picture is, and nothing else. */
function orientationOnly(orientation: number): Uint8Array {
  // prettier-ignore
  return Uint8Array.of(
    0xff, app1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, // Exif
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8, // big-endian TIFF, first directory at 8
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry
    0, 0, 0, 0,
  );
}

/** JFIF with its density and without its thumbnail. */
function bareJfif(segment: Uint8Array): Uint8Array | null {
  if (segment.length < 18 || !standsAt(segment, 4, 'JFIF\0')) return null;
  const bare = segment.slice(0, 18);
  bare.set([0, 16], 2);
  bare.set([0, 0], 16);
  return bare;
}

/** Adobe's colour transform: without it some pictures turn green. Exactly its 12 bytes. */
function bareAdobe(segment: Uint8Array): Uint8Array | null {
  if (segment.length < 16 || !standsAt(segment, 4, 'Adobe')) return null;
  const bare = segment.slice(0, 16);
  bare.set([0, 14], 2);
  return bare;
}

/** Where the compressed data that starts at `at` ends: the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(0xff, at); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
    const next = bytes[i + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !restarts(next)) return i;
  }
  return -1;
}

/**
 * The picture without Exif (place, camera, time, thumbnail), XMP, IPTC, colour profile, comments, maker's trailers;
 * its orientation is kept. Null when the bytes are not a whole JPEG: then nothing is promised about them.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== soi) return null;
  const kept: Uint8Array[] = [];
  const heads: { jfif: Uint8Array | null; adobe: Uint8Array | null } = { jfif: null, adobe: null };
  let orientation = 0;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return null;
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) return null;
    if (marker === eoi) break;
    const length = be16(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === app0) heads.jfif ??= bareJfif(segment);
    else if (marker === app14) heads.adobe ??= bareAdobe(segment);
    else if (marker === app1 && standsAt(segment, 4, 'Exif\0\0')) orientation ||= orientationIn(segment.subarray(10));
    else if (needed(marker)) kept.push(segment);
    at = end;
    if (marker === sos) {
      const stop = endOfScan(bytes, at);
      if (stop < 0) return null;
      kept.push(bytes.subarray(at, stop));
      at = stop;
      scans++;
    }
  }
  if (scans === 0) return null;
  const front = [
    Uint8Array.of(0xff, soi),
    heads.jfif,
    orientation > 1 ? orientationOnly(orientation) : null,
    heads.adobe,
  ];
  return joined([...front.filter((part) => part !== null), ...kept, Uint8Array.of(0xff, eoi)]);
}
