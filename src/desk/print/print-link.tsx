import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { deskPaths } from '../frame/places.ts';
import { usePrintWords } from './words.ts';

/** From the event to what hangs on its walls. */
export function PrintLink({ edition }: { edition: string }): ReactNode {
  const t = usePrintWords();
  return (
    <p>
      <Link href={deskPaths.print(edition)}>{t.link()}</Link>
    </p>
  );
}
