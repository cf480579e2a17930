import {
  fallbacks,
  readers,
  say,
  type Act,
  type DutyRule,
  type Need,
  type OwedTo,
  type Procedure,
  type Source,
} from '#domain/procedure/procedure.ts';
import type { Beside, PublicSectionId, StaffSectionId } from '#domain/procedure/published.ts';
import { fill, spanIn } from '#domain/procedure/values.ts';
import type { EventView } from '../frame/view.ts';

/** Where a clause comes from, in a word or two. */
export function sourceText({ w }: EventView, source: Source): string {
  const from: Readonly<Record<Source, string>> = {
    seed: w.sourceSeed(),
    linked: w.sourceLinked(),
    default: w.sourceDefault(),
  };
  return from[source];
}

const reported = ({ current: { procedure }, language }: EventView): string => say(procedure.terms.reported, language);

export function publicTitle(view: EventView, id: PublicSectionId): string {
  const { w } = view;
  const titles: Readonly<Record<PublicSectionId, string>> = {
    first: w.secFirst(),
    channels: w.secChannels(),
    'who-reads': w.footerWho(),
    'conflict-contacts': w.secConflictContacts(),
    fields: w.secFields(),
    confidential: w.secConfidential(),
    handling: w.secHandling(),
    'follow-up': w.secFollowUp(),
    conflict: w.secConflict(),
    responses: w.secResponses(),
    conversation: w.secConversation({ reported: reported(view) }),
    'public-statements': w.secPublic(),
    appeal: w.secAppeal(),
    retention: w.secRetention(),
    attribution: w.attributionTitle(),
  };
  return titles[id];
}

export function staffTitle(view: EventView, id: StaffSectionId): string {
  const { w } = view;
  const titles: Readonly<Record<StaffSectionId, string>> = {
    briefing: w.secBriefing(),
    reaching: w.secReaching(),
    taking: w.secTaking(),
    nevers: w.secNevers(),
    offers: w.secOffers(),
    urgency: w.secUrgency(),
    duties: w.secDuties(),
    conflict: w.secConflict(),
    meeting: w.secMeeting(),
    responses: w.secResponses(),
    conversation: w.secConversation({ reported: reported(view) }),
    apology: w.secApology(),
    appeal: w.secAppeal(),
    'public-statements': w.secPublic(),
    'follow-up': w.secWriting(),
    debrief: w.secDebrief(),
    retention: w.secRetention(),
    attribution: w.attributionTitle(),
  };
  return titles[id];
}

export function withinText({ w, language }: EventView, { within }: DutyRule): string {
  const span = spanIn(within, language) ?? '';
  switch (within.unit) {
    case 'minutes':
    case 'hours':
    case 'days':
      return w.within({ span });
    case 'after-event':
      return w.withinAfterEvent({ span });
    case 'at-once':
      return w.withinAtOnce();
    case 'agreed':
      return w.withinAgreed();
    case 'ending':
      return w.withinEnding();
    case 'no-limit':
      return w.withinNoLimit();
  }
}

export function owedToText(view: EventView, to: OwedTo): string {
  const { w, language, current } = view;
  const people: Readonly<Record<OwedTo, string>> = {
    reporter: w.toReporter(),
    impacted: w.toPeople({ people: say(current.procedure.terms.impacted, language) }),
    'reported-person': w.toPeople({ people: reported(view) }),
    aware: w.toAware(),
    team: w.toTeam(),
    public: w.toPublic(),
  };
  return people[to];
}

/** The holders of these roles, as the procedure calls them together. */
export function rolesText({ current, language }: EventView, ids: readonly string[]): string {
  const roles = ids.flatMap((id) => current.procedure.roles.find((role) => role.id === id) ?? []);
  return new Intl.ListFormat(language).format(roles.map((role) => say(role.many, language)));
}

