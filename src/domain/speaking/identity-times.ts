import type { Finding, Told } from './finding.ts';
import { lettersOf } from './wording.ts';

interface Moment {
  /** What it is, in no language: `t90` half past one by day or night, `d16-5` a date, `sun-evening`. */
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
}

const index = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(' ').flatMap((all, at) => all.split('|').map((word) => [word, at] as const)));

const months = index(
  'january|jan|enero|ene february|feb|febrero march|mar|marzo april|apr|abril|abr may|mayo june|jun|junio july|jul|julio ' +
    'august|aug|agosto|ago september|sept|sep|septiembre october|oct|octubre november|nov|noviembre december|dec|diciembre|dic',
);
const weekdays = index(
  'sunday|sun|domingo monday|mon|lunes tuesday|tue|martes wednesday|wed|miercoles thursday|thu|jueves friday|fri|viernes saturday|sat|sabado',
);
const numbers = index(
  'zero|cero one|una|uno two|dos three|tres four|cuatro five|cinco six|seis seven|siete eight|ocho nine|nueve ten|diez eleven|once twelve|doce',
);
const parts = index(
  'morning|manana|breakfast|desayuno noon|midday|lunch|mediodia|almuerzo afternoon|tarde evening|dinner|cena|night|noche midnight|medianoche',
);

const named = (map: ReadonlyMap<string, number>): string => [...map.keys()].join('|');
const num = String.raw`(?:\d{1,2}|${named(numbers)})`;
const month = named(months);

const valueOf = (word: string): number => numbers.get(word) ?? Number(word);
/** By day or by night: who writes "half past one" does not say which. */
const clock = (hour: number, minute: number): string => `t${(((hour % 12) * 60 + minute + 720) % 720).toString()}`;
const date = (day: number, at: number): string => `d${day}-${at}`;

type Reads = readonly [shape: RegExp, keys: (found: readonly string[]) => readonly string[]];
const reads: readonly Reads[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/gu, ([, , at = '', day = '']) => [date(Number(day), Number(at))]],
  [
    /\b([01]?\d|2[0-3])(?:[:.]|\s?h\s?)([0-5]\d)\b(?!\s*(?:%|eur|usd|€))/gu,
    ([, h = '', m = '']) => [clock(Number(h), Number(m))],
  ],
  [
    /\b(1[0-2]|[1-9])\s*(?:am|pm|a\.\s?m\.|p\.\s?m\.|hrs?|h|o.?clock)(?![a-z])/gu,
    ([, h = '']) => [clock(Number(h), 0)],
  ],
  [new RegExp(String.raw`\bhalf past (${num})\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 30)]],
  [new RegExp(String.raw`\bquarter past (${num})\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 15)]],
  [new RegExp(String.raw`\bquarter to (${num})\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), -15)]],
  [new RegExp(String.raw`\b(${num})[- ]thirty\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 30)]],
  [new RegExp(String.raw`\b(${named(numbers)}) o.?clock\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 0)]],
  [new RegExp(String.raw`\blas? (${num}) y media\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 30)]],
  [new RegExp(String.raw`\blas? (${num}) y cuarto\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), 15)]],
  [new RegExp(String.raw`\blas? (${num}) menos cuarto\b`, 'gu'), ([, h = '']) => [clock(valueOf(h), -15)]],
  [
    new RegExp(
      String.raw`\b(?:at|a las?|sobre las?|hacia las?) (${num})\b(?![:.]?\d| y | menos |\p{L}| (?:p\p{L}|tables?))`,
      'gu',
    ),
    ([, h = '']) => (valueOf(h) <= 24 ? [clock(valueOf(h), 0)] : []),
  ],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th|º)?(?: of| de)? (${month})\b`, 'gu'),
    ([, day = '', at = '']) => [date(Number(day), (months.get(at) ?? 0) + 1)],
  ],
  [
    new RegExp(String.raw`\b(${month})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)`, 'gu'),
    ([, at = '', day = '']) => [date(Number(day), (months.get(at) ?? 0) + 1)],
  ],
  [
    /\b(\d{1,2})[/.](\d{1,2})(?:[/.](?:\d{4}|\d{2}))?\b/gu,
    ([, a = '', b = '']) => [date(Number(a), Number(b)), date(Number(b), Number(a))],
  ],
  [
    new RegExp(
      String.raw`\b(${named(weekdays)})(?:,)?(?: (?:at|por|en|a|de|al|in|the|la|el))* (${named(parts)})\b`,
      'gu',
    ),
    ([, day = '', part = '']) => [`w${weekdays.get(day) ?? 0}-${parts.get(part) ?? 0}`],
  ],
];

function momentsIn(text: string): readonly Moment[] {
  const lower = lettersOf(text);
  return reads.flatMap(([shape, keys]) =>
    [...lower.matchAll(shape)].map((found) => ({
      keys: keys([...found]),
      start: found.index,
      end: found.index + found[0].length,
    })),
  );
}

/** Times and days that somebody told too. A time of the team's own, as for a talk, is none. */
export function timesIn(text: string, told: readonly Told[]): readonly Finding[] {
  const moments = momentsIn(text);
  if (moments.length === 0) return [];
  const theirs = told.map((one) => ({ one, keys: new Set(momentsIn(one.text).flatMap(({ keys }) => keys)) }));
  return moments.flatMap(({ keys, start, end }): readonly Finding[] => {
    const from = theirs.find((those) => keys.some((key) => those.keys.has(key)));
    if (from === undefined) return [];
    const { whose, person } = from.one;
    return [{ found: text.slice(start, end), start, end, why: 'time', whose, person }];
  });
}
