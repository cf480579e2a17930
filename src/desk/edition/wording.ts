import { spanIn } from '#domain/procedure/values.ts';
import { stretches } from '#domain/edition/days.ts';
import type { Doubt } from '#domain/edition/doubts.ts';
import type { RoomKind, ShownTo } from '#domain/edition/edition.ts';
import type { Responsibility } from '#domain/edition/lists.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import { say, type ContactList, type DutyRule, type Procedure } from '#domain/procedure/procedure.ts';
import type { Desk } from '#words/made/shape.ts';
import type { EditionKey } from './draft.ts';

/** A calendar day in words: it has no zone. */
export function dayIn(day: string, language: string, year = true): string {
  const how: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
  };
  const at = Date.parse(day);
  return Number.isNaN(at) ? day : new Intl.DateTimeFormat(language, how).format(at);
}

/** "14–16 May": the shortest the language knows. */
export function daysIn(from: string, to: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const [a, b] = [Date.parse(from), Date.parse(to)];
  return Number.isNaN(a) || Number.isNaN(b) || a > b ? `${from} – ${to}` : format.formatRange(a, b);
}

export function listIn(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language).format(words);
}

export const gatheringIn = (t: Desk): Readonly<Record<Gathering, string>> => ({
  'in-person': t.gatheringInPerson(),
  online: t.gatheringOnline(),
  'meet-up': t.gatheringMeetUp(),
});

export const roomKindIn = (t: Desk): Readonly<Record<RoomKind, string>> => ({
  quiet: t.roomQuiet(),
  safety: t.roomSafety(),
  staff: t.roomStaff(),
});

export const shownIn = (t: Desk): Readonly<Record<ShownTo, string>> => ({
  public: t.showPublic(),
  staff: t.showStaff(),
  nobody: t.showNobody(),
});

export const contactListIn = (t: Desk): Readonly<Record<ContactList, string>> => ({
  'shared-address': t.listShared(),
  'general-address': t.listGeneral(),
  hotline: t.listHotline(),
  conflict: t.listConflict(),
  chair: t.listChair(),
  coordinator: t.listCoordinator(),
  appeal: t.listAppeal(),
  feedback: t.listFeedback(),
  crisis: t.listCrisis(),
  staff: t.listStaff(),
});

export const responsibilityIn = (t: Desk): Readonly<Record<Responsibility, string>> => ({
  readers: t.asReaders(),
  leads: t.asLeads(),
  'conflict-contacts': t.asConflict(),
  announcers: t.asAnnouncers(),
  delegate: t.asDelegate(),
  'stand-in-pool': t.asPool(),
  'appeal-body': t.asAppeal(),
});

/** A field by the label it has on the page. */
export const keyIn = (t: Desk): Readonly<Record<EditionKey, string>> => ({
  organisation: t.organisation(),
  name: t.eventName(),
  from: t.firstDay(),
  to: t.lastDay(),
  zone: t.zone(),
  place: t.place(),
  gathering: t.gathering(),
  large: t.largeEvent(),
  languages: t.formLanguages(),
  neutralTitle: t.neutralTitle(),
  exit: t.exitPage(),
  emergency: t.emergencyNumber(),
  teamPhone: t.teamPhone(),
  meetingPoint: t.meetingPoint(),
  rooms: t.roomsByDay(),
  plan: t.plan(),
  guide: t.guide(),
  rota: t.rota(),
  alertWords: t.alertWords(),
  programme: t.programme(),
  contacts: t.contacts(),
  codeOfConduct: t.codeOfConduct(),
  procedure: t.procedureInForce(),
  procedureVersion: t.procedureInForce(),
  procedureDigest: t.procedureInForce(),
});

export function roleIn(procedure: Procedure, role: string, language: string): string {
  const found = procedure.roles.find(({ id }) => id === role);
  return found === undefined ? role : say(found.name, language);
}

/** A role of whichever version still knows it: what members hold may be another procedure's. */
export function roleAmong(procedures: readonly Procedure[], role: string, language: string): string {
  const knows = procedures.find(({ roles }) => roles.some(({ id }) => id === role));
  return knows === undefined ? role : roleIn(knows, role, language);
}

export const rolesIn = (procedure: Procedure, roles: readonly string[], language: string): string =>
  listIn(
    roles.map((role) => roleIn(procedure, role, language)),
    language,
  );

/** "Tell the reporter …: within 24 hours", or null for a duty without a length. */
export function promiseIn(t: Desk, { label, within }: DutyRule, language: string): string | null {
  const what = say(label, language);
  if (within.unit === 'at-once') return t.promisedAtOnce({ what });
  const span = spanIn(within, language);
  if (span === null) return null;
  return within.unit === 'after-event' ? t.promisedAfterEvent({ what, span }) : t.promisedWithin({ what, span });
}

/** "in person and online": what a procedure was written for. */
export function kindsIn(t: Desk, { gatherings }: Procedure, language: string): string {
  return listIn(
    gatherings.map((kind) => gatheringIn(t)[kind].toLocaleLowerCase(language)),
    language,
  );
}

/** What is owed to reporters by a clock: the two lines in which procedures differ most. */
export function promisesIn(t: Desk, { duties }: Procedure, language: string): readonly string[] {
  const owed = duties.filter(({ owedTo }) => owedTo === 'reporter');
  return owed.flatMap((duty) => promiseIn(t, duty, language) ?? []);
}

/** One doubt as a sentence; `others` are asked for names of roles that the procedure does not have. */
export function doubtIn(
  t: Desk,
  procedure: Procedure,
  doubt: Doubt,
  language: string,
  others: readonly Procedure[] = [],
): string {
  switch (doubt.what) {
    case 'room-missing': {
      const days = stretches(doubt.days).map(({ from, to }) => daysIn(from, to, language));
      const kind = { quiet: t.kindQuiet(), safety: t.kindSafety(), staff: t.kindStaff() }[doubt.kind];
      return t.doubtRoom({ kind, days: listIn(days, language) });
    }
    case 'guide-missing':
      return t.doubtGuide();
    case 'contact-unconfirmed':
      return t.doubtUnconfirmed({ name: doubt.contact.name });
    case 'contact-left':
      return t.doubtLeft({ name: doubt.contact.name });
    case 'near-domains':
      return t.doubtNear({ one: doubt.one, other: doubt.other });
    case 'list-empty':
      return t.doubtList({ list: contactListIn(t)[doubt.list] });
    case 'stand-in-by-number':
      return t.doubtStandIn({
        n: doubt.moreThan,
        holders: doubt.holders,
        role: roleIn(procedure, doubt.role, language),
      });
    case 'stand-in-nobody':
      return t.doubtNobody({ roles: rolesIn(procedure, doubt.roles, language) });
    case 'role-unheld':
      return t.doubtRole({ role: roleIn(procedure, doubt.role, language) });
    case 'roles-unknown':
      return t.procedureSwitchLost({
        roles: listIn(
          doubt.roles.map((role) => roleAmong(others, role, language)),
          language,
        ),
      });
    case 'language-missing':
      return t.doubtLanguage({
        language: new Intl.DisplayNames([language], { type: 'language' }).of(doubt.language) ?? doubt.language,
      });
    case 'gathering-other':
      return t.doubtGathering();
    case 'code-missing':
      return t.doubtCode();
  }
}
