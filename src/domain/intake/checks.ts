import type { Question } from '../procedure/procedure.ts';
import type { Answer, Answers } from './answers.ts';

/** Characters (code points) one text may have (FLD-07). */
export const longest = 100_000;
/** Files one message may have, bytes of one, and bytes of all of them together; more can be added in a second message. */
export const mostFiles = 10;
export const largestFile = 25 * 1024 * 1024;
export const mostTogether = 50 * 1024 * 1024;

export interface Problem {
  readonly question: string;
  readonly what: 'empty' | 'too-long';
  /** For `too-long`: how many characters there are. */
  readonly count: number;
}

export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function texts(answer: Answer): readonly string[] {
  switch (answer.kind) {
    case 'text':
      return [answer.text];
    case 'choice':
    case 'choices':
      return [answer.more];
    case 'people':
      return answer.people.flatMap((person) => Object.values(person));
    case 'team':
      return [answer.closeTo];
    case 'contact':
      return [answer.name, answer.pronouns, answer.reach, answer.avoid];
  }
}

/** What must be mended before a report can go. Nothing else about its content is ever a reason to refuse it (RPT-05). */
export function problemsIn(questions: readonly Question[], answers: Answers): readonly Problem[] {
  return questions.flatMap((question): readonly Problem[] => {
    const answer = answers[question.id];
    if (answer === undefined) return question.required ? [{ question: question.id, what: 'empty', count: 0 }] : [];
    const count = Math.max(0, ...texts(answer).map(characters));
    return count > longest ? [{ question: question.id, what: 'too-long', count }] : [];
  });
}

export interface FileProblem {
  readonly name: string;
  /** Which of them it is, from 0: two may have one name. */
  readonly at: number;
  /** `too-many`: one file more, or more bytes together, than go in one message. */
  readonly what: 'too-many' | 'too-large' | 'empty-file';
}

/** Which of these files cannot be taken; the others can (the rest of the report is kept and sendable). */
export function fileProblems(
  files: readonly { readonly name: string; readonly size: number }[],
): readonly FileProblem[] {
  let together = 0;
  return files.flatMap(({ name, size }, at): readonly FileProblem[] => {
    if (size > largestFile) return [{ name, at, what: 'too-large' }];
    if (at >= mostFiles || together + size > mostTogether) return [{ name, at, what: 'too-many' }];
    together += size;
    return size === 0 ? [{ name, at, what: 'empty-file' }] : [];
  });
}
