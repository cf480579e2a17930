import type { Outgoing } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';
import { forName } from './kinds.ts';

/** What a line of the story says of a text that leaves the team; null for everything else. */
export function outgoingLine({ kind, facts }: Seen, t: Outgoing): string | null {
  switch (kind) {
    case 'drafted':
      return t.lineDrafted({ what: forName(t, facts['for'] ?? '') });
    case 'cleared':
      return t.lineCleared();
    default:
      return null;
  }
}
