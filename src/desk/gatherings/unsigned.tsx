import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { deskPaths } from '../frame/places.ts';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';

/** What is not signed yet of what must be before the event, in words (PRP-03, PRP-04). */
export function useUnsigned(edition: Edition, procedure: Procedure): readonly string[] {
  const t = useGatheringWords();
  const { readings, briefingAsked, unbriefed } = useStanding(edition, procedure);
  return [
    ...(readings.some(({ missing }) => missing.length > 0) ? [t.unread()] : []),
    ...(briefingAsked && unbriefed.length > 0 ? [t.unbriefed()] : []),
  ];
}

/** On the checklist of an event, until everybody has read and signed what they should, and met. */
export function Unsigned({ edition, missing }: { edition: Edition; missing: readonly string[] }): ReactNode {
  const t = useGatheringWords();
  return (
    <div className="said clay">
      {missing.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p>
        <Link href={deskPaths.gatherings(edition.id)}>{t.title()}</Link>
      </p>
    </div>
  );
}
