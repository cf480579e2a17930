import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { Inert } from '../frame/inert.tsx';

interface Line {
  readonly label: string;
  readonly number: string;
}

/** Emergency numbers, then help lines that are published: nothing of the team's own (INT-24). */
export function helpLines(edition: Pick<Edition, 'emergency' | 'contacts'>): readonly Line[] {
  const lines = contactsOn(edition, 'crisis', 'public').flatMap(({ name, organisation, phone }) =>
    phone === '' ? [] : [{ label: name || organisation, number: phone }],
  );
  const others = edition.emergency.filter(({ number }) => !lines.some((line) => line.number === number));
  return [...others, ...lines];
}

/** Numbers under their labels, large enough to be read at arm's length. */
export function Numbers({ lines }: { lines: readonly Line[] }): ReactNode {
  return (
    <dl className="paper-numbers">
      {lines.map(({ label, number }) => (
        <div key={`${label} ${number}`}>
          <dt>
            <Inert text={label} />
          </dt>
          <dd dir="ltr">{number}</dd>
        </div>
      ))}
    </dl>
  );
}
