import type { ReactNode } from 'react';
import type { Finished } from '../keys/protocol.ts';
import { Promises } from '../receipt/promises.tsx';
import { Receipt } from '../receipt/receipt.tsx';
import { Focused, Heading } from './heading.tsx';
import { listed } from './read-back.tsx';
import { spoken, stepText, type Scene } from './scene.ts';

interface DoneProps {
  readonly scene: Scene;
  readonly finished: Finished;
  /** It has reached the server. */
  readonly sent: boolean;
  readonly end: () => void;
}

/** It is finished: thanks, who will look at it (minus whoever is part of it), and the words to take along (INT-08, INT-19). */
export function Done({ scene, finished, sent, end }: DoneProps): ReactNode {
  const { t, language, pack, words } = scene;
  const { steps } = pack.procedure.intake;
  const standing = sent ? t.doneSent() : finished.kept ? t.doneLocked() : t.doneKeepOpen();
  const names = finished.readers.map(({ name }) => name);
  return (
    <Focused card="done" back={() => undefined} guarded={!finished.kept && !sent}>
      <Heading
        {...spoken(
          scene,
          steps.filter(({ kind }) => kind === 'thank'),
          t.doneTitle(),
        )}
      />
      {steps
        .filter(({ kind }) => kind === 'reassure')
        .map((step) => (
          <p key={step.id} className="say">
            {stepText(scene, step)}
          </p>
        ))}
      <output className={finished.kept || sent ? 'note' : 'problem'}>{standing}</output>
      {names.length > 0 && (
        <p>
          {t.doneReaders()} <b>{listed(names, language)}</b>
        </p>
      )}
      <Promises scene={scene} title={t.doneNews()} />
      {words !== null && <Receipt t={t} edition={pack.edition.id} words={words} />}
      <p className="small">{t.wordsSeen()}</p>
      <p className="thumb">
        <button type="button" className="btn" onClick={end}>
          {t.doneEnd()}
        </button>
      </p>
    </Focused>
  );
}
