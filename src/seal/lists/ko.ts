import { wordlist } from '@scure/bip39/wordlists/korean.js';
import type { WordList } from '../words.ts';

export const korean: WordList = { id: 'ko', words: wordlist };
