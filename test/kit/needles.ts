import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder, whatever it is. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The ways a word could lie about: as it is, as UTF-16 either way round, percent-encoded, JSON-escaped, base64 at each of three offsets. */
function disguises(word: string): readonly Buffer[] {
  const plain = Buffer.from(word, 'utf8');
  const escaped = JSON.stringify(word)
    .slice(1, -1)
    .replaceAll(/[^\0-\u007f]/gu, (c) => `\\u${c.codePointAt(0)?.toString(16).padStart(4, '0')}`);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .replaceAll('=', '');
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, -2));
  });
  const texts = [encodeURIComponent(word), escaped, plain.toString('hex')].map((text) => Buffer.from(text));
  const wide = Buffer.from(word, 'utf16le');
  return [plain, wide, Buffer.from(wide).swap16(), ...texts, ...base64].filter((needle) => needle.length >= 5);
}

/** Where any of the words stands in any file below the folders, in any disguise: `word in file`. */
export function foundIn(folders: readonly string[], words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const file of folders.flatMap(filesBelow)) {
    const bytes = readFileSync(file);
    for (const word of words)
      if (disguises(word).some((needle) => bytes.includes(needle))) found.push(`${word} in ${file}`);
  }
  return found;
}
