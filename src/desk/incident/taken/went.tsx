import type { ReactNode } from 'react';
import type { StepTaken } from '#domain/intake/taken.ts';
import { Inert } from '../../frame/inert.tsx';
import type { TakenSeen } from '../../keys/incident-seen.ts';
import { named, useTakenWords } from './words.ts';

/** What was answered at one step, and what was said there. */
export function Step({ step: { kind, choice, text } }: { step: StepTaken }): ReactNode {
  const t = useTakenWords();
  return (
    <div>
      <dt>{t.step({ kind: named(kind) })}</dt>
      <dd>
        {choice !== '' && <p>{t.choice({ choice: named(choice) })}</p>}
        {text.trim() !== '' && <Inert block text={text} />}
      </dd>
    </div>
  );
}

/** What was offered and asked, in the order of the cards, and what would help them now. */
export function Went({ taken: { steps, hands, handsElse } }: { taken: TakenSeen }): ReactNode {
  const t = useTakenWords();
  const shown = steps.filter(({ kind, choice, text }) => kind !== 'unasked' && (choice !== '' || text.trim() !== ''));
  const help = hands.map((hand) => t.hand({ hand })).join(' · ');
  if (shown.length === 0 && help === '' && handsElse.trim() === '') return null;
  return (
    <>
      <h4>{t.went()}</h4>
      <dl className="answers">
        {shown.map((step) => (
          <Step key={`${step.kind} ${step.step}`} step={step} />
        ))}
        {(help !== '' || handsElse.trim() !== '') && (
          <div>
            <dt>{t.hands()}</dt>
            <dd>
              {help !== '' && <p>{help}</p>}
              {handsElse.trim() !== '' && <Inert block text={handsElse} />}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
