import { useId, useState, type ReactNode } from 'react';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { askAgain, usePolled } from '../frame/polled.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { AskedSeen } from '../keys/standing-seen.ts';

const every = 20_000;

/** One report's names, and nothing else of it: not what happened, not its code name, not when. */
function Question({
  asked,
  answered,
  later,
}: {
  asked: AskedSeen;
  answered: (out: boolean) => void;
  later: () => void;
}): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const heading = useId();
  const answer = (says: 'clear' | 'conflict'): void =>
    void run(
      () => keys.answerAsked(asked.incident, says),
      () => answered(says === 'conflict'),
    );
  return (
    <section className="card ask" aria-labelledby={heading}>
      <h2 id={heading}>{t.askTitle()}</h2>
      <p className="soft">{t.askNote()}</p>
      <ul className="plainly" aria-label={t.askNames()}>
        {asked.names.map((name) => (
          <li key={name}>
            <Inert text={name} />
          </li>
        ))}
      </ul>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="answers-of">
        <button type="button" className="btn quiet" disabled={busy} onClick={() => answer('clear')}>
          {t.askNobody()}
        </button>
        <button type="button" className="btn quiet" disabled={busy} onClick={() => answer('conflict')}>
          {t.askOut()}
        </button>
        <button type="button" className="as-link" disabled={busy} onClick={later}>
          {t.askLater()}
        </button>
      </div>
    </section>
  );
}

/** What one is asked before one is shown anything (two-step opening). Nothing anywhere else counts it. */
export function Asked(): ReactNode {
  const { t } = useWords();
  const { keys, lock } = useSession();
  const [rows, setRows] = useState<readonly AskedSeen[]>([]);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const [thanks, setThanks] = useState('');
  usePolled(async () => {
    const answer = await keys.asked();
    if (!('refused' in answer)) setRows(answer);
    else if (answer.refused === 'locked') lock();
  }, every);
  const open = rows.filter(({ incident }) => !later.has(incident));
  return (
    <>
      {thanks !== '' && <Said tone="moss">{thanks}</Said>}
      {open.map((asked) => (
        <Question
          key={asked.incident}
          asked={asked}
          later={() => setLater(new Set([...later, asked.incident]))}
          answered={(out) => {
            setRows(rows.filter(({ incident }) => incident !== asked.incident));
            setThanks(out ? t.askThanksOut() : t.askThanks());
            askAgain();
          }}
        />
      ))}
    </>
  );
}
