import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useIncidents } from '../../list/incidents.ts';
import { useNames } from '../conflict/names.ts';
import { toldOf } from '../handling/told.ts';
import { usePeopleWords } from './words.ts';

/**
 * Who has no part in this report any more and reads what was taken out of it before: the two have readers of their own, so
 * somebody who reads both decides.
 */
function StillRead({ opened, other }: { opened: Opened; other: string }): ReactNode {
  const t = usePeopleWords();
  const { each } = useNames();
  const { keys } = useSession();
  const [still, setStill] = useState<readonly string[]>([]);
  const { incident } = opened.row;
  const apart = opened.apart.join(' ');
  useEffect(() => {
    let over = false;
    const look = async (): Promise<void> => {
      const seen = apart === '' ? null : await keys.linkCost(incident, other).catch(() => null);
      if (!over) setStill(seen === null || 'refused' in seen ? [] : seen.cost.wouldLose);
    };
    void look();
    return () => {
      over = true;
    };
  }, [keys, incident, other, apart]);
  return still.length > 0 && <Said tone="clay">{t.takenStill({ names: each(still) })}</Said>;
}

/** What members wrote out of this report: only what this member sees. */
export function TakenOut({ opened }: { opened: Opened }): ReactNode {
  const t = usePeopleWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { rows } = useIncidents();
  const seen = toldOf(opened, 'extracted').flatMap((told) => {
    const row = rows?.find(({ incident }) => incident === told.facts['other']);
    return row === undefined ? [] : [{ told, row }];
  });
  if (seen.length === 0) return null;
  return (
    <>
      <h4>{t.takenOnes()}</h4>
      <ul className="cards">
        {seen.map(({ told: { hash, who, at, body }, row: { incident, codeName } }) => (
          <li key={hash} className="card">
            <Link href={deskPaths.incident(incident)}>{codeName}</Link>
            <p className="soft">{t.takenBy({ name: whoIs(desk, who), when: whenOf(at, clock) })}</p>
            <Inert block text={body.text} />
            <StillRead opened={opened} other={incident} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where it was written out of, for who sees that too. */
export function OutOf({ opened }: { opened: Opened }): ReactNode {
  const t = usePeopleWords();
  const { rows } = useIncidents();
  const letter = rows?.find(({ incident }) => incident === opened.outOf);
  if (letter === undefined) return <p className="soft">{t.extractNote()}</p>;
  const { incident, codeName: name } = letter;
  return (
    <p>
      <Link href={deskPaths.incident(incident)}>{t.takenOut({ name })}</Link>
      <br />
      <small className="soft">{t.takenOutNote()}</small>
    </p>
  );
}
