import type { ReactNode } from 'react';
import { largestFile, mostFiles } from '#domain/intake/checks.ts';
import type { Promised } from '#domain/promises/promised.ts';
import { paths } from '#wire/paths.ts';
import type { Landed } from '../../arrival.ts';
import { Address, Problems, Submit, Words } from '../frame/document.tsx';
import { promiseText, type EventView } from '../frame/view.ts';

/** The eight words on a card that prints by itself, and what happens next. Nulls are slots for the script. */
export function SentCard({
  view,
  landed,
  words,
  readers,
  beside,
  promised,
}: {
  view: EventView;
  landed: Landed['landed'] | 'moved';
  words: readonly string[] | null;
  readers: readonly string[] | null;
  /** What stands under the readers (`BesideReaders`). */
  beside?: ReactNode;
  promised: readonly Promised[] | null;
}): ReactNode {
  const { w, edition } = view;
  const title = { first: w.sentTitle(), same: w.sentTitle(), added: w.addedTitle(), moved: w.movedTitle() }[landed];
  return (
    <>
      <h1>{title}</h1>
      {landed !== 'moved' && <p className="lede">{w.sentLede()}</p>}
      <div className="card" id="words-card">
        <h2>{w.yourWords()}</h2>
        <p className="noprint">{w.wordsWhy()}</p>
        <Words view={view} words={words ?? []} />
        <p>
          {w.wordsBack()} <Address>{view.short(paths.mailbox(edition.id))}</Address>
        </p>
        <p className="small noprint">{w.wordsKeep()}</p>
        <p className="row noprint" data-script-note="" hidden>
          <button type="button" className="btn quiet" data-act="copy">
            {w.copy()}
          </button>
          <button type="button" className="btn quiet" data-act="print">
            {w.print()}
          </button>
        </p>
        {words === null && (
          <form className="noprint" data-confirm="">
            <p>{w.confirmAsk()}</p>
            <div className="two">
              <label>
                {w.third()}
                <input type="text" name="third" autoComplete="off" autoCapitalize="none" spellCheck={false} />
              </label>
              <label>
                {w.fifth()}
                <input type="text" name="fifth" autoComplete="off" autoCapitalize="none" spellCheck={false} />
              </label>
            </div>
            <p className="row">
              <button className="btn quiet">{w.confirmDo()}</button> <output data-slot="confirm" />
            </p>
          </form>
        )}
      </div>
      {landed !== 'moved' && (
        <>
          <h2>{w.whatNext()}</h2>
          <ol className="steps" data-slot="promises">
            {(promised ?? []).map((promise) => (
              <li key={promise.duty}>
                <span>{promiseText(view, promise)}</span>
              </li>
            ))}
          </ol>
          <p>{w.nextAnswer()}</p>
          <p>{w.nextAsk()}</p>
          <h2>{w.whoWillRead()}</h2>
          <ul className="readers" data-slot="readers">
            {(readers ?? []).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <div data-slot="beside-readers">{beside}</div>
        </>
      )}
    </>
  );
}

/** Files from a browser without scripts: after sending, and on the opened mailbox page. `e` is in no address. */
export function FilesForm({ view, entropy }: { view: EventView; entropy: string }): ReactNode {
  const { w, edition, language } = view;
  return (
    <form method="post" action={paths.files(edition.id)} encType="multipart/form-data" className="noprint">
      <input type="hidden" name="e" value={entropy} />
      <input type="hidden" name="l" value={language} />
      <label className="line" htmlFor="f-files">
        {w.addFilesTitle()}
        <small>
          {w.addFilesHint({ most: String(mostFiles), size: String(largestFile / 1024 / 1024) })}. {w.filesStrip()}
        </small>
      </label>
      <input type="file" id="f-files" name="files" multiple />
      <p className="row">
        <Submit quiet>{w.filesSend()}</Submit>
      </p>
    </form>
  );
}

/** The receipt of a report sent without scripts. */
export function SentPage({
  view,
  landed,
  words,
  beside,
  promised,
  entropy,
}: {
  view: EventView;
  landed: Landed;
  beside: ReactNode;
  words: readonly string[];
  promised: readonly Promised[];
  entropy: string;
}): ReactNode {
  const { w, edition, language } = view;
  return (
    <>
      <SentCard
        view={view}
        landed={landed.landed}
        words={words}
        readers={landed.readers}
        beside={beside}
        promised={promised}
      />
      <FilesForm view={view} entropy={entropy} />
      <form method="post" action={paths.mailboxOpened(edition.id)} className="noprint">
        <input type="hidden" name="e" value={entropy} />
        <input type="hidden" name="l" value={language} />
        <p className="row">
          <a className="btn" href={paths.leave(edition.id)}>
            {w.kept()}
          </a>
          <Submit quiet>{w.openNow()}</Submit>
        </p>
      </form>
    </>
  );
}

/** After adding files without scripts: how many came, and which did not. */
export function FilesPage({
  view,
  entropy,
  added,
  problems,
}: {
  view: EventView;
  entropy: string;
  added: number;
  problems: readonly string[];
}): ReactNode {
  const { w, edition, language } = view;
  return (
    <>
      <Problems view={view} problems={problems.map((text) => ({ href: '', text }))} />
      <h1>{w.filesAdded({ count: added })}</h1>
      <FilesForm view={view} entropy={entropy} />
      <form method="post" action={paths.mailboxOpened(edition.id)}>
        <input type="hidden" name="e" value={entropy} />
        <input type="hidden" name="l" value={language} />
        <p className="row">
          <Submit>{w.openNow()}</Submit>
          <a className="btn quiet" href={paths.leave(edition.id)}>
            {w.leave()}
          </a>
        </p>
      </form>
    </>
  );
}
