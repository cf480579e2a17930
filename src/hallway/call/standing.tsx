import type { ReactNode } from 'react';
import { Heading } from '../frame/heading.tsx';
import { useWords } from '../language/words.tsx';
import { answerText, type Answered, type Calling } from './answers.ts';
import { Walk } from './walk.tsx';

/** A call as it stands: who is coming, and until then, to stay. Without a network it says where to walk (IMM-06). */
export function Standing({ calling, answered }: { calling: Calling; answered: Answered }): ReactNode {
  const { t } = useWords();
  const { standing, lost, coming } = answered;
  const answers = standing?.answers ?? [];
  if (!coming && (standing?.over === true || lost)) return <Walk why={lost ? 'lost' : 'over'} />;
  return (
    <section>
      <Heading>{t.callStay()}</Heading>
      <div aria-live="polite">
        <p>
          {t.calledCount({ count: standing?.called ?? calling.called })}{' '}
          {standing !== null && standing.rings > 1 && t.callRung({ count: standing.rings })}
        </p>
        {answers.length === 0 ? (
          <p className="soft">{t.callWaiting()}</p>
        ) : (
          <ul className="answers-here">
            {answers.map((answer) => (
              <li key={answer.name} className={answer.says}>
                {answerText(t, answer)}
              </li>
            ))}
          </ul>
        )}
        {lost && <p>{t.callLost()}</p>}
      </div>
    </section>
  );
}
