import type { Read } from '#seal/words.ts';
import type { Door } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { sayProblem } from '../form/problems.ts';
import { languageHere } from '../language/language.ts';
import { blank } from '../leaving.ts';
import { button, findWord, make, pageOf, piece, scriptsRun, word } from '../page.ts';
import { ask } from '../sending/ask.ts';
import { answering } from './answering.ts';
import { moving } from './moving.ts';
import { isNobodys, openReading, type NotOpened, type Opened } from './open.ts';
import { readTyped } from './reading.ts';
import { openedPage, paperPage } from './show.ts';
import { spoken } from './spoken.ts';

function typingError(read: Extract<Read, { problem: string }>): string {
  switch (read.problem) {
    case 'count':
      return word('count', { count: read.count });
    case 'unknown-word':
      return word('unknown-word', { at: read.at + 1, word: read.word });
    case 'checksum':
      return word('checksum');
  }
}

/** Words that do not exist and words of nobody are one sentence; a network that is not there is another. */
function notOpenedText(not: NotOpened): string {
  if ('moved' in not) {
    const day = new Intl.DateTimeFormat(pageOf().language, { dateStyle: 'long' }).format(not.moved);
    return word('moved', { day });
  }
  if (not.failed === 'offline') return word('offline');
  if (not.failed === 'slow-down') return word('busy');
  return word(not.failed === 'not-found' ? 'not-found' : 'damaged');
}

/**
 * Takes over the words page: the words are read and the conversation is opened on this device; keys are in memory only
 * and gone with the page. Answers what has to be forgotten when the reporter leaves.
 */
export function returning(form: HTMLFormElement): () => void {
  const field = piece(form, '[name="words"]', HTMLTextAreaElement);
  const error = piece(document, '#words-error', HTMLElement);
  const status = make('p', { role: 'status', 'aria-live': 'polite' });
  form.append(status);
  let salt: string | null = null;
  let forget: () => void = () => undefined;

  const saltNow = async (): Promise<string | null> => {
    if (salt !== null) return salt;
    const door = await ask<Door>(staffPaths.api.door);
    if (!('failed' in door)) ({ salt } = door);
    return salt;
  };
  const wrong = (text: string): void => {
    status.textContent = '';
    error.textContent = text;
    error.hidden = text === '';
    if (text !== '') {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', 'words-hint words-error');
      field.focus();
    }
  };
  const show = async (opened: Opened): Promise<void> => {
    const tongue = await spoken();
    const { paper } = opened.answer;
    const page = paper ? paperPage(opened, tongue) : openedPage(opened, tongue);
    scriptsRun(page);
    const section = piece(document, 'section#opened', HTMLElement);
    section.replaceChildren(page);
    if (!paper) forget = answering(section, piece(section, 'form#reply', HTMLFormElement), opened, tongue);
    moving(section, opened, tongue);
    blank(form);
    form.remove();
    section.hidden = false;
    section.focus();
    window.scrollTo(0, 0);
  };
  const open = async (): Promise<void> => {
    wrong('');
    const read = await readTyped(field.value);
    if ('problem' in read) return wrong(typingError(read));
    status.textContent = word('opening');
    const found = await saltNow();
    if (found === null) return wrong(word('offline'));
    let opened = await openReading(read.readings, found);
    if (isNobodys(opened)) {
      const all = await readTyped(field.value, true).catch(() => read);
      if ('readings' in all) opened = await openReading(all.readings.slice(read.readings.length), found);
    }
    if (!('keys' in opened)) return wrong(notOpenedText(opened));
    await show(opened);
  };
  /** Something broke that should not: it is said, with the way that needs no scripts. */
  const stumbled = (): void => {
    status.textContent = '';
    const words = languageHere()?.words;
    const plain = (): void => HTMLFormElement.prototype.submit.call(form);
    const label = form.querySelector('button')?.textContent ?? '';
    const text = words?.stumbledWords() ?? findWord('offline') ?? '';
    sayProblem(text, button(words?.plainSend() ?? label, plain, 'btn'));
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    open().catch(stumbled);
  });
  form.addEventListener(
    'input',
    () => {
      // What fails here is met again, and said, when the words are opened.
      Promise.all([spoken(), saltNow()]).catch(() => undefined);
    },
    { once: true },
  );
  return () => {
    field.value = '';
    forget();
  };
}
