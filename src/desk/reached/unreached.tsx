import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { deskPaths } from '../frame/places.ts';
import { usePolled } from '../frame/polled.ts';
import { asking, isRefused } from '../sending/ask.ts';
import { useSession } from '../frame/session.tsx';
import { isDead } from './dead.ts';
import { renewWay } from './renewing.ts';
import { useReachedWords } from './words.ts';

const ask = asking();
const every = 300_000;

/** On every page, for whom nothing can reach: there is no way to them, or none that works. */
export function Unreached(): ReactNode {
  const t = useReachedWords();
  const { team } = useSession();
  const [routes, setRoutes] = useState<RoutesAnswer['routes'] | null>(null);
  usePolled(async () => {
    const answer = await ask.json<RoutesAnswer>(staffPaths.api.routes);
    if (isRefused(answer)) return;
    setRoutes(answer.routes);
    // Browsers fail in many ways here; whoever looks at this page meant something else.
    await renewWay(team.me.id, answer).catch(() => undefined);
  }, every);
  if (routes === null || (routes.length > 0 && !isDead(routes))) return null;
  return (
    <p className="banner amber">
      {routes.length === 0 ? t.none() : t.allDead()} <Link href={deskPaths.me}>{t.noneTo()}</Link>
    </p>
  );
}
