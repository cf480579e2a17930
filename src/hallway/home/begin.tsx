import { useState, type ReactNode } from 'react';
import type { TakenChannel } from '#domain/intake/taken.ts';
import { Heading } from '../frame/heading.tsx';
import { useWords } from '../language/words.tsx';

/** The one question before the first card: in person, or by phone. `begin` says why it could not be begun, or `''`. */
export function Begin({
  begin,
  onCancel,
}: {
  begin: (channel: TakenChannel) => Promise<string>;
  onCancel: () => void;
}): ReactNode {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const choose = (channel: TakenChannel) => (): void => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    void begin(channel)
      .catch(() => t.beginRefused())
      .then((said) => {
        setProblem(said);
        setBusy(false);
      });
  };
  return (
    <div className="over">
      <main className="page" tabIndex={-1}>
        <Heading>{t.howTold()}</Heading>
        {problem !== '' && (
          <p className="error" role="alert">
            {problem}
          </p>
        )}
        {busy && <p aria-live="polite">{t.beginning()}</p>}
      </main>
      <div className="dock">
        <button type="button" className="btn wide" disabled={busy} onClick={choose('in-person')}>
          {t.inPerson()}
        </button>
        <button type="button" className="btn wide" disabled={busy} onClick={choose('phone')}>
          {t.onPhone()}
        </button>
        <button type="button" className="btn quiet" onClick={onCancel}>
          {t.cancel()}
        </button>
      </div>
    </div>
  );
}
