import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { deskPaths } from '../frame/places.ts';
import { usePolled } from '../frame/polled.ts';
import { asking, isRefused } from '../sending/ask.ts';
import { useReachedWords } from './words.ts';

const ask = asking();
const every = 300_000;

/** On every page, for whom nothing can reach. */
export function Unreached(): ReactNode {
  const t = useReachedWords();
  const [none, setNone] = useState(false);
  usePolled(async () => {
    const answer = await ask.json<RoutesAnswer>(staffPaths.api.routes);
    if (!isRefused(answer)) setNone(answer.routes.length === 0);
  }, every);
  if (!none) return null;
  return (
    <p className="banner amber">
      {t.none()} <Link href={deskPaths.me}>{t.noneTo()}</Link>
    </p>
  );
}
