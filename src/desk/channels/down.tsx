import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../frame/places.ts';
import { whenOf } from '../frame/times.ts';
import { useNearestClock, useWays } from './state.ts';
import { useChannelWords, wayWords } from './words.ts';
import './channels.css';

/** On every page: which way in or out does not work. It says nothing of what went by it, or did not. */
export default function DownWays(): ReactNode {
  const t = useChannelWords();
  const list = useWays();
  const clock = useNearestClock();
  const down = (list?.rows ?? []).filter(({ state }) => state === 'down');
  return (
    <output className="banners ways-down">
      {down.map(({ channel, since }) => (
        <span key={channel} className="banner clay">
          {t.banner({ way: wayWords(t, channel), when: whenOf(since, clock) })}{' '}
          <Link href={deskPaths.channels}>{t.bannerLink()}</Link>
        </span>
      ))}
    </output>
  );
}
