import type { ReactNode } from 'react';
import { Receipt } from '../receipt/receipt.tsx';
import { Heading } from './heading.tsx';
import type { CardProps } from './scene.ts';
import { Thumb } from './thumb.tsx';

/** Before anything is told, so that nothing can be lost: the words that open it again, on paper. */
export function Words({ scene }: CardProps): ReactNode {
  const { t, pack, words, form, go } = scene;
  return (
    <>
      <Heading title={t.wordsTitle()} />
      {words === null ? (
        <p className="note">{t.wordsGone()}</p>
      ) : (
        <Receipt t={t} edition={pack.edition.id} words={words} />
      )}
      <p className="small">
        {form.channel === 'phone' ? t.wordsLeadPhone() : t.wordsLead()} {t.wordsDraft()}
      </p>
      <p className="small">{t.wordsSeen()}</p>
      <Thumb scene={scene}>
        <>
          <button type="button" className="btn quiet" onClick={() => go(1)}>
            {t.wordsLater()}
          </button>
          <button type="button" className="btn" onClick={() => go(1)}>
            {t.wordsDone()}
          </button>
        </>
      </Thumb>
    </>
  );
}
