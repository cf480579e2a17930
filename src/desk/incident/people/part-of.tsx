import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../../frame/places.ts';
import type { Opened } from '../../keys/protocol.ts';
import { usePeopleWords } from './words.ts';

/** Above everything of an incident that is handled in another one: where that is. */
export function PartOf({ opened }: { opened: Opened }): ReactNode {
  const t = usePeopleWords();
  const whole = opened.near.find(({ handles }) => handles);
  if (opened.handling.incident.partOf === '' || whole === undefined) return null;
  return (
    <p className="said soft">
      {t.partOf({ name: whole.codeName })}{' '}
      <Link href={deskPaths.incident(whole.incident)}>{t.openWhole({ name: whole.codeName })}</Link>
    </p>
  );
}
