import { useState, type ReactNode } from 'react';
import type { Answer } from '#domain/intake/answers.ts';
import { withAnswers } from '#domain/intake/taking.ts';
import { AskAll } from './asked.tsx';
import { Heading } from './heading.tsx';
import { Promises } from '../receipt/promises.tsx';
import { spoken, stepText, type CardProps } from './scene.ts';
import { Thumb } from './thumb.tsx';

const reachIn = (answer: Answer | undefined): boolean => answer?.kind === 'contact' && answer.reach.trim() !== '';

/** That no name is needed comes first; then what a way to reach them is for, and when to expect news (INT-11, INT-20). */
export function Identity({ scene, card }: CardProps): ReactNode {
  const { t, form, change } = scene;
  const nameless = card.steps.filter(({ kind }) => kind === 'anonymous');
  const contact = card.steps.filter(({ kind }) => kind === 'contact');
  const byPhone = form.channel === 'phone';
  const [agreed, setAgreed] = useState(() => card.questions.some(({ id }) => reachIn(form.answers[id])));
  const withdrawn = (answer: Answer): Answer => (answer.kind === 'contact' ? { ...answer, reach: '' } : answer);
  const agree = (on: boolean): void => {
    setAgreed(on);
    if (on) return;
    const answers = card.questions.flatMap(({ id }) => {
      const answer = form.answers[id];
      return answer === undefined ? [] : [[id, withdrawn(answer)] as const];
    });
    change((now) => withAnswers(now, card, Object.fromEntries(answers), 'staff'));
  };
  return (
    <>
      <Heading {...spoken(scene, nameless, t.identityTitle())} />
      {contact.map((step) => (
        <p key={step.id} className="say">
          {stepText(scene, step)}
        </p>
      ))}
      {card.questions.length > 0 && (
        <>
          <Promises scene={scene} reachable="yes" />
          {byPhone && (
            <>
              <label className="choice">
                <input type="checkbox" checked={agreed} onChange={({ currentTarget: { checked } }) => agree(checked)} />
                <span>{t.consent()}</span>
              </label>
              <p className="small">{t.consentNote()}</p>
            </>
          )}
          <div className={byPhone && !agreed ? 'no-reach' : undefined}>
            <AskAll
              key={String(agreed)}
              scene={scene}
              card={card}
              kept={(answer) => (byPhone && !agreed ? withdrawn(answer) : answer)}
            />
          </div>
        </>
      )}
      <Thumb scene={scene} />
    </>
  );
}
