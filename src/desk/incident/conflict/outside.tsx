import type { ReactNode } from 'react';
import { editionOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { outsideOf } from './standing.ts';

/** Whom to turn to when nobody of the team is left; plainly when there is nobody either (COI-06). */
export function Outside({ edition }: { edition: string }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const outside = outsideOf(editionOf(team, edition)?.contacts ?? []);
  if (outside.length === 0) return <p>{t.nobodyLeftNoContact()}</p>;
  return (
    <>
      <p>{t.nobodyLeftTurnTo()}</p>
      <ul className="plainly">
        {outside.map(({ name, ways }) => (
          <li key={name}>
            <b>{name}</b> <bdi>{ways.join(' · ')}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
