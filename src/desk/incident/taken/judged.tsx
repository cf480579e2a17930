import type { ReactNode } from 'react';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { Step } from './went.tsx';
import { takerIn, useTakenWords } from './words.ts';

/** How soon somebody has to act and whether they are safe, as whoever took it judged: shown, and filled in nowhere. */
export function StaffJudged({ opened }: { opened: Opened }): ReactNode {
  const t = useTakenWords();
  const clock = useClock(opened.row.edition);
  const { taken } = opened;
  const judged = (taken?.steps ?? []).filter(
    ({ kind, choice }) => (kind === 'triage' || kind === 'safety') && choice !== '',
  );
  if (taken === null || judged.length === 0) return null;
  return (
    <section className="of-page" aria-labelledby="staff-judged">
      <h3 id="staff-judged">{t.judged()}</h3>
      <dl className="answers">
        {judged.map((step) => (
          <Step key={`${step.kind} ${step.step}`} step={step} />
        ))}
      </dl>
      <p className="soft">{t.judgedNote({ name: takerIn(t, taken), when: whenOf(taken.at, clock) })}</p>
    </section>
  );
}
