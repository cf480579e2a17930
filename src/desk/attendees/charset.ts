const begins = (bytes: Uint8Array, with_: readonly number[]): boolean => with_.every((byte, i) => bytes[i] === byte);

/** What is no text whatever its name says: PDF, the zip of a spreadsheet, an older spreadsheet. */
const others = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const decoded = (bytes: Uint8Array, charset: string): string => new TextDecoder(charset).decode(bytes);

/**
 * The text of a file that does not say what it is written in: by its first bytes, else UTF-8, else what Windows writes in
 * western Europe. One broken letter does not make UTF-8 something else. Null: no text at all.
 */
export function textIn(bytes: Uint8Array): string | null {
  if (others.some((first) => begins(bytes, first))) return null;
  if (begins(bytes, [0xff, 0xfe])) return decoded(bytes, 'utf-16le');
  if (begins(bytes, [0xfe, 0xff])) return decoded(bytes, 'utf-16be');
  const text = decoded(bytes, 'utf-8');
  // No table has it; a picture, a program and UTF-16 that does not say so are full of it.
  if (text.includes('\0')) return null;
  const broken = text.match(/\uFFFD/gu)?.length ?? 0;
  const sound = broken === 0 ? 0 : (text.match(/[^\0-\x7f\uFFFD]/gu)?.length ?? 0);
  return broken > sound ? decoded(bytes, 'windows-1252') : text;
}
