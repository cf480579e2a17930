import type { Roster } from '#domain/team/roster.ts';
import { hashNote, readNote, verifyRosters } from '#seal/roster.ts';
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

const lists = new WeakMap<readonly string[], ReadonlyMap<number, Roster>>();

/** The list of every accepted note, by version. */
export function listsOf({ notes }: Organisation): ReadonlyMap<number, Roster> {
  const read =
    lists.get(notes) ??
    new Map(
      notes.flatMap((text): readonly [number, Roster][] => {
        const note = readNote(text);
        return 'refused' in note ? [] : [[note.roster.version, note.roster]];
      }),
    );
  lists.set(notes, read);
  return read;
}

const brought = new WeakMap<readonly string[], ReadonlyMap<string, ReadonlySet<string>>>();

/** Who signed a note that holds a member's present keys, by member (sealing §6). */
export function introducersIn({ notes, root, org, roster }: Organisation): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = brought.get(notes);
  if (kept !== undefined) return kept;
  const chain = verifyRosters(root, org, notes);
  const accepted = 'refused' in chain ? [] : chain.rosters;
  const introducers = new Map(
    roster.members.map(({ id, ageHash, sign }) => {
      const holding = accepted.filter((note) =>
        note.roster.members.some((m) => m.id === id && m.ageHash === ageHash && m.sign === sign),
      );
      return [id, new Set(holding.flatMap(({ signedBy }) => signedBy))] as const;
    }),
  );
  brought.set(notes, introducers);
  return introducers;
}
