import { endOfDay } from '#domain/edition/clock.ts';
import type { Missing } from '#domain/edition/open.ts';
import { gapsIn, turnsOf, type Gap } from '#domain/edition/rota.ts';
import type { Roster } from '#domain/team/roster.ts';
import { bad, fine, told, type Finding } from './finding.ts';
import type { Settled } from './team.ts';

const ahead = 48 * 3_600_000;

const lacks: Readonly<Record<Missing, string>> = {
  'no-reader': 'nobody reads new reports',
  'no-fallback': 'nobody stands in when everybody who reads is kept out',
  'no-second-steward': 'there is no second steward',
};

/** Whether a gap of the rota comes within the next two days. */
function soon(gap: Gap, { edition }: Settled, now: number): boolean {
  switch (gap.what) {
    case 'nobody':
    case 'hole':
      return gap.from <= now + ahead && gap.to > now;
    case 'alone':
      return endOfDay(gap.day, edition.zone) > now && endOfDay(gap.day, edition.zone) <= now + ahead;
    case 'unable':
      return turnsOf(edition).some(({ shift, from, to }) => shift.id === gap.shift && from <= now + ahead && to > now);
  }
}

/** An event: whether its form is open, what it lacks, and whether somebody is on duty. */
export function eventLines(event: Settled, roster: Roster, now: number): readonly Finding[] {
  const { edition, procedure, missing, open } = event;
  const { name } = edition;
  if (procedure === null) return [bad(`${name}: closed. Its procedure cannot be read: settle it anew on the desk.`)];
  // Long over: nobody waits for its form.
  const over = endOfDay(edition.to, edition.zone) + 30 * 24 * 3_600_000 < now;
  const what = missing.map((one) => lacks[one]).join('; ');
  const form = open
    ? fine(`${name}: open${what === '' ? '' : `, although ${what}`}`)
    : (over ? told : bad)(`${name}: closed, because ${what}`);
  const gaps = gapsIn(procedure, edition, roster, now).filter((gap) => soon(gap, event, now));
  if (gaps.length === 0) return [form];
  const days = gaps.filter((gap) => gap.what !== 'alone').length;
  const rota =
    days === 0
      ? told(`${name}: one person alone is on duty on a day within 48 hours.`)
      : bad(`${name}: the rota has ${days} ${days === 1 ? 'gap' : 'gaps'} within 48 hours.`);
  return [form, rota];
}
