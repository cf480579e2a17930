import { characters, longest } from '#domain/intake/checks.ts';
import { chosenFiles } from '../form/files.ts';
import type { Language } from '../language/language.ts';
import { fill, make, piece, slot, word } from '../page.ts';
import { openMailbox, type Opened } from './open.ts';
import { lockedReply, sendReply, type Reply, type Written } from './reply.ts';
import { messageItem } from './show.ts';

/** Tells what is in the way of a reply, or how it goes. */
interface Telling {
  readonly problem: (text: string) => void;
  readonly status: (text: string) => void;
}

function telling(root: ParentNode, form: HTMLFormElement): Telling {
  const problem = slot(root, 'problem');
  const status = make('p', { role: 'status', 'aria-live': 'polite' });
  form.append(status);
  return {
    problem: (text) => {
      status.textContent = '';
      problem.textContent = text;
      problem.hidden = text === '';
    },
    status: (text) => {
      problem.hidden = true;
      status.textContent = text;
    },
  };
}

/**
 * The reply form of an opened mailbox. What was written stays on the page until the server has it; sent again it is the
 * same locked message. If the list of the team moved meanwhile, the mailbox is read again and the message locked anew.
 */
export function answering(root: ParentNode, form: HTMLFormElement, first: Opened, language: Language): () => void {
  const area = piece(form, 'textarea[name="text"]', HTMLTextAreaElement);
  const input = piece(form, 'input[type="file"]', HTMLInputElement);
  const files = chosenFiles(input, piece(form, '[data-file-list]', HTMLUListElement));
  const press = piece(form, '[data-act="reply"]', HTMLButtonElement);
  const tell = telling(root, form);
  let opened = first;
  let before: Reply | null = null;

  const sent = ({ text, files: attached }: Written, receivedAt: number): void => {
    before = null;
    area.value = '';
    files.forget();
    const names = attached.map((file) => file.name);
    const said = { by: 'you', text, files: names, at: receivedAt, again: false, server: false } as const;
    const messages = slot(root, 'messages');
    messages.append(messageItem(opened.answer.edition.zone, said, language));
    root.querySelector('[data-empty]')?.remove();
    tell.status(word('sent'));
  };

  const send = async (): Promise<void> => {
    const written: Written = { text: area.value, files: await files.attachments() };
    const count = characters(written.text);
    if (written.text.trim() === '' && written.files.length === 0) return tell.problem(word('empty'));
    if (count > longest) return tell.problem(word('too-long', { count }));
    tell.status(language.words.replySending());
    for (let tries = 0; tries < 2; tries++) {
      before = await lockedReply(opened, written, before);
      const answer = await sendReply(before);
      if (!('failed' in answer)) return sent(written, answer.receivedAt);
      if (answer.failed === 'offline') return tell.problem(language.words.replyOffline());
      if (answer.failed !== 'roster-moved') break;
      const again = await openMailbox(opened.keys);
      if (!('keys' in again) || again.warnings.length > 0) break;
      opened = again;
      before = null;
    }
    tell.problem(language.words.replyRefused());
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.disabled = true;
    send()
      .catch(() => tell.problem(language.words.replyRefused()))
      .finally(() => {
        press.disabled = false;
      });
  });
  fill(root, 'problem', '');
  return files.forget;
}
