import { useState } from 'react';
import type { ChannelList } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { nearestEdition } from '../edition/nearest.ts';
import { usePolled } from '../frame/polled.ts';
import { useClock, useSession } from '../frame/session.tsx';
import type { Clock } from '../frame/times.ts';
import { asking } from '../sending/ask.ts';

const ask = asking();
/** Within a minute of its being known, everybody who has a desk open reads it. */
const every = 30_000;

/** How the ways in and out are, asked again and again; null until the first answer. */
export function useWays(ms = every): ChannelList | null {
  const [list, setList] = useState<ChannelList | null>(null);
  const { lock } = useSession();
  usePolled(async () => {
    const answer = await ask.json<ChannelList>(staffPaths.api.channels);
    if (!('refused' in answer)) setList(answer);
    else if (answer.refused === 'locked') lock();
  }, ms);
  return list;
}

/** The clock of the event that is nearest: ways are of no event. */
export function useNearestClock(): Clock {
  const { team, now } = useSession();
  const editions = team.editions.map(({ edition }) => edition);
  return useClock(nearestEdition(editions, new Date(now()).toISOString().slice(0, 10))?.id ?? '');
}
