import { useState, type ReactNode } from 'react';
import { theirQuestions } from '#domain/intake/cards.ts';
import type { Verbs } from '../keys/protocol.ts';
import { AskAll } from '../taking/asked.tsx';
import { Focused } from '../taking/heading.tsx';
import type { Scene } from '../taking/scene.ts';
import { SetPin, TakeBack } from './pin.tsx';

/**
 * [Note: Handed over]
 * The reporter has the phone (INT-09): their account and the form's own questions, one at a time, and nothing else of the
 * app. "Back" stays here, another address shows the page that asks for the staff's number, and so does a restart. Only
 * that number leads out, to reading it back together.
 */
export function Writing({ scene, keys, back }: { scene: Scene; keys: Verbs; back: () => void }): ReactNode {
  const { t, pack, cards } = scene;
  const questions = theirQuestions(cards, pack.procedure.questions, pack.edition.gathering);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState(false);
  const question = questions[at];

  if (done || question === undefined)
    return (
      <Focused card="give-back" back={() => setDone(false)} guarded>
        <TakeBack
          t={t}
          leave={() => setDone(false)}
          take={async (pin) => {
            const right = await keys.takeBack(pin);
            if (right) back();
            return right;
          }}
        />
      </Focused>
    );
  const account = cards.some(({ kind, questions: own }) => kind === 'account' && own.includes(question));
  return (
    <Focused card={`alone.${question.id}`} back={() => setAt(Math.max(0, at - 1))} guarded>
      <AskAll
        key={question.id}
        scene={scene}
        card={{ kind: account ? 'account' : 'question', questions: [question] }}
        by="reporter"
      />
      <p className="small">
        {t.aloneQuestion({ n: String(at + 1), of: String(questions.length) })} · {t.aloneOnly()}
      </p>
      {at === 0 && <p className="small">{t.aloneLook()}</p>}
      <p className="thumb">
        {at > 0 && (
          <button type="button" className="btn quiet" onClick={() => setAt(at - 1)}>
            {t.back()}
          </button>
        )}
        <button
          type="button"
          className={at === questions.length - 1 ? 'btn' : 'btn quiet'}
          onClick={() => setDone(true)}
        >
          {t.aloneDone()}
        </button>
        {at < questions.length - 1 && (
          <button type="button" className="btn" onClick={() => setAt(at + 1)}>
            {t.continue()}
          </button>
        )}
      </p>
    </Focused>
  );
}

/** The step before: the number that gives the phone back. */
export function HandOver({
  scene,
  keys,
  draft,
  given,
  leave,
}: {
  scene: Scene;
  keys: Verbs;
  draft: string;
  given: () => void;
  leave: () => void;
}): ReactNode {
  const set = async (pin: string): Promise<void> => {
    await keys.handOver(pin, draft);
    given();
  };
  return (
    <Focused card="hand-over" back={leave} guarded={false}>
      <SetPin t={scene.t} set={set} leave={leave} />
    </Focused>
  );
}
