/** One event of a calendar; instants in ms. Nothing in it is anybody's words but ours. */
export interface CalendarEvent {
  /** The same for the same thing, so that a calendar that fetches again moves it and never doubles it. */
  readonly uid: string;
  /** When what it says was last so. */
  readonly stamp: number;
  readonly from: number;
  readonly to: number;
  readonly summary: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Octets of a line, without its end (RFC 5545 §3.1). */
const most = 75;

/** UTC, form 2 of RFC 5545 §3.3.5. */
const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/gu, '')}Z`;

/** A TEXT value: RFC 5545 §3.3.11. What is no printable character goes nowhere. */
export function escaped(text: string): string {
  return text
    .replace(/\r\n?|\n/gu, '\n')
    .replace(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replace(/\n/gu, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A content line, folded before its 76th octet and never within a character. */
export function folded(line: string): string {
  const bytes = encoder.encode(line);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length;) {
    let to = Math.min(bytes.length, from + (parts.length === 0 ? most : most - 1));
    // Bytes 10xxxxxx go on with a character that began before.
    while (to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80) to--;
    parts.push(decoder.decode(bytes.subarray(from, to)));
    from = to;
  }
  return parts.join('\r\n ');
}

/** A whole calendar (RFC 5545): the same events give the same bytes. */
export function calendarOf(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Recourse//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(({ uid, stamp, from, to, summary }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${instant(stamp)}`,
      `DTSTART:${instant(from)}`,
      `DTEND:${instant(to)}`,
      `SUMMARY:${escaped(summary)}`,
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
