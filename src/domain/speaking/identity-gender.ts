import type { Finding } from './finding.ts';

const en =
  /\b(?:he|him|his|himself|she|her|hers|herself|mr|mrs|ms|miss|sir|madam|man|men|woman|women|male|female|guys?|boys?|girls?|lady|ladies|gentleman|gentlemen|husband|wife|boyfriend|girlfriend|father|mother|brother|sister|son|daughter|he['’]s|she['’]s)\b/giu;

/** Nouns that take the gender of who is meant; "persona" before them takes it away. */
const esNouns =
  'ponente|asistente|participante|estudiante|responsable|denunciante|reportante|testigo|periodista|colega|cliente|acompañante';
const esEnded =
  'compañer|voluntari|organizador|reporter|emplead|amig|acosad|afectad|denunciad|reportad|orador|expositor|desarrollador|programador|profesor|director|técnic|alumn|novi|espos|herman|hij|chic|niñ|muchach|señor|expuls|invitad|acusad';
const es = new RegExp(
  [
    String.raw`(?<![\p{L}])(?:él|ella|ellas|sr|sra|señorita|hombres?|mujer(?:es)?|varón|varones|caballeros?|damas?|padre|madre|marido|tipo|tía|tío)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:el|la|un|una|al|del|este|esta|ese|esa|aquel|aquella|otro|otra)\s+(?:${esNouns})(?![\p{L}])`,
    String.raw`(?<!person\p{L}{1,2}\s)(?<![\p{L}])(?:${esEnded})(?:[oa]s?|a|as)?(?![\p{L}])`,
  ].join('|'),
  'giu',
);
/** Nouns of the list above that are things, not people: the software called "programador de sesiones" is rare enough. */
const bare =
  /^(?:compañer|voluntari|reporter|emplead|amig|acosad|afectad|denunciad|reportad|técnic|alumn|novi|espos|herman|hij|chic|niñ|muchach|expuls|invitad|acusad)$/iu;

/** Words that tell whether it was a man or a woman: with the few people in an incident, half of who it was (CNF-02). */
export function genderIn(text: string, language: string): readonly Finding[] {
  const spanish = language.slice(0, 2) === 'es';
  return [...text.matchAll(spanish ? es : en)]
    .filter(([word]) => !spanish || !bare.test(word))
    .map(({ 0: found, index }) => ({
      found,
      start: index,
      end: index + found.length,
      why: 'gender',
      whose: '',
      person: '',
    }));
}
