import { wordlist } from '@scure/bip39/wordlists/portuguese.js';
import type { WordList } from '../words.ts';

export const portuguese: WordList = { id: 'pt', words: wordlist };
