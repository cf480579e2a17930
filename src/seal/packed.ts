import type { Header } from '#domain/record/header.ts';
import { joined, textOf, utf8 } from './digest.ts';
import { SealError } from './error.ts';

/**
 * [Note: What is inside says what is outside]
 * age hides and protects bytes but knows nothing of whose they are. So the first line inside repeats what ties the file
 * to its place and its author: otherwise a server could lay one person's message under another person's header, or a
 * member could pass a sealed letter on as their own. `to` is in it against re-sealing to somebody else, `by` against
 * claiming another's file. `seq` and `prev` are not: an entry that lost a race is signed again, not sealed again.
 *
 * The opener knows every field but the length, so it writes the line itself and compares bytes. There is no optional
 * expectation to forget, no key order and no second spelling to argue about.
 */

/** What the first line inside a sealed file repeats of the header around it. A call has no header, and no history. */
export type Binding = Pick<Header, 'org' | 'id' | 'kind' | 'compartment' | 'epoch' | 'to' | 'by'> & {
  readonly stream: Header['stream'] | `call/${string}`;
};

/** Least sizes of what is sealed, in bytes: entries all look alike up to 4 KiB, grants are always 640 B. */
export const floors = { entry: 4096, grant: 640 } as const;
const longestLine = 4096;

/**
 * Padmé (Nikitin et al., PURBs, PoPETs 2019, §4): the least length ≥ `n` whose low bits are zero beyond
 * log2(log2 n) + 1 significant ones. At most 12 % more; leaks O(log log n) bits. Below 2 it is `n`.
 */
export function padme(n: number): number {
  if (n < 2) return n;
  const exponent = Math.floor(Math.log2(n));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(n / step) * step;
}

/** The packed line for a body of `length` bytes: always the same text for the same header. */
function lineFor(b: Binding, length: number): Uint8Array {
  return utf8(
    JSON.stringify({
      t: 'recourse/v1/packed',
      org: b.org,
      stream: b.stream,
      id: b.id,
      kind: b.kind,
      compartment: b.compartment,
      epoch: b.epoch,
      to: b.to,
      by: b.by,
      len: length,
    }),
  );
}

/**
 * The plain text of a sealed file: the line, a newline, the body, zeros up to `max(floor, padme)`. Throws
 * `SealError('bad-draft')` for a line over 4,096 bytes, which nobody would open.
 */
export function pack(binding: Binding, body: Uint8Array, floor: number): Uint8Array {
  const line = lineFor(binding, body.length);
  if (line.length > longestLine) throw new SealError('bad-draft', 'packed line');
  const used = line.length + 1 + body.length;
  const out = new Uint8Array(Math.max(floor, padme(used)));
  out.set(joined(line, utf8('\n')));
  out.set(body, line.length + 1);
  return out;
}

/** The line that a plain text begins with: where it ends, and the length it says. The refusals are `unpack`'s. */
function lineIn(
  binding: Binding,
  plain: Uint8Array,
): { readonly end: number; readonly length: number } | { readonly refused: 'bad-file' | 'not-the-header' } {
  const end = plain.subarray(0, longestLine + 1).indexOf(10);
  const line = end < 0 ? null : textOf(plain.subarray(0, end));
  if (line === null) return { refused: 'bad-file' };
  // The length stands last in the line; everything else is known, so the line is made again and compared.
  const length = Number(/,"len":(0|[1-9][0-9]{0,15})\}$/u.exec(line)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(length)) return { refused: 'not-the-header' };
  return textOf(lineFor(binding, length)) === line ? { end, length } : { refused: 'not-the-header' };
}

/**
 * The beginning of a body from the beginning of its plain text, and the length it says of itself; null where the line is
 * not this header's. Whether the rest is whole is not known: nothing is shown of it but what it is called.
 */
export function unpackHead(
  binding: Binding,
  plain: Uint8Array,
): { readonly body: Uint8Array; readonly length: number } | null {
  const line = lineIn(binding, plain);
  return 'refused' in line ? null : { body: plain.slice(line.end + 1), length: line.length };
}

/**
 * The body inside. `not-the-header`: the line is not exactly the one this header asks for (a key more, a key less,
 * another order or value). `bad-file`: no line, or padding that is not zero or not of the one right length.
 */
export function unpack(
  binding: Binding,
  plain: Uint8Array,
  floor: number,
): Uint8Array | { readonly refused: 'bad-file' | 'not-the-header' } {
  const line = lineIn(binding, plain);
  if ('refused' in line) return line;
  const { end, length } = line;
  const used = end + 1 + length;
  if (plain.length !== Math.max(floor, padme(used))) return { refused: 'bad-file' };
  if (plain.subarray(used).some((byte) => byte !== 0)) return { refused: 'bad-file' };
  return plain.slice(end + 1, used);
}
