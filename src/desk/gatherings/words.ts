import { gatherings as en } from '#words/made/en/gatherings.ts';
import { gatherings as es } from '#words/made/es/gatherings.ts';
import type { Gatherings } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

export const useGatheringWords = (): Gatherings => useOwn({ en, es });
