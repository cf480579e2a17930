import { hashNote, readNote } from '#seal/roster.ts';
import type { Organisation } from '../editions.ts';

const known = new WeakMap<readonly string[], ReadonlyMap<number, string>>();

/** Version and hash of every accepted note: what a header may name. */
export function hashesOf({ notes }: Organisation): ReadonlyMap<number, string> {
  const hashes =
    known.get(notes) ??
    new Map(
      notes.flatMap((note): readonly [number, string][] => {
        const read = readNote(note);
        return 'refused' in read ? [] : [[read.roster.version, hashNote(note)]];
      }),
    );
  known.set(notes, hashes);
  return hashes;
}
