import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { roomFor } from '#domain/edition/rooms.ts';
import type { RingList, RingShown } from '#wire/rings.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { usePolled } from '../frame/polled.ts';
import { editionOf, useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { asking, isRefused } from '../sending/ask.ts';
import { useRotaWords } from './words.ts';
import './rota.css';

const ask = asking();
const every = 10_000;

/** Where to go when neither phone nor mail reaches anybody: the staff room of the day (CNS-05). */
function Unanswered({ row }: { row: RingShown }): ReactNode {
  const t = useRotaWords();
  const { team, now } = useSession();
  const clock = useClock(row.edition);
  const edition = editionOf(team, row.edition);
  const room = edition === undefined ? null : roomFor(edition, 'staff', now());
  return (
    <>
      <h2>{t.unanswered({ codeName: row.codeName })}</h2>
      <p>{t.unansweredSince({ when: whenOf(row.since, clock) })}</p>
      {edition !== undefined && edition.gathering !== 'online' && (
        <p>
          <b>{room === null ? t.goNoRoom() : t.goRoom({ room: room.name })}</b>
          {room !== null && room.way !== '' && (
            <>
              {' '}
              <Inert text={room.way} />
            </>
          )}
        </p>
      )}
    </>
  );
}

function One({ row, late }: { row: RingShown; late: boolean }): ReactNode {
  const t = useRotaWords();
  const clock = useClock(row.edition);
  return (
    <section className={late ? 'ring late' : 'ring'} aria-label={row.codeName}>
      <div>
        {late ? (
          <Unanswered row={row} />
        ) : (
          <>
            <h2>{t.waking({ codeName: row.codeName })}</h2>
            <p>{t.wakingSince({ when: whenOf(row.since, clock) })}</p>
          </>
        )}
      </div>
      <Link className="btn" href={deskPaths.incident(row.incident)}>
        {t.openIt()}
      </Link>
    </section>
  );
}

/** On every page: what cannot wait and nobody has; once everybody was woken in vain, where to go (CNS-01, CNS-05). */
export function Rings(): ReactNode {
  const { hear, lock, now } = useSession();
  const [rows, setRows] = useState<readonly RingShown[]>([]);
  usePolled(async () => {
    const answer = await ask.json<RingList>(staffPaths.api.rings);
    if (!isRefused(answer)) setRows(answer.rows);
    else if (answer.refused === 'locked') lock();
    else if (answer.refused === 'offline') hear(false);
  }, every);
  const isLate = ({ unanswered }: RingShown): boolean => unanswered <= now();
  // Both are there before anything is in them, or what comes is not read out.
  const spoken = [
    { role: 'alert', some: rows.filter(isLate) },
    { role: 'status', some: rows.filter((row) => !isLate(row)) },
  ] as const;
  return (
    <div className="rings">
      {spoken.map(({ role, some }) => (
        <div key={role} role={role} aria-atomic={false}>
          {some.map((row) => (
            <One key={row.incident} row={row} late={role === 'alert'} />
          ))}
        </div>
      ))}
    </div>
  );
}
