import type { ReactNode } from 'react';
import type { Edition } from '#domain/edition/edition.ts';
import { Inert } from '../frame/inert.tsx';
import { useWords } from '../frame/words.tsx';
import { useLentWords } from './lent-words.ts';
import { PlanView } from './plan-view.tsx';
import { Phone } from './view.tsx';

/** The guide as volunteers read it (INT-06, PRP-05). */
export function GuideSeen({ guide: { version, entries } }: Pick<Edition, 'guide'>): ReactNode {
  const { t: desk } = useWords();
  const t = useLentWords();
  return (
    <section aria-labelledby="guide" className="guide">
      <h2 id="guide">{desk.guide()}</h2>
      <p className="soft">
        {t.guideNote()} {version !== '' && t.guideIs({ version })}
      </p>
      {entries.length === 0 && <p>{t.guideNone()}</p>}
      {entries.map(({ id, title, text, phone, address }) => (
        <details key={id} className="card">
          <summary>
            <Inert text={title} />
          </summary>
          <Inert text={text} block />
          {phone !== '' && (
            <p>
              <Phone number={phone} />
            </p>
          )}
          {address !== '' && (
            <p>
              <Inert text={address} />
            </p>
          )}
        </details>
      ))}
    </section>
  );
}

/** Where the rooms are, for staff (CNS-05). */
export function PlanSeen({ plan, rooms }: Pick<Edition, 'plan' | 'rooms'>): ReactNode {
  const { t: desk } = useWords();
  const t = useLentWords();
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{desk.plan()}</h2>
      {plan === null ? <p>{t.planNone()}</p> : <PlanView plan={plan} rooms={rooms} />}
    </section>
  );
}
