import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import { answersFrom, type Answer, type Answers } from '#domain/intake/answers.ts';
import type { Card } from '#domain/intake/cards.ts';
import { justNow, stepOf, withAnswers } from '#domain/intake/taking.ts';
import type { StepChoice } from '#domain/intake/taken.ts';
import type { Question } from '#domain/procedure/procedure.ts';
import { Ask } from '#questions/question.tsx';
import { moment } from './around.tsx';
import { Heading } from './heading.tsx';
import { spoken, stepText, type CardProps, type Scene } from './scene.ts';
import { Thumb } from './thumb.tsx';

/** Fields of an answer as they are typed. */
const written = (questions: readonly Question[], form: HTMLFormElement): Answers =>
  answersFrom(
    questions,
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );

interface Fields {
  readonly scene: Scene;
  readonly card: Pick<Card, 'kind' | 'questions'>;
  readonly by?: 'staff' | 'reporter';
  /** What becomes of an answer before it is kept. */
  readonly kept?: (answer: Answer) => Answer;
}

/** Questions of the form with the components of the form itself. What is typed is kept as it is typed. */
export function AskAll({ scene, card, by = 'staff', kept = (answer) => answer }: Fields): ReactNode {
  const { form, around, change } = scene;
  const [before] = useState(form.answers);
  const take = (event: SyntheticEvent<HTMLFormElement>): void => {
    const answers = Object.entries(written(card.questions, event.currentTarget));
    const given = Object.fromEntries(answers.map(([id, answer]) => [id, kept(answer)]));
    change((now) => withAnswers(now, card, given, by));
  };
  return (
    <form className="asked" onInput={take} onSubmit={(event) => event.preventDefault()} autoComplete="off">
      {card.questions.map((question) => (
        <Ask key={question.id} question={question} answer={before[question.id]} around={around} />
      ))}
    </form>
  );
}

/** "It happened just now" as the first tap (FLD-03): the time is that of the report, and says so. */
function JustNow({ scene, question, done }: { scene: Scene; question: Question; done: () => void }): ReactNode {
  const { t, language, pack, form } = scene;
  const time = moment(language, pack, form.began, { hour: '2-digit', minute: '2-digit' });
  const answer = justNow(question, t.justNowText({ time }));
  if (answer === null) return null;
  const take = (): void => {
    scene.change((now) =>
      withAnswers(now, { kind: 'question', questions: [question] }, { [question.id]: answer }, 'staff'),
    );
    done();
  };
  return (
    <button type="button" className="btn quiet big" onClick={take}>
      {t.justNow()}
    </button>
  );
}

/** A question of the form, or who must not see the report. */
export function QuestionCard({ scene, card }: CardProps): ReactNode {
  const [again, setAgain] = useState(0);
  const first = scene.cards.find(({ kind }) => kind === 'question') === card;
  return (
    <>
      {first &&
        card.steps.map((step) => (
          <p key={step.id} className="say">
            {stepText(scene, step)}
          </p>
        ))}
      {card.questions.map((question) => (
        <JustNow key={question.id} scene={scene} question={question} done={() => setAgain(again + 1)} />
      ))}
      <AskAll key={again} scene={scene} card={card} />
      <Thumb scene={scene} />
    </>
  );
}

/** Whether they could be recognised; if so, their own safety has to be asked (INT-12). */
export function CouldTell({ scene, card }: CardProps): ReactNode {
  const { t, form, choose } = scene;
  const name = useId();
  const { choice, text } = stepOf(form, card);
  const said = spoken(scene, card.steps, t.tellTitle());
  // No longer optional, and the label says so.
  const needed = card.questions.map((question) => ({ ...question, required: choice === 'yes' }));
  const radio = (value: StepChoice, label: string): ReactNode => (
    <label className="choice">
      <input type="radio" name={name} checked={choice === value} onChange={() => choose(card, { choice: value })} />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      <Heading {...said} />
      <fieldset className="three">
        <legend className="hidden">{said.title}</legend>
        {radio('yes', t.tellYes())}
        {radio('no', t.tellNo())}
        {radio('unsure', t.tellUnsure())}
      </fieldset>
      {choice === 'yes' && <p className="note">{t.tellNeeds()}</p>}
      {card.questions.length > 0 ? (
        <AskAll scene={scene} card={{ ...card, questions: needed }} />
      ) : (
        <label className="line">
          {t.tellSafe()}
          <textarea
            dir="auto"
            rows={3}
            defaultValue={text}
            onInput={(e) => choose(card, { text: e.currentTarget.value })}
          />
        </label>
      )}
      <Thumb scene={scene} />
    </>
  );
}
