import { letter as en } from '#words/made/en/letter.ts';
import { letter as es } from '#words/made/es/letter.ts';
import type { Letter } from '#words/made/shape.ts';
import { useOwn } from '../../frame/own-words.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** The words about what came by e-mail or text message. */
export function useLetterWords(): Letter {
  return useOwn({ en, es });
}

/** One sentence of the story for what was filed elsewhere or moved to another event; null for anything else. */
export function letterLine(
  { kind, facts }: Pick<Seen, 'kind' | 'facts'>,
  t: Letter,
  eventOf: (edition: string) => string,
): string | null {
  if (kind === 'moved') return t.lineMoved({ event: eventOf(facts['to'] ?? '') });
  return kind === 'filed' ? t.lineFiled({ as: facts['as'] ?? '' }) : null;
}
