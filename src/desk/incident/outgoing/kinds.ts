import type { Outgoing as Words } from '#words/made/shape.ts';
import type { FindingKind } from '#domain/speaking/identity.ts';
import type { StopKind } from '#domain/speaking/stops.ts';

/** What a text that leaves the team is for. */
export type OutgoingFor = 'outcome' | 'conversation' | 'announcement' | 'statement' | 'aware' | 'referral' | 'reply';

export function forName(t: Words, what: string): string {
  switch (what) {
    case 'outcome':
      return t.forOutcome();
    case 'conversation':
      return t.forConversation();
    case 'announcement':
      return t.forAnnouncement();
    case 'statement':
      return t.forStatement();
    case 'aware':
      return t.forAware();
    case 'referral':
      return t.forReferral();
    default:
      return t.forReply();
  }
}

export function whyFound(t: Words, why: FindingKind): string {
  switch (why) {
    case 'name':
      return t.whyName();
    case 'handle':
      return t.whyHandle();
    case 'contact':
      return t.whyContact();
    case 'badge':
      return t.whyBadge();
    case 'employer':
      return t.whyEmployer();
    case 'place':
      return t.whyPlace();
    case 'time':
      return t.whyTime();
    case 'looks':
      return t.whyLooks();
    case 'quote':
      return t.whyQuote();
    case 'close-to':
      return t.whyCloseTo();
    case 'gender':
      return t.whyGender();
  }
}

export function whyStopped(t: Words, why: StopKind): string {
  switch (why) {
    case 'withdraw':
      return t.stopWithdraw();
    case 'how-to-deal':
      return t.stopHowToDeal();
    case 'penalty-say':
      return t.stopPenaltySay();
    case 'promise':
      return t.stopPromise();
    case 'apology':
      return t.hintApology();
    case 'leading':
      return t.hintLeading();
    case 'judging':
      return t.hintJudging();
  }
}
