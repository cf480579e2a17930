import type { Desk } from '#words/made/shape.ts';
import type { NotDone } from '../sending/ask.ts';
import { reasonIn } from './reasons.ts';

/** A refusal as a sentence. What was typed stays where it was; the sentence says so where it matters. */
export function refusalIn(t: Desk, { refused, reason }: NotDone): string {
  switch (refused) {
    case 'offline':
      return t.refusedOffline();
    case 'locked':
      return t.refusedLocked();
    case 'not-found':
      return t.refusedNotFound();
    case 'stale-head':
    case 'roster-moved':
    case 'settings-moved':
    case 'already-received':
      return t.refusedBusy();
    case 'slow-down':
      return t.refusedSlowDown();
    case 'not-allowed':
      return reason === undefined ? t.refusedNotAllowed() : reasonIn(t, reason);
    case 'words-first':
      return t.reasonWordsFirst();
    case 'no-second-steward':
      return t.refusedNoSecond();
    case 'expired':
      return t.refusedExpired();
    case 'too-large':
      return t.refusedTooLarge();
    case 'bad-signature':
    case 'bad-file':
    case 'bad-manifest':
    case 'wrong-kind':
    case 'turn-first':
      return t.refusedNotFitting({ code: refused });
    case 'bad-request':
    case 'wrong-origin':
    case 'closed':
    case 'internal':
      return t.refusedOther({ code: refused });
  }
}
