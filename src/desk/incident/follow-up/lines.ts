import type { Bodies } from '#domain/promises/bodies.ts';
import type { Seen } from '../../keys/incident-seen.ts';
import type { FollowUpWords } from './words.ts';

/** One sentence of the story for each entry of this page; null for any other. `names`: a member's name by id. */
export function followUpLine(seen: Seen, t: FollowUpWords, names: (member: string) => string): string | null {
  const owner = names(seen.facts['owner'] ?? '');
  switch (seen.kind) {
    case 'follow-up-planned':
      return t.linePlan({ name: owner });
    case 'support-planned':
      return t.lineSupport({ name: owner });
    case 'checked-back':
      return t.lineChecked();
    case 'noted': {
      const about = (seen.body as Bodies['noted'] | null)?.about;
      if (about === 'withdrawal') return t.lineWish();
      return about === 'no-follow-up' ? t.lineNotNeeded() : null;
    }
    default:
      return null;
  }
}
