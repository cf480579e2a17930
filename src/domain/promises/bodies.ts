import type { Closed, Debriefed, Reopened } from '../after/bodies.ts';
import type { AppealDecided, AppealFiled, PacketMade } from '../appeal/bodies.ts';
import type { CheckedBack, FollowUpPlanned, SupportPlanned } from '../follow-up/bodies.ts';
import type {
  Extracted,
  HandedOver,
  IdentityJoined,
  Linked,
  Noted,
  PersonNoted,
  Tagged,
  Waived,
} from '../incident/bodies.ts';
import type {
  Assessed,
  ConsequenceCarriedOut,
  ConsequenceDecided,
  ConsequenceLifted,
  ConsequenceReviewed,
  Disclosed,
  HoldContact,
  MeasureReviewed,
  MeasureTaken,
  MeetingCalled,
  MeetingHeld,
  NeedAsked,
  PlanMade,
  Referred,
  Resolved,
  Voted,
  Warned,
} from '../response/bodies.ts';
import type {
  ApologyNoted,
  AwareListed,
  AwareTold,
  ConversationHeld,
  ConversationLeftOut,
  ConversationPlanned,
  Drafted,
  PermissionGiven,
  Published,
  SideHeard,
} from '../speaking/bodies.ts';

/** What members write while they handle an incident: the body of each kind that has one. */
export interface Bodies {
  readonly noted: Noted;
  readonly 'person-noted': PersonNoted;
  readonly 'identity-joined': IdentityJoined;
  readonly 'handed-over': HandedOver;
  readonly tagged: Tagged;
  readonly waived: Waived;
  readonly linked: Linked;
  readonly extracted: Extracted;
  readonly assessed: Assessed;
  readonly 'hold-contact': HoldContact;
  readonly 'plan-made': PlanMade;
  readonly 'measure-taken': MeasureTaken;
  readonly 'measure-reviewed': MeasureReviewed;
  readonly referred: Referred;
  readonly 'need-asked': NeedAsked;
  readonly 'meeting-called': MeetingCalled;
  readonly voted: Voted;
  readonly 'meeting-held': MeetingHeld;
  readonly resolved: Resolved;
  readonly 'consequence-decided': ConsequenceDecided;
  readonly 'consequence-carried-out': ConsequenceCarriedOut;
  readonly 'consequence-lifted': ConsequenceLifted;
  readonly 'consequence-reviewed': ConsequenceReviewed;
  readonly disclosed: Disclosed;
  readonly warned: Warned;
  readonly 'conversation-planned': ConversationPlanned;
  readonly 'conversation-held': ConversationHeld;
  readonly 'conversation-left-out': ConversationLeftOut;
  readonly 'side-heard': SideHeard;
  readonly 'apology-noted': ApologyNoted;
  readonly drafted: Drafted;
  readonly 'aware-listed': AwareListed;
  readonly 'aware-told': AwareTold;
  readonly 'permission-given': PermissionGiven;
  readonly published: Published;
  readonly 'follow-up-planned': FollowUpPlanned;
  readonly 'support-planned': SupportPlanned;
  readonly 'checked-back': CheckedBack;
  readonly 'appeal-filed': AppealFiled;
  readonly 'packet-made': PacketMade;
  readonly 'appeal-decided': AppealDecided;
  readonly closed: Closed;
  readonly reopened: Reopened;
  readonly debriefed: Debriefed;
}
export type Bodied = keyof Bodies;
