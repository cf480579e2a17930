import type { ReactNode } from 'react';
import type { Read } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages, Problems, Submit } from '../frame/document.tsx';
import { MailDown } from '../frame/mail-down.tsx';
import { dayName, type EventView } from '../frame/view.ts';
import { MailboxTemplates } from './opened.tsx';
import { PaperTemplate } from './paper.tsx';

export type WordsProblem =
  | Extract<Read, { problem: string }>
  | { readonly problem: 'not-found' | 'busy' | 'damaged' | 'none' }
  | { readonly problem: 'moved'; readonly day: number };

const reach = (view: EventView): string =>
  [view.edition.teamPhone, view.edition.meetingPoint].filter((way) => way !== '').join(' · ');

export function wordsProblemText(view: EventView, problem: WordsProblem): string {
  const { w } = view;
  switch (problem.problem) {
    case 'none':
      return '';
    case 'count':
      return w.wordsCount({ count: problem.count });
    case 'unknown-word':
      return w.wordsUnknown({ at: String(problem.at + 1), word: problem.word });
    case 'checksum':
      return w.wordsChecksum();
    case 'not-found':
      return w.wordsNotFound();
    case 'busy':
      return w.wordsBusy();
    case 'damaged':
      return w.wordsDamaged({ phone: reach(view) });
    case 'moved':
      return w.wordsMoved({ day: dayName(view, problem.day), phone: reach(view) });
  }
}

/** Where eight words are typed. What was typed stays after a mistake. */
export function WordsPage({
  view,
  typed,
  problem,
  mailDown = false,
}: {
  view: EventView;
  typed: string;
  problem: WordsProblem;
  mailDown?: boolean;
}): ReactNode {
  const { w, edition, language } = view;
  const text = wordsProblemText(view, problem);
  return (
    <>
      <Danger view={view} />
      {mailDown && <MailDown view={view} />}
      <Problems view={view} problems={text === '' ? [] : [{ href: '#words-field', text }]} />
      <form id="words" method="post" action={paths.mailboxOpened(edition.id)} noValidate data-edition={edition.id}>
        <input type="hidden" name="l" value={language} />
        {typed === '' && <Languages view={view} path={paths.mailbox(edition.id)} />}
        <h1 className="q">
          <label htmlFor="words-field">{w.mailboxTitle()}</label>
        </h1>
        <p className="hint" id="words-hint">
          {w.mailboxHint()}
        </p>
        <p className="error" id="words-error" hidden={text === ''}>
          {text}
        </p>
        <textarea
          id="words-field"
          name="words"
          rows={3}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={text === '' ? 'words-hint' : 'words-hint words-error'}
          aria-invalid={text === '' ? undefined : true}
          defaultValue={typed}
        />
        <p className="row">
          <Submit>{w.mailboxOpen()}</Submit>
        </p>
      </form>
      <section id="opened" tabIndex={-1} hidden />
      <noscript>
        <p className="note" data-noscript-note="">
          {w.mailboxNoscript()}
        </p>
      </noscript>
      <MailboxTemplates view={view} />
      <PaperTemplate view={view} />
    </>
  );
}
