import { useState, type ReactNode } from 'react';
import type { ReachSent, RoutesAnswer, TestAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { Said } from '../frame/field.tsx';
import { askAgain } from '../frame/polled.ts';
import { refusalIn } from '../frame/refusals.ts';
import { whenOf, type Clock } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { asking, isRefused } from '../sending/ask.ts';
import { kindName, useReachedWords, wayName } from './words.ts';

const ask = asking();

/** "Does it ring?": by every way, to oneself alone. */
export function Test({ answer, here }: { answer: RoutesAnswer; here: string }): ReactNode {
  const t = useReachedWords();
  const { t: desk } = useWords();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<TestAnswer['tried']>([]);
  const [problem, setProblem] = useState('');
  const test = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    setTried([]);
    const done = await ask.json<TestAnswer>(staffPaths.api.routesTest, { body: {} });
    setBusy(false);
    if (!isRefused(done)) setTried(done.tried);
    else setProblem(done.refused === 'slow-down' ? t.testSoon() : refusalIn(desk, done));
    askAgain();
  };
  const said = ({ id, kind, state }: TestAnswer['tried'][number]): string => {
    const route = answer.routes.find((one) => one.id === id);
    const way = route === undefined ? kindName(t, kind) : wayName(t, route, id === here);
    switch (state) {
      case 'sent':
        return t.testSent({ way });
      case 'failed':
        return t.testFailed({ way });
      case 'refused':
        return t.testRefused({ way });
      case 'gone':
        return t.testGone({ way });
    }
  };
  return (
    <section aria-labelledby="reached-test">
      <h3 id="reached-test">{t.test()}</h3>
      <p className="soft">{answer.routes.length === 0 ? t.testNone() : t.testHint()}</p>
      <button type="button" className="btn" disabled={busy || answer.routes.length === 0} onClick={() => void test()}>
        {t.testDo()}
      </button>
      <output className="tried">
        {busy && t.testing()}
        {tried.map((one) => (
          <span key={one.id} className={`said ${one.state === 'sent' ? 'moss' : 'clay'}`}>
            {said(one)}
          </span>
        ))}
      </output>
      {problem !== '' && <Said>{problem}</Said>}
    </section>
  );
}

const most = 10;

/** The last alerts: when, by which way, what became of each; of nothing else is anything kept. */
export function Last({ sent, clock }: { sent: readonly ReachSent[]; clock: Clock }): ReactNode {
  const t = useReachedWords();
  const became = ({ urgent, state }: ReachSent): string => {
    switch (state) {
      case 'sent':
        return urgent ? t.urgentSent() : t.stateSent();
      case 'failed':
        return urgent ? t.urgentFailed() : t.stateFailed();
      case 'refused':
        return urgent ? t.urgentRefused() : t.stateRefused();
      case 'gone':
        return urgent ? t.urgentGone() : t.stateGone();
    }
  };
  return (
    <section aria-labelledby="reached-last">
      <h3 id="reached-last">{t.last()}</h3>
      {sent.length === 0 ? (
        <p className="soft">{t.lastNone()}</p>
      ) : (
        <ul className="rung">
          {sent.slice(0, most).map((one) => (
            <li key={`${one.at} ${one.route}`}>
              <b>{kindName(t, one.kind)}</b> {whenOf(one.at, clock)} · {became(one)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
