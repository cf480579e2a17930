import { useId, useState, type ReactNode } from 'react';
import { stepOf, withAnswers } from '#domain/intake/taking.ts';
import { Heading } from './heading.tsx';
import { spoken, type CardProps } from './scene.ts';
import { Thumb } from './thumb.tsx';

/** What they said unasked about what should be done: behind a tap of its own, and never asked for (INT-13). */
export function Unasked({ scene, card }: CardProps): ReactNode {
  const { t, form, change, choose } = scene;
  const id = useId();
  const question = card.questions[0];
  const answer = question && form.answers[question.id];
  const text = question === undefined ? stepOf(form, card).text : answer?.kind === 'text' ? answer.text : '';
  const [open, setOpen] = useState(text !== '');
  const write = (value: string): void => {
    if (question === undefined) choose(card, { text: value });
    else
      change((now) =>
        withAnswers(now, card, value === '' ? {} : { [question.id]: { kind: 'text', text: value } }, 'staff'),
      );
  };
  return (
    <>
      <Heading {...spoken(scene, card.steps, t.unaskedTitle())} />
      {open ? (
        <div className="line">
          <label htmlFor={id}>{t.unaskedLabel()}</label>
          <textarea
            id={id}
            dir="auto"
            rows={4}
            autoComplete="off"
            value={text}
            onChange={({ currentTarget: { value } }) => write(value)}
          />
        </div>
      ) : (
        <button type="button" className="btn quiet big" onClick={() => setOpen(true)}>
          {t.unaskedOpen()}
        </button>
      )}
      <Thumb scene={scene} />
    </>
  );
}
