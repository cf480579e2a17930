import { wordlist } from '@scure/bip39/wordlists/french.js';
import type { WordList } from '../words.ts';

export const french: WordList = { id: 'fr', words: wordlist };
