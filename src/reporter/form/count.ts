import { characters, longest } from '#domain/intake/checks.ts';
import { languageHere } from '../language/language.ts';

/** From here on the reporter is told how much room there is. */
const near = longest - 2_000;

/** What to say about a text's length: nothing until the limit is near. */
export function lengthOf(text: string): { readonly left: number } | { readonly over: number } | null {
  // A text has at most as many code points as code units: short ones need no counting.
  if (text.length < near) return null;
  const count = characters(text);
  if (count > longest) return { over: count - longest };
  return count < near ? null : { left: longest - count };
}

/** Shows under a long text how much room is left, once it matters. */
export function counting(area: HTMLTextAreaElement, shown: HTMLElement): void {
  shown.setAttribute('role', 'status');
  area.addEventListener('input', () => {
    const length = lengthOf(area.value);
    const words = languageHere()?.words;
    shown.hidden = length === null || words === undefined;
    if (length === null || words === undefined) return;
    shown.textContent =
      'left' in length ? words.charactersLeft({ count: length.left }) : words.charactersOver({ count: length.over });
  });
}
