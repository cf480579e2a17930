/**
 * [Note: The page belongs to the server]
 * Every word and every element of a reporter's page comes from the server's HTML, complete without scripts; the scripts
 * fill its templates and never write HTML (Trusted Types `none`). Only what exists with scripts alone is worded in
 * `locales/<language>/reporter.json`. Nothing is ever stored in the browser.
 */

type Values = Readonly<Record<string, string | number>>;

/** A piece of the page that must be there and be of this kind: without it a script gives up aloud. */
export function piece<T extends Element>(root: ParentNode, selector: string, kind: abstract new () => T): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`missing: ${selector}`);
  return found;
}

export function slot(root: ParentNode, name: string): HTMLElement {
  return piece(root, `[data-slot="${name}"]`, HTMLElement);
}

/** Writes into a slot if the page has it. */
export function fill(root: ParentNode, name: string, text: string): void {
  const found = root.querySelector(`[data-slot="${name}"]`);
  if (found !== null) found.textContent = text;
}

/** A copy of what a template holds. */
export function copyOf(template: string): DocumentFragment {
  return document.importNode(piece(document, `template#${template}`, HTMLTemplateElement).content, true);
}

export function filled(text: string, values: Values = {}): string {
  return text.replaceAll(/\{(\w+)\}/gu, (hole, name: string) => String(values[name] ?? hole));
}

/** A text of the page's own list (`template#t-words`), or null when the page has none of that name. */
export function findWord(name: string, values?: Values): string | null {
  const words = document.querySelector<HTMLTemplateElement>('template#t-words');
  const text = words?.content.querySelector(`[data-word="${name}"]`)?.textContent;
  return text === null || text === undefined ? null : filled(text, values);
}

export function word(name: string, values?: Values): string {
  return findWord(name, values) ?? '';
}

/** Says which paragraphs are true now that scripts run. */
export function scriptsRun(root: ParentNode = document): void {
  for (const note of root.querySelectorAll<HTMLElement>('[data-noscript-note]')) note.hidden = true;
  for (const note of root.querySelectorAll<HTMLElement>('[data-script-note]')) note.hidden = false;
}

type Child = Node | string;

/** A new element; attributes as in HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function list(parent: Element, texts: readonly string[]): void {
  parent.replaceChildren(...texts.map((text) => make('li', {}, text)));
}

/** A button that acts and never sends a form. */
export function button(text: string, act: () => void, className = ''): HTMLButtonElement {
  const made = make('button', className === '' ? { type: 'button' } : { type: 'button', class: className }, text);
  made.addEventListener('click', act);
  return made;
}

/** The language of the page and the event it belongs to. */
export function pageOf(): { readonly language: string; readonly edition: string } {
  const { lang, dataset } = document.documentElement;
  return { language: lang === '' ? 'en' : lang, edition: dataset['edition'] ?? '' };
}

/** A moment in the event's zone, in the words that the server has for it on the same page without scripts. */
export function momentIn(zone: string, at: number): string {
  const { language } = pageOf();
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

export function sizeOf(bytes: number): string {
  const { language } = pageOf();
  const [unit, size] = bytes < 100_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(Math.max(bytes / size, 0.1));
}