/** What stands beside a clause; a date is not known here. */
export function besideText({ w, current, edition, language }: EventView, { what, text }: Beside): string {
  const words = fill(current.procedure, text, language, edition.gathering).replace('{due}', '…');
  switch (what) {
    case 'instead':
      return w.insteadSay({ text: words });
    case 'promise':
      return w.toldReporter({ text: words });
    case 'violation':
      return w.awareViolation({ text: words });
    case 'none':
      return w.awareNone({ text: words });
  }
}

export function needText({ w }: EventView, need: Need): string {
  const words: Readonly<Record<Need, () => string>> = {
    reason: w.needReason,
    medium: w.needMedium,
    wording: w.needWording,
    'next-step': w.needNextStep,
    'protected-person': w.needProtectedPerson,
    until: w.needUntil,
    'event-list': w.needEventList,
    'who-is-told': w.needWhoIsTold,
    talk: w.needTalk,
    'by-whom': w.needByWhom,
    when: w.needWhen,
    'media-item': w.needMediaItem,
    'hold-owner': w.needHoldOwner,
    scope: w.needScope,
    systems: w.needSystems,
    'condition-existed': w.needConditionExisted,
    'door-list': w.needDoorList,
    register: w.needRegister,
    organisation: w.needOrganisation,
    'its-answer': w.needItsAnswer,
    authority: w.needAuthority,
    consents: w.needConsents,
  };
  return words[need]();
}

export function actText({ w }: EventView, act: Act): string {
  const words: Readonly<Record<Act, () => string>> = {
    'take-report': w.actTakeReport,
    note: w.actNote,
    acknowledge: w.actAcknowledge,
    'write-to-reporter': w.actWriteToReporter,
    assess: w.actAssess,
    'act-alone': w.actActAlone,
    measure: w.actMeasure,
    refer: w.actRefer,
    meet: w.actMeet,
    decide: w.actDecide,
    'carry-out': w.actCarryOut,
    speak: w.actSpeak,
    clear: w.actClear,
    'tell-aware': w.actTellAware,
    announce: w.actAnnounce,
    delegate: w.actDelegate,
    'follow-up': w.actFollowUp,
    link: w.actLink,
    'recuse-other': w.actRecuseOther,
    'appoint-stand-in': w.actAppointStandIn,
    waive: w.actWaive,
    disclose: w.actDisclose,
    'decide-appeal': w.actDecideAppeal,
    close: w.actClose,
    debrief: w.actDebrief,
    expunge: w.actExpunge,
  };
  return words[act]();
}

/** What the staff page says under a clause because the file says it in figures: the rule itself, never a second text. */
export function ruleText(view: EventView, path: string): string {
  const { w, current } = view;
  const p: Procedure = current.procedure;
  const said = (ids: readonly string[], words: (roles: string) => string): string =>
    ids.length === 0 ? '' : words(rolesText(view, ids));
  switch (path) {
    case 'police':
      return p.police.dangerFirst === 'guide' ? w.dangerGuide() : w.dangerSecurity();
    case 'meeting':
      return said(p.meeting.invites, (roles) => w.invitedRoles({ roles }));
    case 'conversation':
      return said(p.conversation.prefer, (roles) => w.preferredRoles({ roles }));
    case 'debrief': {
      const { hosts = [], attend = [] } = p.debrief ?? {};
      const parts = [said(hosts, (roles) => w.hostRoles({ roles })), said(attend, (roles) => w.attendRoles({ roles }))];
      return parts.filter((part) => part !== '').join(' · ');
    }
    // Other clauses have no figures but those their texts name.
    default:
      return '';
  }
}

/** Roles in the order in which a person meets them: who receives first, who is next, then everybody else. */
export function rolesInOrder(procedure: Procedure): readonly Procedure['roles'][number][] {
  const first = [...readers(procedure), ...fallbacks(procedure)];
  return [...first, ...procedure.roles.filter((role) => !first.includes(role))];
}
