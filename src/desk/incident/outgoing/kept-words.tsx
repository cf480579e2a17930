import type { ReactNode } from 'react';
import { Inert } from '../../frame/inert.tsx';

/** Words that could give somebody away and stayed all the same, each with why. */
export function KeptWords({
  title,
  kept,
}: {
  title: string;
  kept: readonly { readonly found: string; readonly why: string }[];
}): ReactNode {
  if (kept.length === 0) return null;
  return (
    <section className="kept-words" aria-label={title}>
      <h4>{title}</h4>
      <ul>
        {kept.map(({ found, why }) => (
          <li key={`${found} ${why}`}>
            <mark>
              <Inert text={found} />
            </mark>
            <small>
              <Inert text={why} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
