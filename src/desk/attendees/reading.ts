import { columnsGuessed, mostAttendees } from '#domain/edition/attendees.ts';
import { textIn } from './charset.ts';
import type { Parse } from './parser.ts';
import { withJoinedNames, type Table } from './table.ts';

/** Bytes of a file that is read at all: twenty thousand people with every answer a ticket shop asks for. */
export const mostBytes = 30_000_000;

/** Why a file is no list. `line`: about where, from 1. */
export type Wrong =
  | { readonly wrong: 'empty' | 'other' | 'no-heading' | 'one-column' | 'nobody' | 'too-large' | 'unread' }
  | { readonly wrong: 'open-quote'; readonly line: number }
  | { readonly wrong: 'too-many'; readonly rows: number };

const separators = [',', ';', '\t'] as const;
/** Characters in which the line of headings is looked for. */
const top = 100_000;

const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== '').length;

/** The separator that makes the most of the first line: quotes are heeded, a comma within a heading is none. */
function separatorOf(text: string, parse: Parse): string {
  const begin = text.slice(0, top);
  const columns = separators.map(
    (delimiter) =>
      parse(begin, { delimiter, newline: '\n', preview: 1, skipEmptyLines: 'greedy' }).data[0]?.length ?? 0,
  );
  return separators[columns.indexOf(Math.max(...columns))] ?? ',';
}

/** `="0452"` is how spreadsheets are told that a number is text. Mail addresses are never kept (FLD-10). */
function cellOf(cell: string): string {
  const text = /^="([^"]*)"$/u.exec(cell.trim())?.[1] ?? cell;
  return text.includes('@')
    ? text.slice(0, 1_000).replaceAll(/<?[^\s<>"'(,;]+@[^\s<>"'),;]+\.[^\s<>"'),;]+>?/gu, '')
    : text;
}

/** Whether a line is somebody and not the names of columns. */
const isSomebody = (row: readonly string[]): boolean =>
  row.some((cell) => /[^\s@]@[^\s@]+\.[^\s@]/u.test(cell) || /^[+\d][\d\s().-]*$/u.test(cell.trim()));

/** A quotation mark that ends no cell where it stands: the cell may go on until the next one, lines below. */
const within =
  (rows: readonly (readonly string[])[]) =>
  ({ code }: { readonly code: string }): boolean =>
    code === 'InvalidQuotes' && rows.some((row) => row.some((cell) => cell.includes('\n') && cell.includes('"')));

/** A file of a ticket shop, read as a table. `parse`: papaparse's. */
export function tableIn(bytes: Uint8Array, parse: Parse): Table | Wrong {
  const read = textIn(bytes);
  if (read === null) return { wrong: 'other' };
  const lines = read.replaceAll(/\r\n?/gu, '\n');
  // Some spreadsheets say their separator in a line of its own.
  const said = /^"?sep=([,;\t])"?\n/u.exec(lines);
  const text = lines.slice(said?.[0].length ?? 0);
  if (text.trim() === '') return { wrong: 'empty' };
  const delimiter = said?.[1] ?? separatorOf(text, parse);
  const { data, errors } = parse(text, { delimiter, newline: '\n', skipEmptyLines: 'greedy' });
  const [heading = [], ...rows] = data;
  const open = errors.find(({ code }) => code === 'MissingQuotes') ?? errors.find(within(data));
  // The rest of the file, or some lines of it, would be one person's name.
  if (open !== undefined) return { wrong: 'open-quote', line: (open.row ?? 0) + 1 };
  if (heading.length < 2 && rows.every((row) => row.length < 2)) return { wrong: 'one-column' };
  if (filled(heading) < 2 || isSomebody(heading)) return { wrong: 'no-heading' };
  if (rows.length === 0) return { wrong: 'nobody' };
  if (rows.length > mostAttendees) return { wrong: 'too-many', rows: rows.length };
  const named = heading.map((cell) => cell.replaceAll(/\s+/gu, ' ').trim());
  const cells = rows.map((row) => row.map(cellOf));
  return withJoinedNames({ heading: named, rows: cells, guessed: columnsGuessed(named) });
}
