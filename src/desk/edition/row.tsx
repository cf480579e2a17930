import { useState, type ReactNode } from 'react';
import { Inert } from '../frame/inert.tsx';

interface Props {
  /** What the closed row is known by, and a little beside it. */
  readonly title: string;
  /** What stands there while it has no title. */
  readonly untitled: string;
  readonly beside: ReactNode;
  /** The path of its fields, as `contacts.2`. */
  readonly path: string;
  readonly wrong: readonly string[];
  readonly children: ReactNode;
}

/** One row of a long list: closed to a line until it is worked on; a new one and a wrong one are open. */
export function Row({ title, untitled, beside, path, wrong, children }: Props): ReactNode {
  const [open, setOpen] = useState(title === '');
  const faulty = wrong.some((place) => place.startsWith(`${path}.`));
  return (
    <details className="card" open={open || faulty} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>
          <Inert text={title || untitled} />
        </b>{' '}
        <span className="soft">{beside}</span>
      </summary>
      {children}
    </details>
  );
}
