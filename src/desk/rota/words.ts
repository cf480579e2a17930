import { rota as en } from '#words/made/en/rota.ts';
import { rota as es } from '#words/made/es/rota.ts';
import type { Rota } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

/** The words for who is on duty, whom something wakes, and a calendar of one's own. */
export const useRotaWords = (): Rota => useOwn({ en, es });
