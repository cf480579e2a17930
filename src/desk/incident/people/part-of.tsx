import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../../frame/places.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { useIncidents } from '../../list/incidents.ts';
import { isTakenOut } from '../handling/told.ts';
import { usePeopleWords } from './words.ts';

/** Above everything of what a member wrote out of another report: that it was, and where that is, for who sees it. */
function WrittenOut({ opened }: { opened: Opened }): ReactNode {
  const t = usePeopleWords();
  const { rows } = useIncidents();
  const letter = rows?.find(({ incident }) => incident === opened.outOf);
  return (
    <p className="said soft">
      {t.extractNote()}{' '}
      {letter && <Link href={deskPaths.incident(letter.incident)}>{t.openWhole({ name: letter.codeName })}</Link>}
    </p>
  );
}

/** Above everything of an incident that is handled in another one: where that is. */
export function PartOf({ opened }: { opened: Opened }): ReactNode {
  const t = usePeopleWords();
  const whole = opened.near.find(({ handles }) => handles);
  if (opened.handling.incident.partOf === '' || whole === undefined)
    return isTakenOut(opened) ? <WrittenOut opened={opened} /> : null;
  return (
    <p className="said soft">
      {t.partOf({ name: whole.codeName })}{' '}
      <Link href={deskPaths.incident(whole.incident)}>{t.openWhole({ name: whole.codeName })}</Link>
    </p>
  );
}
