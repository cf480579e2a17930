import { fileProblems, type FileProblem } from '#domain/intake/checks.ts';

interface Sized {
  readonly name: string;
  readonly size: number;
}

/**
 * Which of the newly chosen files can be taken beside those already there. A file that is too large or empty takes up
 * no place, so that a good one behind it is not refused for it.
 */
export function admitted<T extends Sized>(
  there: readonly Sized[],
  fresh: readonly T[],
): { readonly taken: readonly T[]; readonly problems: readonly FileProblem[] } {
  const taken: T[] = [];
  const problems: FileProblem[] = [];
  for (const file of fresh) {
    const problem = fileProblems([...there, ...taken, file]).at(-1);
    if (problem === undefined) taken.push(file);
    else problems.push(problem);
  }
  return { taken, problems };
}
