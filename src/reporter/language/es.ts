export { spanish as list } from '#seal/lists/es.ts';
export { reporter as words } from '#words/made/es/reporter.ts';
export { questions } from '#words/made/es/questions.ts';
