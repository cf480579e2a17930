import { Hono } from 'hono';
import { turnsOf } from '#domain/edition/rota.ts';
import { active, memberOf, rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import { dutyCursorOf } from '#store/cursor.ts';
import type { OwedAt } from '#store/gate-store.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rota as en } from '#words/made/en/rota.ts';
import { rota as es } from '#words/made/es/rota.ts';
import type { Rota as RotaWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import { param, refuse, type ApiParts } from '../api/answers.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import { calendarOf, type CalendarEvent } from './ical.ts';

const words: Readonly<Record<Language, RotaWords>> = { en, es };
const most = 100;
const pages = 20;
/** What is due is one moment; a calendar shows it as long as this, ms. */
const shown = 15 * 60_000;

/** A name that tells nothing of what it names, and is another one for everybody. */
const uidOf = (member: string, ...about: readonly string[]): string =>
  `${sha256Hex([member, ...about].join('/')).slice(0, 32)}@recourse`;

function turns({ editions }: Organisation, member: string): readonly CalendarEvent[] {
  return editions.flatMap(({ edition }) =>
    turnsOf(edition)
      .filter(({ shift }) => shift.members.includes(member))
      .map(({ shift, from, to }) => {
        const t = words[edition.languages.find(isLanguage) ?? 'en'];
        return { uid: uidOf(member, 'turn', edition.id, shift.id), stamp: from, from, to, summary: t.calShift() };
      }),
  );
}

/** Whether it is theirs: given to them by name, or to a role of theirs. */
function isOwn({ owner, owedBy, edition }: OwedAt, member: RosterMember): boolean {
  return owner === '' ? rolesAt(member, edition).some((role) => owedBy.includes(role)) : owner === member.id;
}

/** What they owe by a date, through the gate: nothing of an incident that they may not see. */
async function dates({ store }: ApiParts, organisation: Organisation, member: RosterMember) {
  const found: CalendarEvent[] = [];
  for (let [after, page] = ['', 0]; page < pages; page++) {
    const rows = await store.dutiesFor(organisation.org, member.id, { after, most });
    for (const row of rows) {
      if (row.due === 0 || !isOwn(row, member)) continue;
      const edition = organisation.editions.find((one) => one.edition.id === row.edition)?.edition;
      const t = words[edition?.languages.find(isLanguage) ?? 'en'];
      found.push({
        uid: uidOf(member.id, 'due', row.incident, row.duty, row.cause, row.stream),
        stamp: row.arose,
        from: row.due,
        to: row.due + shown,
        summary: t.calDue(),
      });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < most) break;
    after = dutyCursorOf(last);
  }
  return found;
}

/**
 * A member's own calendar, by an address that only their calendar knows: their turns of duty and their dates, and of no
 * incident anything but that something is due. The gate is asked each time; whoever is kept out of an incident gets what
 * they would get without it, and whoever is suspended or gone nothing.
 */
export const calendar = (parts: ApiParts): Hono =>
  new Hono().get(staffPaths.calendar(':file'), async (c) => {
    const secret = /^([0-9a-f]{32})\.ics$/u.exec(param(c, 'file'))?.[1];
    const organisation =
      secret === undefined ? null : await currentEditions(parts.store, parts.procedures, parts.now());
    if (secret === undefined || organisation === null) return refuse(c, parts, 'not-found');
    const id = await parts.store.feedMember(organisation.org, sha256Hex(secret));
    const member = id === null ? undefined : memberOf(organisation.roster, id);
    if (member === undefined || !active(member, parts.now())) return refuse(c, parts, 'not-found');
    const events = [...turns(organisation, member.id), ...(await dates(parts, organisation, member))];
    return c.body(calendarOf('Recourse', events), 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="recourse.ics"',
    });
  });
