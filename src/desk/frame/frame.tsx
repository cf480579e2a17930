import { lazy, Suspense, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Calls } from '../calls/calls.tsx';
import { nearestEdition } from '../edition/nearest.ts';
import { Rings } from '../rota/rings.tsx';
import { Banners, RehearsalBand } from './banners.tsx';
import { deskPaths } from './places.ts';
import { useSession } from './session.tsx';
import { useStrip } from './strip.ts';
import { LanguageSwitch, useWords } from './words.tsx';

// What it says is needed on a bad day only.
const DownWays = lazy(() => import('../channels/down.tsx'));

function Rail(): ReactNode {
  const { t } = useWords();
  const { team, lock, now } = useSession();
  const [place] = useLocation();
  const strip = useStrip<HTMLDivElement>(place);
  const here = (is: boolean): 'page' | undefined => (is ? 'page' : undefined);
  const event = nearestEdition(
    team.editions.map(({ edition }) => edition),
    new Date(now()).toISOString().slice(0, 10),
  );
  const events = [deskPaths.event(''), deskPaths.newEvent('')].some((path) => place.startsWith(path));
  const incidents = place === deskPaths.list || place.startsWith(deskPaths.incident(''));
  return (
    <nav className="rail" aria-label={t.mainNav()}>
      <div>
        <b className="wordmark">{t.desk()}</b>
        <div className="places" ref={strip}>
          <Link href={deskPaths.owed} aria-current={here(place === deskPaths.owed)}>
            {t.owed()}
          </Link>
          <Link href={deskPaths.list} aria-current={here(incidents)}>
            {t.incidents()}
          </Link>
          <Link href={deskPaths.lists} aria-current={here(place === deskPaths.lists)}>
            {t.listsPlace()}
          </Link>
          {event !== undefined && (
            <Link href={deskPaths.event(event.id)} aria-current={here(events)}>
              {t.event()}
            </Link>
          )}
          {event !== undefined && (
            <Link href={deskPaths.gatherings(event.id)} aria-current={here(place.startsWith(deskPaths.gatherings('')))}>
              {t.beforeAfter()}
            </Link>
          )}
          <Link href={deskPaths.team} aria-current={here(place === deskPaths.team)}>
            {t.team()}
          </Link>
          <Link href={deskPaths.me} aria-current={here(place === deskPaths.me)}>
            {t.mySettings()}
          </Link>
        </div>
        <div className="who">
          <span>
            {t.unlockedAs()} <b>{team.me.name}</b>
          </span>
          <button type="button" className="btn quiet" onClick={lock} aria-keyshortcuts="Shift+Escape">
            {t.lockNow()}
          </button>
          <LanguageSwitch />
        </div>
      </div>
    </nav>
  );
}

export function Frame({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  return (
    <>
      <a className="skip" href="#main">
        {t.skip()}
      </a>
      {team.rehearsal && <RehearsalBand />}
      <div className="app">
        <Rail />
        <div className="page">
          <Calls />
          <Rings />
          <Banners />
          <Suspense>
            <DownWays />
          </Suspense>
          {children}
        </div>
      </div>
    </>
  );
}

/** Pages before there is a member: the door, set-up, enrolment. */
export function Plain({ children, rehearsal = false }: { children: ReactNode; rehearsal?: boolean }): ReactNode {
  return (
    <>
      {rehearsal && <RehearsalBand />}
      <main className="plain" id="main">
        {children}
        <LanguageSwitch />
      </main>
    </>
  );
}
