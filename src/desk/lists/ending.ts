import { fieldAt } from '#domain/edition/clock.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { ConsequenceDecided } from '#domain/response/bodies.ts';

/** When a consequence ends, ms: on its date, or with the event's last day; null where nobody said. */
export function endOf(
  { ends, until }: Pick<ConsequenceDecided, 'ends' | 'until'>,
  { to, zone }: Pick<Edition, 'to' | 'zone'>,
): number | null {
  if (ends === 'date') return until;
  return ends === 'event-end' ? fieldAt(`${to}T23:59`, zone) : null;
}
