/**
 * [Note: Held up] Words that the procedures keep out of what a team writes: an invitation to drop it (INT-14), a question
 * how to deal with it (INT-16), a say in penalties (INT-17), a promise of one response before there is a decision
 * (INT-18). Those wait for a second tap. Others are only pointed out: asking for an apology (RSP-27), questions that lead
 * or blame (FUP-06), words that judge. Patterns, and so never complete; the corpus beside it says how far they go.
 */
export const stopKinds = [
  'withdraw',
  'how-to-deal',
  'penalty-say',
  'promise',
  'apology',
  'leading',
  'judging',
] as const;

export type StopKind = (typeof stopKinds)[number];

/** Shapes of one language, on letters without case and marks. */
export type StopShapes = Readonly<Record<StopKind, readonly RegExp[]>>;
