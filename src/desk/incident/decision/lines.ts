import type { Disclosed } from '#domain/response/bodies.ts';
import type { Decision } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** How a line of the story says people. */
export interface Names {
  readonly who: (seen: Seen) => string;
}

/** One line of the story for what is written on this page; null for everything else. */
export function decisionLine(seen: Seen, t: Decision, names: Names): string | null {
  const name = names.who(seen);
  switch (seen.kind) {
    case 'resolved':
      return t.lineResolved({ name });
    case 'consequence-decided':
      return t.lineDecided({ name });
    case 'consequence-carried-out':
      return t.lineCarriedOut({ name });
    case 'consequence-lifted':
      return t.lineLifted({ name });
    case 'consequence-reviewed':
      return t.lineReviewed({ name });
    case 'disclosed': {
      if (seen.body === null) return null;
      const { to, what } = seen.body as Disclosed;
      return what === '' ? t.lineGiven({ name, to }) : t.lineDisclosed({ name, to });
    }
    default:
      return null;
  }
}
