import type { Reason } from '#domain/promises/reason.ts';
import type { Desk } from '#words/made/shape.ts';

/** Why the procedure, or a missing key, does not let somebody do something; one sentence. */
export function reasonIn(t: Desk, reason: Reason | 'no-key'): string {
  switch (reason) {
    case 'no-role':
      return t.reasonNoRole();
    case 'suspended':
      return t.reasonSuspended();
    case 'recused':
      return t.reasonRecused();
    case 'barred':
      return t.reasonBarred();
    case 'no-key':
      return t.reasonNoKey();
    case 'not-asked':
      return t.reasonNotAsked();
    case 'contact-on-hold':
      return t.reasonContactOnHold();
    case 'not-heard':
      return t.reasonNotHeard();
    case 'not-cleared':
      return t.reasonNotCleared();
    case 'own-draft':
      return t.reasonOwnDraft();
    case 'no-opt-in':
      return t.reasonNoOptIn();
    case 'not-announcer':
      return t.reasonNotAnnouncer();
    case 'delegation-over':
      return t.reasonDelegationOver();
    case 'duty-open':
      return t.reasonDutyOpen();
    case 'owner-not-free':
      return t.reasonOwnerNotFree();
    case 'due-missing':
      return t.reasonDueMissing();
    case 'invited-not-free':
      return t.reasonInvitedNotFree();
    case 'already-closed':
      return t.reasonAlreadyClosed();
    case 'decider':
      return t.reasonDecider();
    case 'not-in-pool':
      return t.reasonNotInPool();
    case 'not-waivable':
      return t.reasonNotWaivable();
    case 'meeting-not-held':
      return t.reasonMeetingNotHeld();
    case 'no-quorum':
      return t.reasonNoQuorum();
    case 'no-such-entry':
      return t.reasonNoSuchEntry();
    case 'no-witness':
      return t.reasonNoWitness();
    case 'nobody-left':
      return t.reasonNobodyLeft();
    case 'part-of-another':
      return t.reasonPartOfAnother();
    case 'no-reporter':
      return t.reasonNoReporter();
    case 'words-first':
      return t.reasonWordsFirst();
  }
}
