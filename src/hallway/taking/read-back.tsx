import { useRef, type ReactNode } from 'react';
import type { Card } from '#domain/intake/cards.ts';
import { wishesIn } from '#domain/intake/recipients.ts';
import { missingIn, type Missing } from '#domain/intake/taking.ts';
import { say, type Question } from '#domain/procedure/procedure.ts';
import { told } from '#questions/told.ts';
import type { Taking } from '#words/made/shape.ts';
import { Heading } from './heading.tsx';
import type { CardProps, Scene } from './scene.ts';
import { Thumb } from './thumb.tsx';

function missingText(t: Taking, what: Missing['what']): string {
  switch (what) {
    case 'safety':
      return t.missingSafety();
    case 'account':
      return t.missingAccount();
    case 'could-tell':
      return t.missingTell();
    case 'worry':
      return t.missingWorry();
    case 'triage':
      return t.missingTriage();
    case 'step':
      return t.missingStep();
  }
}

function Row({ scene, card, question }: { scene: Scene; card: Card; question: Question }): ReactNode {
  const { t, language, form, around } = scene;
  const answer = form.answers[question.id];
  const nameOf = (member: string): string => around.team.find(({ id }) => id === member)?.name ?? member;
  const lines = answer === undefined ? [] : told(question, answer, language, around.words, nameOf);
  const label = say(question.label, language);
  return (
    <div className="answer">
      <dt>{label}</dt>
      <dd>
        {lines.map((line, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two lines may be the same words
          <p key={at} dir="auto" className={card.kind === 'account' ? 'quoted' : undefined}>
            {line}
          </p>
        ))}
        <button
          type="button"
          className="linklike"
          aria-label={t.readChangeOf({ what: label })}
          onClick={() => scene.go(card.id)}
        >
          {t.readChange()}
        </button>
      </dd>
    </div>
  );
}

const isUnasked = ({ rows }: Question): boolean => rows.includes('INT-13');

/** Their words and each answer, read out; then it can be finished. What is still open can be asked now (INT-07). */
export function ReadBack({ scene, finish, busy, fault }: CardProps & Finishing): ReactNode {
  const { t, language, cards, form, saved } = scene;
  const asked = cards.flatMap((card) =>
    [...card.questions, ...(card.asksAlso === null ? [] : [card.asksAlso])]
      .filter((question) => !isUnasked(question))
      .map((question) => ({ card, question })),
  );
  const isAccount = ({ card }: (typeof asked)[number]): boolean => card.kind === 'account';
  const inOrder = [...asked.filter(isAccount), ...asked.filter((one) => !isAccount(one))];
  const open = asked.filter(
    ({ card, question }) => card.kind === 'question' && form.answers[question.id] === undefined,
  );
  const missing = missingIn(cards, form);
  const before = useRef<HTMLDivElement>(null);
  // Asked to finish too early: what is missing is shown, not only that something is.
  const look = (): void => {
    before.current?.focus();
    before.current?.scrollIntoView({ block: 'center' });
  };
  const named = new Set(saved?.named.map(({ member }) => member));
  const apart = scene.around.team.filter(({ id }) => named.has(id)).map(({ name }) => name);
  const written = { staff: t.readYours(), reporter: t.readTheirs(), both: t.readBoth() }[form.writtenBy];
  return (
    <>
      <Heading title={t.readTitle()} />
      {missing.length > 0 && (
        <div className="problem" role="alert" tabIndex={-1} ref={before}>
          <h2>{t.missingTitle()}</h2>
          <ul>
            {missing.map(({ card, what }) => (
              <li key={card}>
                <button type="button" className="linklike" onClick={() => scene.go(card)}>
                  {missingText(t, what)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="small">{written}</p>
      <dl className="answers">
        {inOrder
          .filter(({ question }) => form.answers[question.id] !== undefined)
          .map(({ card, question }) => (
            <Row key={question.id} scene={scene} card={card} question={question} />
          ))}
      </dl>
      {form.notes.trim() !== '' && <p className="small">{t.readNotes()}</p>}
      {open.length > 0 && (
        <>
          <h2>{t.askStill()}</h2>
          <p className="small">{t.askStillNote()}</p>
          <ul className="open">
            {open.map(({ card, question }) => (
              <li key={question.id}>
                <button type="button" className="linklike" onClick={() => scene.go(card.id)}>
                  {say(question.label, language)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {saved !== null && saved.readers.length > 0 && (
        <>
          <h2>{t.readReaders()}</h2>
          <p>
            {listed(
              saved.readers.map(({ name }) => name),
              language,
            )}
          </p>
          {wishesIn(form.answers).only !== '' && <p className="small">{t.readOnly()}</p>}
          {apart.length > 0 && <p className="small">{t.readNamed({ names: listed(apart, language) })}</p>}
        </>
      )}
      {fault && (
        <p className="problem" role="alert">
          {t.finishFault()}
        </p>
      )}
      <Thumb scene={scene}>
        <button
          type="button"
          className="btn"
          aria-disabled={busy || missing.length > 0}
          onClick={missing.length > 0 ? look : finish}
        >
          {busy ? t.finishing() : t.finish()}
        </button>
      </Thumb>
    </>
  );
}

export interface Finishing {
  readonly finish: () => void;
  readonly busy: boolean;
  readonly fault: boolean;
}

export const listed = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
