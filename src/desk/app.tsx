import { lazy, Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { Frame } from './frame/frame.tsx';
import { Me } from './frame/me.tsx';
import { deskPaths } from './frame/places.ts';
import { usePolled } from './frame/polled.ts';
import { Unlocked, type Session } from './frame/session.tsx';
import { Speaking, useWords } from './frame/words.tsx';
import { isPart } from './incident/handling/parts.ts';
import { startKeys, type Keys } from './keys/client.ts';
import type { Team } from './keys/team-seen.ts';
import { List } from './list/list.tsx';
import { OwedList } from './list/owed-list.tsx';
import { asking } from './sending/ask.ts';
import { Unlock } from './unlock/unlock.tsx';

const incidentPage = () => import('./incident/incident.tsx');
const Incident = lazy(incidentPage);
const TeamPage = lazy(() => import('./team/team.tsx'));
const EventPage = lazy(() => import('./edition/event.tsx'));
const Gatherings = lazy(() => import('./gatherings/gatherings.tsx'));
const ChannelsPage = lazy(() => import('./channels/channels.tsx'));
const Lists = lazy(() => import('./lists/lists.tsx'));
const PrintPage = lazy(() => import('./print/print.tsx'));
const NewEvent = lazy(() => import('./edition/new-event.tsx'));
const Setup = lazy(() => import('./setup/setup.tsx'));
const Enrol = lazy(() => import('./enrol/enrol.tsx'));
const ask = asking();
/** It is fetched when it is needed, if it could not be fetched ahead. */
const fetchedLater = (): void => undefined;

/** Tells the Worker that somebody is here, at most every few seconds. */
function useStaying(keys: Keys): void {
  useEffect(() => {
    let last = 0;
    const stir = (): void => {
      if (Date.now() - last < 3_000) return;
      last = Date.now();
      keys.stay();
    };
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
    for (const event of events) window.addEventListener(event, stir, { passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, stir);
    };
  }, [keys]);
}

/** What one comes for: what is owed, and under it or beside it every incident. */
function Front(): ReactNode {
  return (
    <main id="main" className="front" tabIndex={-1}>
      <OwedList />
      <List here="" second />
    </main>
  );
}

function Incidents({ id, part = 'story' }: { id: string; part?: string }): ReactNode {
  const { t } = useWords();
  return (
    <div className={id === '' ? 'cases' : 'cases one'}>
      {id === '' ? (
        <main id="main" className="listed" tabIndex={-1}>
          <List here="" />
          <p className="nothing">{t.pickOne()}</p>
        </main>
      ) : (
        <>
          <List here={id} second />
          <main id="main" tabIndex={-1}>
            <Suspense fallback={<p className="soft slow sheet">{t.opening()}</p>}>
              <Incident key={id} id={id} part={isPart(part) ? part : 'story'} />
            </Suspense>
          </main>
        </>
      )}
    </div>
  );
}

function Inside({ keys, first, lock }: { keys: Keys; first: Team; lock: () => void }): ReactNode {
  const { t } = useWords();
  const [team, setTeam] = useState(first);
  const [reached, setReached] = useState(true);
  const [heard, setHeard] = useState(() => ({ now: first.now, at: Date.now() }));
  const refresh = async (): Promise<void> => {
    const fresh = await keys.look();
    if (!('refused' in fresh)) {
      setTeam(fresh);
      setHeard({ now: fresh.now, at: Date.now() });
      setReached(true);
    } else if (fresh.refused === 'locked') lock();
    else if (fresh.refused === 'offline') setReached(false);
    else if (fresh.refused === 'bad-signature') setTeam({ ...team, warnings: ['team-list-fails'] });
  };
  usePolled(refresh, 60_000);
  useStaying(keys);
  // Fetched behind the list: what is needed next is there when the network is not.
  useEffect(() => {
    incidentPage().catch(fetchedLater);
  }, []);
  const session: Session = {
    keys,
    team,
    now: () => heard.now + (Date.now() - heard.at),
    refresh,
    lock,
    reached,
    hear: setReached,
  };
  return (
    <Unlocked value={session}>
      <Frame>
        <Suspense fallback={<p className="soft slow sheet">{t.opening()}</p>}>
          <Switch>
            <Route path={deskPaths.team}>
              <TeamPage />
            </Route>
            <Route<{ id: string }> path={deskPaths.event(':id')}>{({ id }) => <EventPage key={id} id={id} />}</Route>
            <Route<{ id: string }> path={deskPaths.print(':id')}>{({ id }) => <PrintPage key={id} id={id} />}</Route>
            <Route<{ from: string }> path={deskPaths.newEvent(':from')}>
              {({ from }) => <NewEvent key={from} from={from} />}
            </Route>
            <Route<{ id: string }> path={deskPaths.gatherings(':id')}>
              {({ id }) => <Gatherings key={id} id={id} />}
            </Route>
            <Route path={deskPaths.lists}>
              <Lists />
            </Route>
            <Route path={deskPaths.channels}>
              <ChannelsPage />
            </Route>
            <Route path={deskPaths.me}>
              <Me />
            </Route>
            <Route<{ id: string; part?: string }> path={deskPaths.part(':id', ':part?')}>
              {({ id, part }) => <Incidents id={id} {...(part !== undefined && { part })} />}
            </Route>
            <Route path={deskPaths.list}>
              <Incidents id="" />
            </Route>
            <Route>
              <Front />
            </Route>
          </Switch>
        </Suspense>
      </Frame>
    </Unlocked>
  );
}

/** Locked or unlocked, and nothing between: locking ends the Worker and with it all that was open. */
function Desk(): ReactNode {
  const [keys] = useState(startKeys);
  const [team, setTeam] = useState<Team | null>(null);
  const [wasLocked, setWasLocked] = useState(false);
  const lock = (): void => {
    keys.lock();
    setTeam(null);
    setWasLocked(true);
    void ask.json(staffPaths.api.lock, { body: {} });
  };
  const locked = useEffectEvent(lock);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && event.shiftKey && team !== null) lock();
  });
  useEffect(() => keys.whenLocked(() => locked()), [keys]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (team === null) return <Unlock keys={keys} wasLocked={wasLocked} onUnlocked={setTeam} />;
  return <Inside keys={keys} first={team} lock={lock} />;
}

export function App(): ReactNode {
  return (
    <Speaking>
      <Suspense>
        <Switch>
          <Route path={paths.setup}>
            <Setup />
          </Route>
          <Route path={paths.enrol}>
            <Enrol />
          </Route>
          <Route>
            <Desk />
          </Route>
        </Switch>
      </Suspense>
    </Speaking>
  );
}
