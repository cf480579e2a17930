import type { ReactNode } from 'react';
import type { Edition, Phone } from '#domain/edition/edition.ts';
import { useWords } from '../language/words.tsx';

/** A number as a phone dials it: digits, with the plus in front. */
export const dialled = (number: string): string => `tel:${number.replaceAll(/[^\d+*#]/gu, '')}`;

export function Tel({ number, label = '' }: { number: string; label?: string }): ReactNode {
  return (
    <a className="tel" href={dialled(number)}>
      {label !== '' && <span>{label} </span>}
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

/** Emergency numbers first, then the team's own. */
export function phonesOf(edition: Pick<Edition, 'emergency' | 'teamPhone'>, team: string): readonly Phone[] {
  const own = edition.teamPhone === '' ? [] : [{ label: team, number: edition.teamPhone }];
  return [...edition.emergency, ...own];
}

/** Always there, also while somebody tells something, and on a phone that was handed to them. */
export function EmergencyBar({ edition }: { edition: Pick<Edition, 'emergency'> }): ReactNode {
  const { t } = useWords();
  if (edition.emergency.length === 0) return null;
  return (
    <nav className="emergency" aria-label={t.emergencyBar()}>
      {edition.emergency.map(({ label, number }) => (
        <Tel key={number} number={number} label={label} />
      ))}
    </nav>
  );
}

/** The numbers, large: one tap each. */
export function BigNumbers({ phones }: { phones: readonly Phone[] }): ReactNode {
  const { t } = useWords();
  if (phones.length === 0) return <p>{t.noNumbers()}</p>;
  return (
    <ul className="big-numbers">
      {phones.map(({ label, number }) => (
        <li key={number + label}>
          <a className="btn danger" href={dialled(number)}>
            <span>{label}</span> <bdi dir="ltr">{number}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
