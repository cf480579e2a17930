import type { Finding, Telling } from './finding.ts';
import { lettersOf, sentencesOf, stemOf, tells, wordsOf } from './wording.ts';

/** One kind of place in the languages of the team's texts. */
const kinds: readonly (readonly [id: string, words: string])[] = [
  ['room', 'room|sala|aula|salon|habitacion|cuarto'],
  ['hall', 'hall|pabellon|nave|auditorio|auditorium|theater|theatre|teatro'],
  ['track', 'track|pista'],
  ['table', 'table|mesa'],
  ['row', 'row|fila'],
  ['seat', 'seat|asiento|butaca'],
  ['booth', 'booth|stand|puesto|caseta'],
  ['floor', 'floor|piso|planta'],
  ['gate', 'gate|door|puerta|entrance|entrada'],
  ['poster', 'poster|cartel'],
];
const kindOf = new Map(kinds.flatMap(([id, words]) => words.split('|').map((word) => [word, id] as const)));
const numbered = new RegExp(
  String.raw`\b(${[...kindOf.keys()].join('|')}) (?:no\.? |number |numero )?([a-z]?\d{1,4}[a-z]?|[b-df-hj-xz])\b`,
  'gu',
);
const ordinal = new RegExp(String.raw`\b(\d{1,3})(?:st|nd|rd|th|o|a|º|ª)? (floor|row|piso|planta|fila)\b`, 'gu');

/** Places that every venue has and that tell where it was all the same. */
const spots: readonly (readonly [id: string, shape: string])[] = [
  ['lift', 'elevators?|lifts?|ascensor(?:es)?|elevador(?:es)?'],
  ['stairs', 'stairs|staircase|stairwell|escaleras?'],
  ['bar', 'bar|pub|cantina|barra'],
  ['corridor', 'corridors?|hallway|pasillos?'],
  ['poster-hall', 'poster (?:hall|session|area)|sesion de carteles|sala de (?:posters|carteles)'],
  ['hotel', 'hotel|hostel|hostal'],
  ['dinner', '(?:speakers?|conference|team|social) dinner|cena (?:de \\p{L}+|social)|banquet|banquete'],
  ['party', 'party|after-?party|fiesta'],
  ['tutorial', 'tutorials?|workshops?|taller(?:es)?'],
  ['sprint', 'sprints?'],
  ['mentoring', '(?:mentoring|mentor) (?:desk|table|session)|mesa de mentoria|mentoria'],
  ['registration', 'registration (?:desk|line|queue)|mesa de registro|fila de registro'],
  ['lightning', 'lightning talks?|charlas relampago'],
  ['breakfast', 'breakfast|desayuno'],
  ['toilet', 'toilets?|restrooms?|bathrooms?|bano|banos|aseos?|servicios'],
  ['parking', 'parking|car park|estacionamiento|aparcamiento'],
  ['terrace', 'terrace|rooftop|terraza|azotea'],
  ['coat', 'cloakroom|coat check|guardarropa'],
  ['pool', 'swimming pool|hot tub|piscina|alberca'],
  ['bus', 'shuttle|coach|autobus'],
  ['fair', 'job fair|career fair|feria de empleo|expo hall|sponsor hall'],
  ['queue', 'coffee (?:queue|line)|lunch (?:queue|line)|fila (?:del cafe|de la comida)'],
];
const spotShape = new RegExp(
  String.raw`(?<![\p{L}])(?:${spots.map(([, shape]) => `(${shape})`).join('|')})(?![\p{L}])`,
  'gu',
);

interface Place {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

function placesOf(text: string): readonly Place[] {
  const lower = lettersOf(text);
  const at = (found: RegExpExecArray, key: string): Place => ({
    key,
    start: found.index,
    end: found.index + found[0].length,
  });
  return [
    ...[...lower.matchAll(numbered)].map((found) => at(found, `${kindOf.get(found[1] ?? '') ?? ''} ${found[2] ?? ''}`)),
    ...[...lower.matchAll(ordinal)].map((found) => at(found, `${kindOf.get(found[2] ?? '') ?? ''} ${found[1] ?? ''}`)),
    ...[...lower.matchAll(spotShape)].map((found) =>
      at(found, spots[found.slice(1).findIndex((one) => one !== undefined)]?.[0] ?? ''),
    ),
  ];
}

/** The words a reporter answered "where" with, near each other in one sentence. */
function answeredIn(text: string, place: string): readonly { start: number; end: number }[] {
  const wanted = new Set(wordsOf(place).flatMap(({ word }) => (tells(word) ? [stemOf(word)] : [])));
  if (wanted.size === 0) return [];
  return sentencesOf(text).flatMap((sentence) => {
    const hits = wordsOf(sentence.text).filter(({ word }) => tells(word) && wanted.has(stemOf(word)));
    const enough = new Set(hits.map(({ word }) => stemOf(word))).size >= Math.min(2, wanted.size);
    const [first, last] = [hits[0], hits.at(-1)];
    if (!enough || first === undefined || last === undefined || last.end - first.start > 80) return [];
    return [{ start: sentence.start + first.start, end: sentence.start + last.end }];
  });
}

/** Rooms, seats and corners that somebody told of, in either language; a place of the team's own is none. */
export function placesIn(text: string, { told, places }: Telling): readonly Finding[] {
  const ours = placesOf(text);
  const theirs = [...told, ...places.map((place) => ({ text: place, whose: '' as const, person: '' }))].map((one) => ({
    one,
    keys: new Set(placesOf(one.text).map(({ key }) => key)),
  }));
  const named = ours.flatMap(({ key, start, end }): readonly Finding[] => {
    const from = theirs.find(({ keys }) => keys.has(key));
    if (from === undefined) return [];
    const { whose, person } = from.one;
    return [{ found: text.slice(start, end), start, end, why: 'place', whose, person }];
  });
  const answered = places
    .flatMap((place) => answeredIn(text, place))
    .filter((span) => !named.some(({ start, end }) => start < span.end && span.start < end))
    .map(({ start, end }): Finding => ({
      found: text.slice(start, end),
      start,
      end,
      why: 'place',
      whose: '',
      person: '',
    }));
  return [...named, ...answered];
}
