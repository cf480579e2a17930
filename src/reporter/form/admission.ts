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
  there: number,
  fresh: readonly T[],
): { readonly taken: readonly T[]; readonly problems: readonly FileProblem[] } {
  const taken: T[] = [];
  const problems: FileProblem[] = [];
  const place = { name: '', size: 1 };
  for (const file of fresh) {
    const before = Array.from({ length: there + taken.length }, () => place);
    const problem = fileProblems([...before, file]).at(-1);
    if (problem === undefined) taken.push(file);
    else problems.push(problem);
  }
  return { taken, problems };
}
