/**
 * [Note: Local days] A week ends at the same local time a week later, whatever daylight saving does between. A local
 * time that does not exist moves forward by what was skipped; one that comes twice is the first of the two. Only
 * `Intl` knows the zones.
 */
const day = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow and using it is not; it holds nothing but the zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** What clocks in the zone show at an instant, written as if it were UTC, in ms. */
function wallAt(at: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const seconds = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return seconds + (((at % 1_000) + 1_000) % 1_000);
}

/** The instant at which clocks in the zone show this. */
function instantOf(wall: number, zone: string): number {
  const offset = (about: number): number => wallAt(about, zone) - about;
  const before = wall - offset(wall - day);
  const after = wall - offset(wall + day);
  const shown = [before, after].filter((at) => wallAt(at, zone) === wall);
  return shown.length === 0 ? before : Math.min(...shown);
}

/** `days` local calendar days later, at the same local time. Instants are ms since 1970. */
export function addDays(at: number, days: number, zone: string): number {
  return instantOf(wallAt(at, zone) + days * day, zone);
}

/** The local date of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number, zone: string): string {
  return new Date(wallAt(at, zone)).toISOString().slice(0, 10);
}

/** The last millisecond of a local day (`YYYY-MM-DD`). */
export function endOfDay(date: string, zone: string): number {
  return instantOf(Date.parse(`${date}T00:00:00Z`) + day, zone) - 1;
}

/** The day that is `days` later on the calendar. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** What clocks in the zone show at an instant, as a form's field has it: `YYYY-MM-DDTHH:MM`. */
export function fieldOf(at: number, zone: string): string {
  return new Date(wallAt(at, zone)).toISOString().slice(0, 16);
}

/** The instant that a form's field means in the zone, or null when it is no time. */
export function fieldAt(field: string, zone: string): number | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/u.test(field) ? Date.parse(`${field}:00Z`) : Number.NaN;
  return Number.isNaN(wall) ? null : instantOf(wall, zone);
}
