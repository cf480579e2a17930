import { contactsOn } from '#domain/edition/contacts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Roster } from '#domain/team/roster.ts';
import { rolesAt } from '#domain/team/roster.ts';
import type { Standing } from './scene.ts';

/** Words for how long something lasts. */
export interface Endings {
  readonly lineOnce: (a: { readonly what: string }) => string;
  readonly lineEventEnd: (a: { readonly what: string }) => string;
  readonly lineDate: (a: { readonly what: string; readonly date: string }) => string;
  readonly lineNever: (a: { readonly what: string }) => string;
}

const nameOf = ({ response, text }: Standing, procedure: Procedure, language: string): string => {
  const found = procedure.responses.list.find(({ id }) => id === response);
  return found === undefined ? (text.trim() || response).replace(/[.\s]+$/u, '') : say(found.name, language);
};

/** "No talks, until 15 May 2029." What was decided as the person is told it: never whom it protects (RSP-03, RSP-24). */
export function lineOf(
  one: Standing,
  procedure: Procedure,
  words: Endings,
  { language, zone }: { readonly language: string; readonly zone: string },
): string {
  const what = nameOf(one, procedure, language);
  switch (one.ends) {
    case 'once':
      return words.lineOnce({ what });
    case 'event-end':
      return words.lineEventEnd({ what });
    case 'date': {
      const date = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'long' }).format(one.until ?? 0);
      return words.lineDate({ what, date });
    }
    case 'never':
      return words.lineNever({ what });
  }
}

/** Names of the catalogue: of those decided, and of all the others. */
export function namesIn(
  procedure: Procedure,
  standing: readonly Standing[],
  language: string,
): { readonly decided: readonly string[]; readonly others: readonly string[] } {
  const ids = new Set(standing.map(({ response }) => response));
  const listed = procedure.responses.list.filter(({ none }) => !none);
  const of = (wanted: boolean): readonly string[] =>
    listed.filter(({ id }) => ids.has(id) === wanted).map(({ name }) => say(name, language));
  return { decided: of(true), others: of(false) };
}

/** What ends access and has not been carried out: that is over before the person hears of it (RSP-09). */
export function accessFirst(procedure: Procedure, standing: readonly Standing[], language: string): readonly string[] {
  const ends = (id: string): boolean =>
    procedure.responses.list.some((one) => one.id === id && one.needs.includes('systems'));
  return standing.filter((one) => !one.carriedOut && ends(one.response)).map((one) => nameOf(one, procedure, language));
}

/** Who decides appeals, as the person is told it. `where`: an address or a number, `''` where there is none. */
export interface AppealBody {
  readonly body: string;
  readonly where: string;
}

/** From the event's contacts, else the procedure's role while somebody holds it; null: there is nobody (APL-01, APL-02). */
export function appealBodyOf(
  { appeal, roles }: Procedure,
  edition: Edition | undefined,
  roster: Pick<Roster, 'members'>,
  language: string,
): AppealBody | null {
  if (appeal.body === null || edition === undefined) return null;
  const [contact] = contactsOn(edition, 'appeal', 'public');
  if (contact !== undefined && contact.name !== '')
    return { body: contact.name, where: contact.email === '' ? contact.phone : contact.email };
  const role = roles.find(({ id }) => id === appeal.body);
  const held = roster.members.some((member) => rolesAt(member, edition.id).includes(role?.id ?? ''));
  return role !== undefined && held ? { body: say(role.many, language), where: '' } : null;
}
