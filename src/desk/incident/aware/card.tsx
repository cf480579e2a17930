import type { ReactNode } from 'react';
import type { Opened } from '../../keys/incident-seen.ts';
import { Takeaway } from '../outgoing/takeaway.tsx';
import { outcomeIn } from './closing-words.ts';
import { awareWordsIn, useAwareWords } from './words.ts';

/**
 * What to say to somebody who knew: the code name and the procedure's words, and nothing else of the incident can come
 * into it (PUB-02, PUB-03).
 */
export function Card({ opened, text, language }: { opened: Opened; text: string; language: string }): ReactNode {
  const t = useAwareWords();
  const theirs = awareWordsIn(language);
  const outcome = outcomeIn(opened);
  const lines = [
    [t.cardSay(), text],
    [t.cardAsked(), theirs.cardAskedText()],
    [t.cardOwn(), theirs.cardOwnText()],
    [t.cardNever(), t.cardNeverText()],
  ] as const;
  const sheet = (large: boolean): ReactNode => (
    <div className={large ? 'sheet-out spoken' : 'sheet-out'}>
      {!large && <small>{t.cardName({ name: opened.codeName })}</small>}
      {(large ? lines.slice(0, 1) : lines).map(([label, said]) => (
        <div key={label}>
          {!large && <small>{label}</small>}
          <p className="inert">{said}</p>
        </div>
      ))}
    </div>
  );
  return (
    <section aria-labelledby="aware-card">
      <h3 id="aware-card">{t.cardTitle()}</h3>
      {outcome === null ? (
        <p className="said">{t.textNotYet()}</p>
      ) : (
        <>
          <p className="soft">{outcome === 'violation' ? t.textViolation() : t.textNone()}</p>
          <p className="soft">{t.cardNote()}</p>
          <Takeaway text={text} sheet={sheet(false)} large={sheet(true)} />
        </>
      )}
    </section>
  );
}
