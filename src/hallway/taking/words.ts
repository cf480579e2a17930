import { questions as enQuestions } from '#words/made/en/questions.ts';
import { taking as en } from '#words/made/en/taking.ts';
import { questions as esQuestions } from '#words/made/es/questions.ts';
import { taking as es } from '#words/made/es/taking.ts';
import type { Questions, Taking } from '#words/made/shape.ts';
import type { Language } from '#words/words.ts';

export const takingWords: Readonly<Record<Language, Taking>> = { en, es };
export const questionWords: Readonly<Record<Language, Questions>> = { en: enQuestions, es: esQuestions };
