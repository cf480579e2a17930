import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
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
function Room({ edition: id }: { edition: string }): ReactNode {
  const t = useRotaWords();
  const { team, now } = useSession();
  const edition = editionOf(team, id);
  if (edition === undefined || edition.gathering === 'online') return null;
  const room = roomFor(edition, 'staff', now());
  return (
    <p>
      <b>{room === null ? t.goNoRoom() : t.goRoom({ room: room.name })}</b>
      {room !== null && room.way !== '' && (
        <>
          {' '}
          <Inert text={room.way} />
        </>
      )}
    </p>
  );
}

function One({ row, late }: { row: RingShown; late: boolean }): ReactNode {
  const t = useRotaWords();
  const clock = useClock(row.edition);
  const { codeName } = row;
  const when = whenOf(row.since, clock);
  return (
    <section className={late ? 'ring late' : 'ring'} aria-label={codeName}>
      <div>
        <h2>{late ? t.unanswered({ codeName }) : t.waking({ codeName })}</h2>
        <p>{late ? t.unansweredSince({ when }) : t.wakingSince({ when })}</p>
        {late && <Room edition={row.edition} />}
      </div>
      <Link className="btn" href={deskPaths.incident(row.incident)}>
        {t.openIt()}
      </Link>
    </section>
  );
}

function Line({ row }: { row: RingShown }): ReactNode {
  const clock = useClock(row.edition);
  return (
    <li>
      <Link href={deskPaths.incident(row.incident)}>{row.codeName}</Link> · {whenOf(row.since, clock)}
    </li>
  );
}

/** So many that they would push the page off a phone's screen: one card with a line each. */
function Many({ rows, late }: { rows: readonly RingShown[]; late: boolean }): ReactNode {
  const t = useRotaWords();
  const n = rows.length;
  const title = late ? t.unansweredMany({ n }) : t.wakingMany({ n });
  return (
    <section className={late ? 'ring late' : 'ring'} aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p>{late ? t.unansweredManyHint() : t.wakingManyHint()}</p>
        {late && [...new Set(rows.map(({ edition }) => edition))].map((id) => <Room key={id} edition={id} />)}
        <ul className="in-hand">
          {rows.map((row) => (
            <Line key={row.incident} row={row} />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** How many stand in full. */
const inFull = 2;

/**
 * Which rings stand over a page: all that nobody answers, and of the others those that this page is not about, where the
 * way to take it stands anyway.
 */
export function ringsAt(
  rows: readonly RingShown[],
  page: string,
  now: number,
): { readonly late: readonly RingShown[]; readonly waking: readonly RingShown[] } {
  const isHere = ({ incident }: RingShown): boolean => {
    const address = deskPaths.incident(incident);
    return page === address || page.startsWith(`${address}/`);
  };
  return {
    late: rows.filter(({ unanswered }) => unanswered <= now),
    waking: rows.filter((row) => row.unanswered > now && !isHere(row)),
  };
}

/** On every page: what cannot wait and nobody has; once everybody was woken in vain, where to go (CNS-01, CNS-05). */
export function Rings(): ReactNode {
  const { hear, lock, now } = useSession();
  const [page] = useLocation();
  const [rows, setRows] = useState<readonly RingShown[]>([]);
  usePolled(async () => {
    const answer = await ask.json<RingList>(staffPaths.api.rings);
    if (!isRefused(answer)) setRows(answer.rows);
    else if (answer.refused === 'locked') lock();
    else if (answer.refused === 'offline') hear(false);
  }, every);
  const { late, waking } = ringsAt(rows, page, now());
  // Both are there before anything is in them, or what comes is not read out.
  const spoken = [
    { role: 'alert', some: late },
    { role: 'status', some: waking },
  ] as const;
  return (
    <div className="rings">
      {spoken.map(({ role, some }) => (
        <div key={role} role={role} aria-atomic={false}>
          {some.length > inFull ? (
            <Many rows={some} late={role === 'alert'} />
          ) : (
            some.map((row) => <One key={row.incident} row={row} late={role === 'alert'} />)
          )}
        </div>
      ))}
    </div>
  );
}
