import type { Bodies } from '#domain/promises/bodies.ts';
import type { Seen } from '../../keys/incident-seen.ts';
import { closingName, type LeadWords } from './words.ts';

/** One sentence of the story for each entry of this page; null for any other. `names`: a member's name by id. */
export function leadLine(seen: Seen, t: LeadWords, names: (member: string) => string): string | null {
  switch (seen.kind) {
    case 'lead-taken':
      return t.lineTaken({ name: seen.who.is === 'member' ? seen.who.name : '' });
    case 'handed-over':
      return t.lineHanded({ name: names(seen.facts['member'] ?? '') });
    case 'waived':
      return t.lineWaived();
    case 'closed': {
      const how = (seen.body as Bodies['closed'] | null)?.how;
      return how === undefined ? t.closed() : t.lineClosed({ how: closingName(t, how) });
    }
    case 'reopened': {
      const reason = (seen.body as Bodies['reopened'] | null)?.reason;
      return reason === undefined ? t.lineReopened() : t.lineReopenedFor({ reason });
    }
    default:
      return null;
  }
}
