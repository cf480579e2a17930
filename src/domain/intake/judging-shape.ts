/** A shape on letters without case and marks, and what to write instead. */
export type JudgingShape = readonly [shape: RegExp, instead: string];
