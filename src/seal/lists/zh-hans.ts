import { wordlist } from '@scure/bip39/wordlists/simplified-chinese.js';
import type { WordList } from '../words.ts';

export const simplifiedChinese: WordList = { id: 'zh-Hans', words: wordlist };
