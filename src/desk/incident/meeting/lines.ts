import type { Meeting } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** How a line of the story says people and times. */
export interface Names {
  readonly who: (seen: Seen) => string;
  readonly when: (at: number) => string;
}

/** One line of the story for what is written on this page; null for everything else. */
export function meetingLine(seen: Seen, t: Meeting, names: Names): string | null {
  const name = names.who(seen);
  switch (seen.kind) {
    case 'meeting-called':
      return t.lineCalled({ name, when: names.when(seen.times['due'] ?? seen.at) });
    case 'voted':
      return t.lineVoted({ name });
    case 'meeting-held':
      return seen.facts['outcome'] === 'decided' ? t.lineHeldDecided({ name }) : t.lineHeldNext({ name });
    default:
      return null;
  }
}
