import type { ReactNode } from 'react';
import type { Attendee } from '#domain/edition/attendees.ts';
import { Inert } from '../frame/inert.tsx';
import { useAttendeeWords } from './words.ts';

/** Somebody as their badge says it: exactly what is kept, and no more. */
export function Badge({ person: { name, badge, company, role } }: { person: Attendee }): ReactNode {
  const t = useAttendeeWords();
  const number = badge === '' ? '' : t.badge({ number: badge });
  const [first = '', ...others] = [name, number, company, role].filter((part) => part !== '');
  return (
    <>
      <b>
        <Inert text={first} />
      </b>
      {others.length > 0 && (
        <small>
          {others.map((part, n) => (
            <span key={`${n} ${part}`}>
              {n > 0 && ' · '}
              <Inert text={part} />
            </span>
          ))}
        </small>
      )}
    </>
  );
}
