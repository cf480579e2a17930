import { useState, type ReactNode } from 'react';
import type { TakingForm } from '#domain/intake/taken.ts';
import { timeAt } from '../frame/times.ts';
import { useSession } from '../frame/session.tsx';
import type { DraftSeen, WaitingSeen } from '../keys/protocol.ts';
import { useWords } from '../language/words.tsx';

/** How a draft goes on: as it was, opened by its words, or as another part of the same report. */
export interface GoOn {
  readonly draft: DraftSeen;
  /** Null: without its words, with an empty form. */
  readonly form: TakingForm | null;
}

function OpenDraft({ draft, onGoOn }: { draft: DraftSeen; onGoOn: (on: GoOn) => void }): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState('');
  const open = async (): Promise<void> => {
    const form = await keys.open(draft.draft, words);
    if ('refused' in form) return setProblem(form.refused === 'gone' ? t.draftGone() : t.draftWrong());
    setWords('');
    onGoOn({ draft, form });
  };
  const id = `words-${draft.draft}`;
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        {problem !== '' && (
          <p className="error" role="alert">
            {problem}
          </p>
        )}
        <div className="line">
          <label htmlFor={id}>{t.draftWords()}</label>
          <textarea
            id={id}
            rows={2}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="auto"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <button className="btn">{draft.handedIn ? t.draftPart() : t.draftOpen()}</button>
      </form>
      <p className="soft">{t.draftWithoutNote()}</p>
      <button type="button" className="btn quiet" onClick={() => onGoOn({ draft, form: null })}>
        {t.draftWithout()}
      </button>
    </>
  );
}

function Waiting({ waiting }: { waiting: WaitingSeen }): ReactNode {
  const { t, language } = useWords();
  const { pack, now, started } = useSession();
  const { refused } = waiting;
  const session = refused === 'not-allowed' || (started.who === null && refused === '');
  const why = (): string => {
    if (session) return t.waitingSign();
    return refused === '' ? t.waitingOffline() : t.waitingRefused({ code: refused });
  };
  return (
    <li>
      {t.waitingSince({ time: timeAt(pack.edition, waiting.ended, now(), language) })}
      {waiting.unfinished && ` · ${t.waitingUnfinished()}`}
      <small className="block">{why()}</small>
    </li>
  );
}

/** What lies locked on this phone: begun, and finished but not handed over. No word of what is in it. */
export function Held({ onGoOn, onTry }: { onGoOn: (on: GoOn) => void; onTry: () => void }): ReactNode {
  const { t, language } = useWords();
  const { started, pack, now, online } = useSession();
  const { drafts, waiting } = started;
  if (drafts.length === 0 && waiting.length === 0) return null;
  const time = (at: number): string => timeAt(pack.edition, at, now(), language);
  return (
    <section aria-labelledby="held" className="held">
      <h2 id="held">{t.held()}</h2>
      <p className="soft">{t.heldNote()}</p>
      {drafts.length > 0 && (
        <>
          <h3>{t.heldDrafts()}</h3>
          <ul>
            {drafts.map((draft) => (
              <li key={draft.draft}>
                <details>
                  <summary>
                    {t.draftOf({ time: time(draft.began) })}, {t.draftSaved({ time: time(draft.saved) })}
                  </summary>
                  {draft.handedIn && <p>{t.draftHanded()}</p>}
                  <OpenDraft draft={draft} onGoOn={onGoOn} />
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      {waiting.length > 0 && (
        <>
          <h3>{t.heldWaiting()}</h3>
          <ul>
            {waiting.map((one) => (
              <Waiting key={one.report} waiting={one} />
            ))}
          </ul>
          {online && (
            <button type="button" className="btn quiet" onClick={onTry}>
              {t.tryNow()}
            </button>
          )}
        </>
      )}
    </section>
  );
}
