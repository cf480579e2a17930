import { wordlist } from '@scure/bip39/wordlists/spanish.js';
import type { WordList } from '../words.ts';

export const spanish: WordList = { id: 'es', words: wordlist };
