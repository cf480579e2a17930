import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import { fill } from '#domain/procedure/values.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { toldOf } from '../handling/told.ts';

/** Which of the procedure's two texts holds now: after a broken rule, or without one; none before there is a decision. */
export function outcomeIn(opened: Opened): 'violation' | 'none' | null {
  const last = opened.handling.response.resolutions.at(-1);
  if (last === undefined) return null;
  const told = toldOf(opened, 'resolved').findLast(({ hash }) => hash === last.hash);
  if (told !== undefined) return told.body.verdict === 'violation' ? 'violation' : 'none';
  return last.none ? 'none' : 'violation';
}

/** The procedure's own words for people who knew: nothing of the incident is in them (PUB-02). */
export function wordsForAware(
  opened: Opened,
  procedure: Procedure,
  language: string,
  gathering: Gathering | undefined,
): string {
  const outcome = outcomeIn(opened);
  return outcome === null ? '' : fill(procedure, procedure.public.aware[outcome], language, gathering);
}
