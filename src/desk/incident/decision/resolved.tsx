import type { ReactNode } from 'react';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { toldOf, type Told } from '../handling/told.ts';
import { findingIn, useDecisionWords } from './words.ts';

function One({ told, opened }: { told: Told<'resolved'>; opened: Opened }): ReactNode {
  const t = useDecisionWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { verdict, rule, reasons, pattern } = told.body;
  return (
    <>
      <p>
        <b>{findingIn(t, verdict)}</b>
        <small>{t.by({ name: whoIs(desk, told.who), when: whenOf(told.at, clock) })}</small>
      </p>
      {rule !== '' && (
        <p>
          {t.byRule()}: <Inert text={rule} />
        </p>
      )}
      <Inert block text={reasons} />
      {pattern && <p className="soft">{t.onPattern()}</p>}
    </>
  );
}

/** What counts now, and below it what was decided before: nothing is overwritten. */
export function Resolved({ opened }: { opened: Opened }): ReactNode {
  const t = useDecisionWords();
  const [now, ...before] = toldOf(opened, 'resolved').toReversed();
  if (now === undefined) return null;
  return (
    <section className="card" aria-labelledby="decision-now">
      <h3 id="decision-now">{t.now()}</h3>
      <One told={now} opened={opened} />
      {before.length > 0 && (
        <details>
          <summary>{t.before()}</summary>
          <ul className="people">
            {before.map((told) => (
              <li key={told.hash}>
                <div>
                  <One told={told} opened={opened} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
