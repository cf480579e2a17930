import type { ReactNode } from 'react';
import { stepOf } from '#domain/intake/taking.ts';
import { Heading } from './heading.tsx';
import { chooser, spoken, type CardProps } from './scene.ts';
import { Choices } from './thumb.tsx';

/** Whether they are safe, before anything is told (INT-05). Not safe, or not known: help first, what is written stays. */
export function Safety({ scene, card }: CardProps): ReactNode {
  const { t, form, emergency } = scene;
  const said = spoken(scene, card.steps, t.safetyTitle());
  const choice = stepOf(form, card).choice;
  const helped = (chosen: 'not-safe' | 'unknown') => (): void => {
    scene.choose(card, { choice: chosen });
    emergency();
  };
  const danger = choice === 'not-safe' || choice === 'unknown';
  return (
    <>
      <Heading {...said} />
      {danger && (
        <div className="safe">
          <p>{t.safetyAgain()}</p>
          <button type="button" className="btn" onClick={emergency}>
            {t.emergency()}
          </button>
        </div>
      )}
      <Choices
        scene={scene}
        name={said.title}
        choices={[
          { label: t.safetyYes(), chosen: choice === 'safe', choose: chooser(scene, card)('safe') },
          { label: t.safetyNo(), chosen: choice === 'not-safe', choose: helped('not-safe') },
          { label: t.safetyUnknown(), chosen: choice === 'unknown', choose: helped('unknown') },
        ]}
      />
    </>
  );
}

/** How soon somebody has to act (IMM-01). */
export function Triage({ scene, card }: CardProps): ReactNode {
  const { t, form, call } = scene;
  const said = spoken(scene, card.steps, t.triageTitle());
  const choice = stepOf(form, card).choice;
  const choose = chooser(scene, card);
  return (
    <>
      <Heading {...said} />
      {choice === 'now' && (
        <div className="note">
          <p>{t.stayWith()}</p>
          <button type="button" className="btn" onClick={() => call('lead')}>
            {t.callLead()}
          </button>
        </div>
      )}
      <Choices
        scene={scene}
        name={t.triageTitle()}
        choices={[
          { label: t.triageNow(), chosen: choice === 'now', choose: () => scene.choose(card, { choice: 'now' }) },
          { label: t.triageSoon(), chosen: choice === 'soon', choose: choose('soon') },
          { label: t.triageWait(), chosen: choice === 'can-wait', choose: choose('can-wait') },
        ]}
      />
    </>
  );
}
