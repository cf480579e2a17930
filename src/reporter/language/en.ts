export { english as list } from '#seal/lists/en.ts';
export { reporter as words } from '#words/made/en/reporter.ts';
export { questions } from '#words/made/en/questions.ts';
