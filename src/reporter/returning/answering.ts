import { characters, longest } from '#domain/intake/checks.ts';
import { chosenFiles } from '../form/files.ts';
import type { Spoken } from './spoken.ts';
import { fill, make, piece, slot, word } from '../page.ts';
import { Delivery } from './delivery.ts';
import type { Opened } from './open.ts';
import type { Written } from './reply.ts';
import { memberOf } from '#domain/team/roster.ts';
import { cautionsOf, messageItem, showReadersNow } from './show.ts';

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
 * same locked message. What has to be warned of by now is said first, and the next press sends it.
 */
export function answering(root: ParentNode, form: HTMLFormElement, first: Opened, language: Spoken): () => void {
  const area = piece(form, 'textarea[name="text"]', HTMLTextAreaElement);
  const input = piece(form, 'input[type="file"]', HTMLInputElement);
  const files = chosenFiles(input, piece(form, '[data-file-list]', HTMLUListElement));
  const press = piece(form, '[data-act="reply"]', HTMLButtonElement);
  const tell = telling(root, form);
  const delivery = new Delivery(first);

  const sent = ({ text, files: attached }: Written, bars: readonly string[], receivedAt: number): void => {
    const { opened } = delivery;
    area.value = '';
    files.forget();
    const names = attached.map((file) => file.name);
    const said = { by: 'you', text, files: names, at: receivedAt, again: false, server: false } as const;
    const messages = slot(root, 'messages');
    messages.append(messageItem(opened.answer.edition.zone, said, language));
    root.querySelector('[data-empty]')?.remove();
    const roster = opened.lists.at(-1)?.roster;
    const kept = opened.account.members
      .filter((id) => bars.includes(id))
      .map((id) => word('named-in-reply', { name: (roster && memberOf(roster, id)?.name) ?? id }));
    tell.status([word('sent'), ...kept].join(' '));
  };

  const send = async (): Promise<void> => {
    const written: Written = { text: area.value, files: await files.attachments() };
    const count = characters(written.text);
    if (written.text.trim() === '' && written.files.length === 0) return tell.problem(word('empty'));
    if (count > longest) return tell.problem(word('too-long', { count }));
    tell.status(language.told.replySending());
    const answer = await delivery.send(written);
    showReadersNow(root, delivery.opened, language);
    if ('receivedAt' in answer) return sent(written, answer.bars, answer.receivedAt);
    if ('warnings' in answer) return tell.problem(cautionsOf(delivery.opened, answer.warnings, language).join(' '));
    tell.problem(answer.not === 'offline' ? language.told.replyOffline() : language.told.replyRefused());
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.disabled = true;
    send()
      .catch(() => tell.problem(language.told.replyRefused()))
      .finally(() => {
        press.disabled = false;
      });
  });
  fill(root, 'problem', '');
  return files.forget;
}
