/** How a text is read: the separator is said, and lines end in `\n`. */
interface How {
  readonly delimiter: string;
  readonly newline: '\n';
  /** So many lines at most. */
  readonly preview?: number;
  readonly skipEmptyLines: 'greedy';
}

/** The part of `papaparse` that is used: text in, rows out. Never its workers, its fetching or its way back to text. */
export type Parse = (
  text: string,
  how: How,
) => {
  readonly data: readonly (readonly string[])[];
  /** `row`: from 0, the first line too. */
  readonly errors: readonly { readonly code: string; readonly row?: number }[];
};

/** Fetched when somebody brings in a list, and by nobody else. */
export async function parser(): Promise<Parse> {
  const { default: papa } = await import('papaparse');
  return papa.parse;
}
