import type { Answers } from '#domain/intake/answers.ts';
import { say, type Question } from '#domain/procedure/procedure.ts';
import { told } from '#questions/told.ts';
import type { Questions } from '#words/made/shape.ts';

/** A row of the check page. No line: the question was left open. */
export interface Row {
  readonly question: string;
  readonly label: string;
  readonly lines: readonly string[];
}

/** Every question with its answer as the page's language says it: the words the server's own check page has. */
export function rowsOf(
  questions: readonly Question[],
  answers: Answers,
  shown: {
    readonly language: string;
    readonly words: Questions;
    readonly files: readonly string[];
    readonly nameOf: (member: string) => string;
  },
): readonly Row[] {
  return questions.map((question) => {
    const answer = answers[question.id];
    const said = answer === undefined ? [] : told(question, answer, shown.language, shown.words, shown.nameOf);
    const lines = question.kind === 'files' ? shown.files : said;
    return { question: question.id, label: say(question.label, shown.language), lines };
  });
}
