import { useState, type ReactNode } from 'react';
import type { RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { nearestEdition } from '../edition/nearest.ts';
import { usePolled } from '../frame/polled.ts';
import { useClock, useSession } from '../frame/session.tsx';
import { asking, isRefused } from '../sending/ask.ts';
import { Add } from './add.tsx';
import { Quiet } from './quiet.tsx';
import { Last, Test } from './rings.tsx';
import { renewWording, routeHere } from './waking.ts';
import { Ways } from './ways.tsx';
import { useReachedWords } from './words.ts';
import './reached.css';

const ask = asking();
const every = 60_000;

/** How the member who looks is reached: by which ways, in which order, when not, and whether it rings. */
export default function Reached(): ReactNode {
  const t = useReachedWords();
  const { team, now } = useSession();
  const [answer, setAnswer] = useState<RoutesAnswer | null>(null);
  const [here, setHere] = useState('');
  const event = nearestEdition(
    team.editions.map(({ edition }) => edition),
    new Date(now()).toISOString().slice(0, 10),
  );
  const clock = useClock(event?.id ?? '');
  usePolled(async () => {
    const fresh = await ask.json<RoutesAnswer>(staffPaths.api.routes);
    if (isRefused(fresh)) return;
    setHere(await routeHere(team.me.id).catch(() => ''));
    setAnswer(fresh);
    await renewWording(fresh.words).catch(() => undefined);
  }, every);
  if (answer === null) return null;
  const known = answer.routes.some(({ id }) => id === here);
  const { quiet } = answer;
  return (
    <section aria-labelledby="reached" className="reached">
      <h2 id="reached">{t.title()}</h2>
      <p>{t.why()}</p>
      <Ways answer={answer} here={here} clock={clock} />
      <Add answer={answer} here={known} />
      <Test answer={answer} here={here} />
      <Quiet
        key={quiet === null ? '' : `${quiet.from} ${quiet.to}`}
        quiet={quiet}
        zone={event?.zone ?? 'UTC'}
        place={event?.place ?? ''}
      />
      <Last sent={answer.sent} clock={clock} />
    </section>
  );
}
