import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../../frame/places.ts';
import { useSession } from '../../frame/session.tsx';
import type { ContinuedSeen } from '../../keys/incident-seen.ts';
import { useTakenWords } from './words.ts';

/** The incident that holds the part it goes on from, for who may open that one. */
export function Continued({ incident }: { incident: string }): ReactNode {
  const t = useTakenWords();
  const { keys } = useSession();
  const [found, setFound] = useState<ContinuedSeen | null>(null);
  useEffect(() => {
    let gone = false;
    void keys.continued(incident).then((answer) => {
      if (!gone) setFound('refused' in answer ? { from: null } : answer);
    });
    return () => {
      gone = true;
    };
  }, [keys, incident]);
  if (found === null) return <p className="soft slow">{t.continuesLooking()}</p>;
  if (found.from === null) return <p className="said soft">{t.continuesElse()}</p>;
  return (
    <p>
      {t.continues()} <Link href={deskPaths.incident(found.from.incident)}>{found.from.codeName}</Link>
    </p>
  );
}
