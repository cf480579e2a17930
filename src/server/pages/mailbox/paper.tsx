import type { ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import type { PromisedTo } from '../../due/standing.ts';
import { Danger, Problems, Submit } from '../frame/document.tsx';
import type { EventView } from '../frame/view.ts';
import type { Conversation } from './conversation.ts';
import { Alone, conversationProblems } from './opened.tsx';
import { Standing } from './promises.tsx';

/**
 * A mailbox opened with words that staff saw, without scripts: the one thing to do, what is promised, and who reads it.
 * Nothing is read or written here before.
 */
export function PaperPage({
  view,
  entropy,
  turn,
  conversation,
  promises,
  alone,
  problems,
}: {
  view: EventView;
  entropy: string;
  /** Makes the new words, so that asking twice gives the same. */
  turn: string;
  conversation: Conversation;
  promises: PromisedTo | null;
  /** The one it was sent to alone, who has not acted on it in time; or `''`. */
  alone: string;
  problems: readonly string[];
}): ReactNode {
  const { w, edition, language } = view;
  const all = [...problems, ...conversationProblems(view, conversation)];
  return (
    <>
      <Danger view={view} />
      <Problems view={view} problems={all.map((text) => ({ href: '', text }))} />
      <h1>{w.openedTitle()}</h1>
      <form method="post" action={paths.mailboxMove(edition.id)}>
        <input type="hidden" name="e" value={entropy} />
        <input type="hidden" name="l" value={language} />
        <input type="hidden" name="turn" value={turn} />
        <h2>{w.paperTitle()}</h2>
        <p>{w.paperWhy()}</p>
        <p className="row">
          <Submit>{w.paperDo()}</Submit>
        </p>
      </form>
      <Standing view={view} conversation={conversation} promises={promises} />
      {alone !== '' && <Alone view={view} text={w.aloneUnopened({ name: alone })} />}
      <p className="row">
        <a href={paths.leave(edition.id)}>{w.closeMailbox()}</a>
      </p>
    </>
  );
}

/** The same for the script of the words page, which fills its places. */
export function PaperTemplate({ view }: { view: EventView }): ReactNode {
  const { w } = view;
  return (
    <template id="t-paper">
      <h1>{w.openedTitle()}</h1>
      <h2>{w.paperTitle()}</h2>
      <p>{w.paperWhy()}</p>
      <div>
        <button type="button" className="btn" data-act="move">
          {w.paperDo()}
        </button>
      </div>
      <ul className="status" data-slot="status" />
      <p className="small" data-slot="readers" />
      <div data-slot="alone" hidden>
        <Alone view={view} text="" />
      </div>
    </template>
  );
}
