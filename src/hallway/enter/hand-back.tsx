import { useState, type ReactNode } from 'react';
import { Heading } from '../frame/heading.tsx';
import type { Keys } from '../keys/client.ts';
import { useWords } from '../language/words.tsx';
import { EnterWords } from './enter.tsx';

/**
 * The phone was with somebody who wrote, and was opened anew: nothing is shown before its owner's PIN (INT-09), or a
 * member's words where it was forgotten. `edition`: the event on this phone, or `''`.
 */
export function HandBack({
  keys,
  edition,
  onBack,
}: {
  keys: Keys;
  edition: string;
  onBack: () => Promise<void>;
}): ReactNode {
  const { t } = useWords();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <Heading>{t.backTitle()}</Heading>
      <p>{t.backNote()}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          setBusy(true);
          setWrong(false);
          void keys
            .takeBack(pin)
            .then(async (theirs) => {
              setPin('');
              setWrong(!theirs);
              if (theirs) await onBack();
            })
            .finally(() => setBusy(false));
        }}
      >
        {wrong && (
          <p className="error" role="alert">
            {t.backWrong()}
          </p>
        )}
        <div className="line">
          <label htmlFor="pin">{t.backPin()}</label>
          <input
            id="pin"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
        </div>
        <button className="btn" disabled={busy}>
          {t.backOpen()}
        </button>
      </form>
      <details>
        <summary>{t.backForgot()}</summary>
        <p>{t.backForgotNote()}</p>
        <EnterWords keys={keys} edition={edition} onEntered={onBack} />
      </details>
    </>
  );
}
