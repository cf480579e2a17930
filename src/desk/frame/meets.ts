import type { When } from '#domain/procedure/duty.ts';
import type { Desk } from '#words/made/shape.ts';

/**
 * What meets a duty, in a few words, by kind of entry; `kind fact=word` where a fact makes it another thing. A kind that
 * is not here is said by the duty's own clause.
 */
const ways: Readonly<Record<string, (t: Desk) => string>> = {
  acknowledged: (t) => t.meetsAcknowledged(),
  'said-to-reporter': (t) => t.meetsSaidToReporter(),
  'said-to-reporter follow-up=yes': (t) => t.meetsSaidFollowUp(),
  'heard-from-reporter': (t) => t.meetsHeardFromReporter(),
  'follow-up-planned': (t) => t.meetsFollowUpPlanned(),
  'support-planned': (t) => t.meetsSupportPlanned(),
  'checked-back': (t) => t.meetsCheckedBack(),
  assessed: (t) => t.meetsAssessed(),
  'hold-contact': (t) => t.meetsHoldContact(),
  'plan-made': (t) => t.meetsPlanMade(),
  'measure-taken': (t) => t.meetsMeasureTaken(),
  'measure-reviewed': (t) => t.meetsMeasureReviewed(),
  referred: (t) => t.meetsReferred(),
  'need-asked': (t) => t.meetsNeedAsked(),
  'need-done': (t) => t.meetsNeedDone(),
  'meeting-called': (t) => t.meetsMeetingCalled(),
  voted: (t) => t.meetsVoted(),
  'meeting-held': (t) => t.meetsMeetingHeld(),
  'meeting-held outcome=decided': (t) => t.meetsMeetingDecided(),
  'meeting-held outcome=next': (t) => t.meetsMeetingNext(),
  resolved: (t) => t.meetsResolved(),
  'consequence-decided': (t) => t.meetsConsequenceDecided(),
  'consequence-carried-out': (t) => t.meetsCarriedOut(),
  'consequence-lifted': (t) => t.meetsConsequenceLifted(),
  'consequence-reviewed': (t) => t.meetsConsequenceReviewed(),
  disclosed: (t) => t.meetsDisclosed(),
  warned: (t) => t.meetsWarned(),
  'conversation-planned': (t) => t.meetsConversationPlanned(),
  'conversation-held': (t) => t.meetsConversationHeld(),
  'conversation-held part=what': (t) => t.meetsConversationWhat(),
  'conversation-held part=outcome': (t) => t.meetsConversationOutcome(),
  'conversation-left-out': (t) => t.meetsConversationLeftOut(),
  'side-heard': (t) => t.meetsSideHeard(),
  'apology-noted': (t) => t.meetsApologyNoted(),
  drafted: (t) => t.meetsDrafted(),
  cleared: (t) => t.meetsCleared(),
  'aware-listed': (t) => t.meetsAwareListed(),
  'aware-told': (t) => t.meetsAwareTold(),
  'permission-given': (t) => t.meetsPermissionGiven(),
  'permission-withdrawn': (t) => t.meetsPermissionWithdrawn(),
  'announcement-approved': (t) => t.meetsAnnouncementApproved(),
  published: (t) => t.meetsPublished(),
  delegated: (t) => t.meetsDelegated(),
  'appeal-filed': (t) => t.meetsAppealFiled(),
  'packet-made': (t) => t.meetsPacketMade(),
  'appeal-decided': (t) => t.meetsAppealDecided(),
  closed: (t) => t.meetsClosed(),
  reopened: (t) => t.meetsReopened(),
  debriefed: (t) => t.meetsDebriefed(),
  expunged: (t) => t.meetsExpunged(),
  linked: (t) => t.meetsLinked(),
  extracted: (t) => t.meetsExtracted(),
  'conflict-asked': (t) => t.meetsConflictAsked(),
  'conflict-answered': (t) => t.meetsConflictAnswered(),
  recused: (t) => t.meetsRecused(),
  'stand-in-appointed': (t) => t.meetsStandInAppointed(),
  'lead-taken': (t) => t.meetsLeadTaken(),
  'handed-over': (t) => t.meetsHandedOver(),
  noted: (t) => t.meetsNoted(),
  receipted: (t) => t.meetsReceipted(),
};

const wayOf = (named: string): ((t: Desk) => string) | undefined =>
  Object.hasOwn(ways, named) ? ways[named] : undefined;

/** "a message to the reporter marked as the follow-up", or null for a kind without words. */
export function meetsIn(t: Desk, { kind, facts }: When): string | null {
  const narrow = Object.entries(facts).flatMap(([fact, values]) =>
    values.length === 1 ? (wayOf(`${kind} ${fact}=${values[0] ?? ''}`) ?? []) : [],
  );
  const way = narrow[0] ?? wayOf(kind);
  return way === undefined ? null : way(t);
}
