import type { ReactNode } from 'react';
import type { FindingKind } from '#domain/speaking/finding.ts';
import type { StopKind } from '#domain/speaking/stop-shapes.ts';
import type { Outgoing as Words } from '#words/made/shape.ts';
import type { PartProps } from '../handling/act-form.tsx';
import type { ClearedDraft } from './drafting.ts';

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

/** One field of the text. */
export interface OutgoingPart {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
}

export interface OutgoingProps extends PartProps {
  /** Names the form within the incident; what is being written is kept under this name. */
  readonly place: string;
  readonly title: string;
  readonly note?: ReactNode;
  /** For whom: a person's id or what they are called. Together with `for` it tells one text from another. */
  readonly to: string;
  /** Of the text. */
  readonly language: string;
  readonly parts: readonly OutgoingPart[];
  readonly for: OutgoingFor;
  readonly initial?: Readonly<Record<string, string>>;
  /** A hint, never a limit. */
  readonly words?: number;
  /** What to do with the text once somebody else has cleared it. */
  readonly children?: (draft: ClearedDraft) => ReactNode;
}
