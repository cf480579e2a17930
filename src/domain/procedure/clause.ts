/** Where a clause comes from: the document itself, the page it links to, or our strictest default. */
export const sources = ['seed', 'linked', 'default'] as const;
export type Source = (typeof sources)[number];

/** How binding the source words it. `info`: a fact or a context. */
export const forces = ['must', 'must-not', 'should', 'may', 'info'] as const;
export type Force = (typeof forces)[number];

/** A text in the languages the procedure ships; English is always there. */
export type Text = Readonly<Record<string, string>>;

/**
 * One thing a procedure says. `text` may hold names in braces, `{within:follow-up}`, which stand for what the data of
 * the same file says, so that prose and behaviour cannot differ (`procedure/values.ts` has the list).
 */
export interface Clause {
  readonly id: string;
  readonly text: Text;
  readonly force: Force;
  readonly source: Source;
  /** Rows of the requirement table it answers (docs/rows.md). */
  readonly rows: readonly string[];
}

/** The text in `language`, or the English one. */
export function say(text: Text, language: string): string {
  return text[language] ?? text['en'] ?? '';
}
