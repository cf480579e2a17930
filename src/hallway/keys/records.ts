import { textOf, utf8 } from '#seal/digest.ts';
import type { Kept } from './files.ts';

/** A JSON value under a name; null when there is none that can be read. */
export async function readRecord<T>(kept: Kept, name: string): Promise<T | null> {
  const bytes = await kept.read(name).catch(() => null);
  const text = bytes && textOf(bytes);
  return text === null ? null : (JSON.parse(text) as T);
}

export function writeRecord(kept: Kept, name: string, value: unknown): Promise<void> {
  return kept.write(name, utf8(JSON.stringify(value)));
}

/** Everything under names that begin so; what cannot be read is passed over and stays. */
export async function recordsUnder<T>(kept: Kept, start: string): Promise<readonly T[]> {
  const names = (await kept.names()).filter((name) => name.startsWith(start));
  const read = await Promise.all(names.map((name) => readRecord<T>(kept, name)));
  return read.filter((one) => one !== null);
}
