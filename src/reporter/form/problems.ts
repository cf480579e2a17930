import { longest, type Problem } from '#domain/intake/checks.ts';
import { fill, make, piece, word } from '../page.ts';

/** A text of the page, with numbers as the page's language writes them. */
function textOf({ what, count }: Problem, language: string): string {
  const number = new Intl.NumberFormat(language);
  return what === 'empty'
    ? word('empty')
    : word('too-long', { count: number.format(count), most: number.format(longest) });
}

const title = document.title;

/** The region for what is wrong: said aloud, focused, and empty when all is well. */
export function region(): HTMLElement {
  return piece(document, '#problem', HTMLElement);
}

export function noProblem(): void {
  const summary = region();
  summary.hidden = true;
  document.title = title;
  for (const each of document.querySelectorAll<HTMLElement>('p.error[id^="q-"]')) each.hidden = true;
}

/** Says one thing that is wrong with the whole, with something to press below it. */
export function sayProblem(text: string, ...actions: readonly HTMLElement[]): void {
  const summary = region();
  fill(summary, 'title', text);
  piece(summary, 'ul', HTMLElement).replaceChildren(...actions.map((action) => make('li', {}, action)));
  summary.hidden = false;
  summary.focus();
}

/** The error summary: each problem is a link to its question, and stands there too in the same words. */
export function sayProblems(problems: readonly Problem[], language: string): void {
  noProblem();
  const links = problems.map((problem) => {
    const text = textOf(problem, language);
    const beside = document.getElementById(`q-${problem.question}-error`);
    if (beside !== null) {
      beside.textContent = text;
      beside.hidden = false;
    }
    return make('a', { href: `#q-${problem.question}` }, text);
  });
  sayProblem(word('problem-title'), ...links);
  document.title = `${word('error-prefix')}${title}`;
}
