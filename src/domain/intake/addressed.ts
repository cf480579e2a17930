import { namedIn } from './named.ts';
import type { Known } from './sought.ts';

/**
 * [Note: Named is not addressed] Whoever answers on the conversation page says "Hi Rosa" and "thank you, Rosa" to the
 * member who wrote to them there. That alone keeps nobody apart, or every thank-you would lock out whoever helps. Of
 * members who have not written there, and of any other words, the rule of a report holds. A kind of file of its own,
 * because it is about replies only (`named.ts`).
 */
const greetings =
  'hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks|thank you|thanks a lot|many thanks|thank you (?:so|very) much|' +
  'hola|buenos d[ií]as|buenas|querid[oa]s?|estimad[oa]s?|gracias|muchas gracias|bonjour|bonsoir|salut|merci|ch[eè]re?s?|' +
  'hallo|guten (?:tag|morgen|abend)|liebe[rs]?|danke|ol[aá]|obrigad[oa]|ciao|grazie|car[oaie]|cześć|dzień dobry|' +
  'drog[ai]|dziękuję|привет|здравствуйте|дорог(?:ая|ой|ие)|спасибо';
const anyCase = greetings
  .split('|')
  .map((words) => `[${words.slice(0, 1)}${words.slice(0, 1).toUpperCase()}]${words.slice(1)}`)
  .join('|');
const letters = "[\\p{L}\\p{M}’'-]*";
const name = `\\p{Lu}${letters}`;
const names = `${name}(?: ${name}){0,2}(?: (?:and|y|et|und|i|и|&) ${name}(?: ${name})?){0,2}`;
const addressing = new RegExp(`(?<![\\p{L}])(?:${anyCase}),? (?:${names}|\\p{L}${letters})(?=[,.!:;)]|\\s*$)`, 'gmu');
const alone = new RegExp(`^\\s*${names}\\s*,\\s*$`, 'gmu');

/** Lines that repeat what was answered, also where the answers stand between them: whoever signed that is in them. */
const repeated = /^\s{0,3}>.*$/gmu;

/** Members named in a reply; of those who wrote to its author before, only who is more than greeted, thanked or repeated. */
export function namedInReply(text: string, people: readonly Known[], wrote: readonly string[]): readonly string[] {
  const named = (of: string): readonly string[] =>
    namedIn({ reply: { kind: 'text', text: of } }, people).map(({ member }) => member);
  const all = named(text);
  if (!all.some((id) => wrote.includes(id))) return all;
  const besides = named(text.replaceAll(repeated, ' ').replaceAll(addressing, ' ').replaceAll(alone, ' '));
  return all.filter((id) => !wrote.includes(id) || besides.includes(id));
}
