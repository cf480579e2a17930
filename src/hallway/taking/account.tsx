import { useId, type ReactNode } from 'react';
import { judgingIn } from '#domain/intake/judging.ts';
import { withAnswers } from '#domain/intake/taking.ts';
import { say } from '#domain/procedure/procedure.ts';
import { Heading } from './heading.tsx';
import { spoken, type CardProps, type Scene } from './scene.ts';
import { Thumb } from './thumb.tsx';

/** A quiet word under our own notes where one of them judges (INT-04). Never under theirs, and nothing is held up. */
function Judging({ scene, id }: { scene: Scene; id: string }): ReactNode {
  const { t, form, language } = scene;
  const found = judgingIn(form.notes, language);
  const each = [...new Map(found.map((one) => [one.word.toLowerCase(), one])).values()];
  return (
    <p className="small" id={id} aria-live="polite">
      {each.length > 0 && t.judging()}
      {each.map(({ word, instead }) => (
        <span key={word} className="block">
          {t.judgingOne({ word, instead })}
        </span>
      ))}
    </p>
  );
}

/** Their account as they tell it, and what whoever takes it adds: two fields that never mix (INT-09, INT-10). */
export function Account({ scene, card }: CardProps): ReactNode {
  const { t, language, form, change, handOver } = scene;
  const id = useId();
  const said = spoken(scene, card.steps, t.accountTitle());
  return (
    <>
      <Heading {...said} />
      {/* Who calls cannot be handed this phone. */}
      {form.channel !== 'phone' && (
        <p>
          <button type="button" className="btn quiet" onClick={handOver}>
            {t.handOver()}
          </button>
        </p>
      )}
      {card.questions.map((question) => {
        const answer = form.answers[question.id];
        return (
          <div className="line" key={question.id}>
            <label htmlFor={`${id}-${question.id}`}>
              {t.theirWords()}
              <small>{t.theirWordsHint()}</small>
            </label>
            <p className="small" id={`${id}-asked`}>
              {say(question.label, language)}
            </p>
            <textarea
              id={`${id}-${question.id}`}
              aria-describedby={`${id}-asked`}
              dir="auto"
              rows={6}
              autoComplete="off"
              value={answer?.kind === 'text' ? answer.text : ''}
              onChange={({ currentTarget: { value } }) =>
                change((now) =>
                  withAnswers(now, card, value === '' ? {} : { [question.id]: { kind: 'text', text: value } }, 'staff'),
                )
              }
            />
          </div>
        );
      })}
      <div className="line mine">
        <label htmlFor={`${id}-notes`}>
          {t.myNotes()}
          <small>{t.myNotesHint()}</small>
        </label>
        <textarea
          id={`${id}-notes`}
          aria-describedby={`${id}-judging`}
          dir="auto"
          rows={3}
          autoComplete="off"
          value={form.notes}
          onChange={({ currentTarget: { value } }) => change((now) => ({ ...now, notes: value }))}
        />
        <Judging scene={scene} id={`${id}-judging`} />
      </div>
      <Thumb scene={scene} />
    </>
  );
}
