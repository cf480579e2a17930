import type { ReactNode } from 'react';
import type { GuideEntry } from '#domain/edition/edition.ts';
import { Tel } from '../frame/phones.tsx';

/** Entries of the guide as they were written. */
export function Entries({ entries, level: H }: { entries: readonly GuideEntry[]; level: 'h2' | 'h3' }): ReactNode {
  return (
    <ul className="entries">
      {entries.map(({ id, title, text, phone, address }) => (
        <li key={id}>
          <H>{title}</H>
          {text !== '' && <p className="as-written">{text}</p>}
          {phone !== '' && (
            <p>
              <Tel number={phone} />
            </p>
          )}
          {address !== '' && <p className="soft">{address}</p>}
        </li>
      ))}
    </ul>
  );
}
