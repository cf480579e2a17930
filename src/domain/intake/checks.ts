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

interface Sized {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export interface FileProblem {
  readonly name: string;
  /** By the name of its sentence. `too-many-files`: one file more, or more bytes together, than go in one message. */
  readonly what: 'too-many-files' | 'file-too-large' | 'file-empty';
}

/**
 * Which of the newly chosen files can be taken beside those already there (`there`: their bytes), and what is wrong with each of the others; the
 * rest of the report is kept and sendable. One that cannot be taken takes up no place, so that a good one behind it is not
 * refused for it.
 */
export function admitted<T extends Sized>(
  there: readonly number[],
  fresh: readonly T[],
): { readonly taken: readonly T[]; readonly problems: readonly FileProblem[] } {
  const taken: T[] = [];
  const problems: FileProblem[] = [];
  let together = there.reduce((sum, size) => sum + size, 0);
  for (const file of fresh) {
    const { name, size } = file;
    if (size === 0) problems.push({ name, what: 'file-empty' });
    else if (size > largestFile) problems.push({ name, what: 'file-too-large' });
    else if (there.length + taken.length >= mostFiles || together + size > mostTogether)
      problems.push({ name, what: 'too-many-files' });
    else {
      taken.push(file);
      together += size;
    }
  }
  return { taken, problems };
}
