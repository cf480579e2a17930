import type { Desk } from '#words/made/shape.ts';
import type { Who } from '../keys/standing-seen.ts';

/** Whose entry it is, in words. */
export function whoIs(t: Desk, who: Who): string {
  switch (who.is) {
    case 'member':
      return who.name;
    case 'reporter':
      return t.theReporter();
    case 'server':
      return t.theServer();
    case 'unknown':
      return t.somebodyUnknown();
  }
}
