import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';
import { useChecked } from '../outgoing/checked.ts';
import type { Cleared } from './held.tsx';
import { useTalkWords } from './words.ts';

const naming: ReadonlySet<string> = new Set(['name', 'handle', 'contact', 'badge']);

/**
 * Asked once more before it is said, with what is known by now: a text that names who told us is not said, whoever read
 * it (RSP-17, CNF-02). What else was found and kept had its reason, and a second reader.
 */
export function Checked({
  opened,
  draft,
  for: what,
  children,
}: Pick<PartProps, 'opened'> & {
  draft: Cleared;
  for: 'conversation' | 'outcome';
  children: ReactNode;
}): ReactNode {
  const t = useTalkWords();
  const { check } = useChecked(opened);
  const text = Object.values(draft.parts).join('\n');
  const named = check(text, { for: what, language: draft.language })
    .filter(({ why, whose }) => whose === 'reporter' && naming.has(why))
    .map(({ found }) => found);
  if (named.length === 0) return children;
  return (
    <p className="said clay" role="alert">
      {t.namesReporter({ found: [...new Set(named)].join(', ') })}
    </p>
  );
}
