import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../frame/places.ts';
import { useChannelWords } from './words.ts';

/** From one's own settings to how the ways in and out are. */
export default function ToWays(): ReactNode {
  const t = useChannelWords();
  return (
    <section aria-labelledby="to-ways">
      <h2 id="to-ways">{t.title()}</h2>
      <p>{t.lead()}</p>
      <Link className="btn quiet" href={deskPaths.channels}>
        {t.toPage()}
      </Link>
    </section>
  );
}
