import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Edition } from '#domain/edition/edition.ts';
import { onDutyAt, turnOf } from '#domain/edition/rota.ts';
import { deskPaths } from '../frame/places.ts';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { isOwn, useOwed } from '../list/owed.ts';
import { useRotaWords } from './words.ts';
import './rota.css';

/** How long before a turn is over it is said what to hand over, ms. */
const before = 60 * 60_000;
const day = 24 * 60 * 60_000;

/** What this member has in hand, while it can still be handed over in calm. */
function HandOver({ edition, until }: { edition: Edition; until: number }): ReactNode {
  const t = useRotaWords();
  const { team } = useSession();
  const clock = useClock(edition.id);
  const { rows } = useOwed();
  const own = (rows ?? []).filter((row) => row.edition === edition.id && isOwn(row, team.me));
  const incidents = new Map(own.map(({ incident, codeName }) => [incident, codeName]));
  return (
    <details className="card" open>
      <summary>{t.handHeading()}</summary>
      {incidents.size === 0 ? (
        <p>{t.handNone()}</p>
      ) : (
        <>
          <p>{t.handBody({ when: whenOf(until, clock) })}</p>
          <ul className="in-hand">
            {[...incidents].map(([incident, codeName]) => (
              <li key={incident}>
                <Link href={deskPaths.part(incident, 'lead')}>{t.handOver({ codeName })}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Now({ edition }: { edition: Edition }): ReactNode {
  const t = useRotaWords();
  const { language } = useWords();
  const { team, now } = useSession();
  const clock = useClock(edition.id);
  const duty = onDutyAt(edition, now());
  const own = turnOf(edition, team.me.id, now()).until;
  const until = Math.min(...duty.map((one) => one.until));
  const names = duty.map(({ member }) => nameOf(team, member)).filter((name) => name !== '');
  return (
    <div className="on-duty">
      <p className="soft">
        {names.length === 0
          ? t.onDutyNone()
          : t.onDutyNow({ names: new Intl.ListFormat(language).format(names), when: whenOf(until, clock) })}{' '}
        {own !== null && <b>{t.youOnDuty({ when: whenOf(own, clock) })}</b>}
      </p>
      {own !== null && own - now() <= before && <HandOver edition={edition} until={own} />}
    </div>
  );
}

/** Who is on duty now, of the events that have a rota and are near. */
export function OnDutyNow(): ReactNode {
  const { team, now } = useSession();
  const near = team.editions
    .map(({ edition }) => edition)
    .filter(({ rota, from, to }) => {
      return rota.length > 0 && Date.parse(from) - 2 * day < now() && now() < Date.parse(to) + 2 * day;
    });
  return near.map((edition) => <Now key={edition.id} edition={edition} />);
}
