import { useId, type ReactNode } from 'react';
import { handIds, type HandId } from '#domain/intake/taken.ts';
import type { Taking } from '#words/made/shape.ts';
import { AskAll } from './asked.tsx';
import { Heading } from './heading.tsx';
import { Room } from './offers.tsx';
import { spoken, type CardProps } from './scene.ts';
import { Thumb } from './thumb.tsx';

/** What would help, by its id, in the reader's language. */
function handName(t: Taking, hand: HandId): string {
  switch (hand) {
    case 'person':
      return t.handPerson();
    case 'escort':
      return t.handEscort();
    case 'water':
      return t.handWater();
    case 'room':
      return t.handRoom();
    case 'lift':
      return t.handLift();
    case 'childcare':
      return t.handChildcare();
    case 'medical':
      return t.handMedical();
  }
}

/** What would help right now, and a colleague who brings it and is told nothing else (INT-21…INT-23). */
export function Needs({ scene, card }: CardProps): ReactNode {
  const { t, form, change, call, choose, go } = scene;
  const id = useId();
  const tick = (hand: HandId, on: boolean): void =>
    change((now) => ({ ...now, hands: handIds.filter((one) => (one === hand ? on : now.hands.includes(one))) }));
  const on = (): void => {
    const wanted =
      form.hands.length > 0 || form.handsElse.trim() !== '' || card.questions.some((q) => form.answers[q.id]);
    choose(card, { choice: wanted ? 'yes' : 'skipped' });
    go(1);
  };
  const room = card.steps.find((step) => step.room !== undefined)?.room;
  return (
    <>
      <Heading {...spoken(scene, card.steps, t.needsTitle())} />
      {room !== undefined && <Room scene={scene} kind={room} />}
      {card.questions.length > 0 ? (
        <AskAll scene={scene} card={card} />
      ) : (
        <fieldset>
          <legend className="hidden">{t.needsTitle()}</legend>
          <ul className="hands">
            {handIds.map((hand) => (
              <li key={hand}>
                <label className="choice">
                  <input
                    type="checkbox"
                    checked={form.hands.includes(hand)}
                    onChange={({ currentTarget: { checked } }) => tick(hand, checked)}
                  />
                  <span>{handName(t, hand)}</span>
                </label>
                {form.hands.includes(hand) && (
                  <button
                    type="button"
                    className="btn quiet"
                    aria-label={t.handAskFor({ what: handName(t, hand) })}
                    onClick={() => call(hand)}
                  >
                    {t.handAsk()}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {form.hands.length > 0 && <p className="small">{t.handNothing()}</p>}
        </fieldset>
      )}
      <div className="line">
        <label htmlFor={id}>{t.handElse()}</label>
        <textarea
          id={id}
          dir="auto"
          rows={2}
          autoComplete="off"
          value={form.handsElse}
          onChange={({ currentTarget: { value } }) => change((now) => ({ ...now, handsElse: value }))}
        />
      </div>
      <Thumb scene={scene}>
        <button type="button" className="btn" onClick={on}>
          {t.continue()}
        </button>
      </Thumb>
    </>
  );
}
