import { fromHex, joined, sameBytes, sha256Hex } from '#seal/digest.ts';
import { turns } from './turns.ts';

/** How sure this browser is to keep what is laid down: for good, until it wants the room, or not at all. */
export type Keeping = 'kept' | 'may-go' | 'none';

/** A folder. A write that is cut may leave any part of its bytes, or nothing. */
export interface Disk {
  readonly files: () => Promise<readonly string[]>;
  readonly read: (file: string) => Promise<Uint8Array | null>;
  /** Replaces the file. Done when it lies on the disk. */
  readonly write: (file: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
  readonly keeping: () => Promise<Keeping>;
}

/** Where the hallway lays down what must outlive it. Whatever is written is there whole, or what was there before is. */
export interface Kept {
  readonly read: (name: string) => Promise<Uint8Array | null>;
  /** Rejects when it could not be laid down; then what was there before still is. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
  readonly keeping: () => Promise<Keeping>;
}

/**
 * [Note: Two slots]
 * A name has two files, and one of them counts: the newest whose digest holds. A write goes to the other one, is flushed,
 * and only then the old one is removed; so a phone that dies in the middle keeps the old or the new, never neither. A file
 * is its length (4 bytes), a counter (4 bytes), the SHA-256 of counter and body, and the body.
 */
const slots = ['a', 'b'] as const;
type Slot = (typeof slots)[number];
const headLength = 40;

interface Found {
  readonly slot: Slot;
  readonly counter: number;
  readonly body: Uint8Array;
}

const number = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

function framed(counter: number, body: Uint8Array): Uint8Array {
  const counted = joined(number(counter), body);
  return joined(number(body.length), number(counter), fromHex(sha256Hex(counted)), body);
}

/** What a file holds; null when it was cut. */
function unframed(slot: Slot, bytes: Uint8Array | null): Found | null {
  if (bytes === null || bytes.length < headLength) return null;
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  const [length, counter] = [head.getUint32(0), head.getUint32(4)];
  const body = bytes.slice(headLength);
  const sound = sameBytes(fromHex(sha256Hex(joined(number(counter), body))), bytes.subarray(8, headLength));
  return body.length === length && sound ? { slot, counter, body } : null;
}

const other = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a');
const fileOf = (name: string, slot: Slot): string => `${name}.${slot}`;

/** Names with two slots each, on a disk that only this one writes to, one thing at a time. */
export function keptOn(disk: Disk): Kept {
  const inTurn = turns();
  /** The slot that counts and its counter, of the names that were read or written. */
  const newest = new Map<string, Pick<Found, 'slot' | 'counter'>>();

  const look = async (name: string): Promise<Found | null> => {
    const both = await Promise.all(slots.map(async (slot) => unframed(slot, await disk.read(fileOf(name, slot)))));
    const [found, older] = both.filter((one) => one !== null).toSorted((x, y) => y.counter - x.counter);
    if (found === undefined) return null;
    // The phone died between writing and removing: what was replaced goes now.
    if (older !== undefined) await disk.remove(fileOf(name, older.slot)).catch(() => undefined);
    newest.set(name, { slot: found.slot, counter: found.counter });
    return found;
  };

  return {
    read: (name) => inTurn(async () => (await look(name))?.body ?? null),
    write: (name, bytes) =>
      inTurn(async () => {
        const before = newest.get(name) ?? (await look(name));
        const slot = before === null ? 'a' : other(before.slot);
        const counter = (before?.counter ?? 0) + 1;
        await disk.write(fileOf(name, slot), framed(counter, bytes));
        newest.set(name, { slot, counter });
        if (before !== null) await disk.remove(fileOf(name, before.slot)).catch(() => undefined);
      }),
    remove: (name) =>
      inTurn(async () => {
        const last = (newest.get(name) ?? (await look(name)))?.slot ?? 'b';
        newest.delete(name);
        // The one that counts goes last: nothing older comes up when this is cut.
        await disk.remove(fileOf(name, other(last)));
        await disk.remove(fileOf(name, last));
      }),
    names: () =>
      inTurn(async () => {
        const files = (await disk.files()).filter((file) => /\.[ab]$/u.test(file));
        return [...new Set(files.map((file) => file.slice(0, -2)))].toSorted();
      }),
    keeping: () => disk.keeping(),
  };
}
