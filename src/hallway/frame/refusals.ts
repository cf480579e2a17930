import type { Hallway } from '#words/made/shape.ts';
import type { NotEntered, NotReached } from '../keys/protocol.ts';

/** Why it did not open, in a sentence that says what to do. */
export function refusalIn(t: Hallway, refused: NotEntered['refused'] | NotReached['refused']): string {
  switch (refused) {
    case 'offline':
      return t.noOffline();
    case 'busy':
      return t.noBusy();
    case 'not-allowed':
      return t.noNotAllowed();
    case 'nobody':
      return t.noNobody();
    case 'list-broken':
      return t.noListBroken();
    case 'not-ours':
      return t.noNotOurs();
    case 'wrong-words':
      return t.noWrongWords();
    case 'unknown':
      return t.noUnknown();
    case 'expired':
      return t.noExpired();
  }
}
