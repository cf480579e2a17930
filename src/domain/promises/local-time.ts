/** Local times as people write them, `2027-05-15 00:25`, and instants. */

const minute = 60_000;

/** The local time of an instant, to the minute. */
export function localOf(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

const asIfUtc = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00Z`);

/** The instant of a local time: the earlier of two, and forward over an hour that does not exist. */
export function instantOf(local: string, zone: string): number {
  const wanted = asIfUtc(local);
  const offsetAt = (at: number): number => asIfUtc(localOf(at, zone)) - Math.floor(at / minute) * minute;
  const before = offsetAt(wanted - 24 * 60 * minute);
  const after = offsetAt(wanted + 24 * 60 * minute);
  const found = [wanted - before, wanted - after].filter((at) => localOf(at, zone) === local);
  return found.length === 0 ? wanted - before : Math.min(...found);
}
