import type { Columns } from '#domain/edition/attendees.ts';

/** A file as a table: its first line names the columns. Mail addresses are out of it already. */
export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By the heading; whoever brings it in looks it over. */
  readonly guessed: Columns;
}

const firsts = ['first name', 'given name', 'forename', 'nombre', 'nombres'];
const lasts = ['last name', 'family name', 'surname', 'apellido', 'apellidos', 'primer apellido'];

const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The first column that is called so, or else whose heading ends so; −1: none. */
function columnOf(headings: readonly string[], wanted: readonly string[]): number {
  const whole = headings.findIndex((heading) => wanted.includes(heading));
  return whole >= 0 ? whole : headings.findIndex((heading) => wanted.some((word) => heading.endsWith(` ${word}`)));
}

/**
 * Many shops give first and last names a column each. Where there is no whole name, both together stand as one more
 * column at the end, and it is the name.
 */
export function withJoinedNames({ heading, rows, guessed }: Table): Table {
  const headings = heading.map(plain);
  const [first, last] = [columnOf(headings, firsts), columnOf(headings, lasts)];
  const hasWhole = guessed.name >= 0 && guessed.name !== first && guessed.name !== last;
  if (first < 0 || last < 0 || first === last || hasWhole) return { heading, rows, guessed };
  const joined = (row: readonly string[]): string => `${row[first] ?? ''} ${row[last] ?? ''}`.trim();
  return {
    heading: [...heading, `${heading[first] ?? ''} + ${heading[last] ?? ''}`],
    rows: rows.map((row) => [...heading.map((_, column) => row[column] ?? ''), joined(row)]),
    guessed: { ...guessed, name: heading.length },
  };
}
