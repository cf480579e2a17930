import { useId, useState, type ReactNode } from 'react';
import type { Taking } from '#words/made/shape.ts';

const isPin = (text: string): boolean => /^\d{4,6}$/u.test(text);

function Digits({ label, value, set }: { label: string; value: string; set: (value: string) => void }): ReactNode {
  const id = useId();
  return (
    <div className="line">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="password"
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={6}
        autoComplete="off"
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value.replaceAll(/\D/gu, ''))}
      />
    </div>
  );
}

/** Sets the number that gives the phone back, twice. Only who took the report knows it. */
export function SetPin({
  t,
  set,
  leave,
}: {
  t: Taking;
  set: (pin: string) => Promise<void>;
  leave: () => void;
}): ReactNode {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const give = async (): Promise<void> => {
    if (busy) return;
    if (!isPin(pin)) return setProblem(t.pinWrong());
    if (pin !== again) return setProblem(t.pinOther());
    setBusy(true);
    await set(pin).catch(() => setBusy(false));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <h1 className="q">{t.aloneTitle()}</h1>
      <p className="say">{t.aloneLead()}</p>
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <Digits label={t.pin()} value={pin} set={setPin} />
      <Digits label={t.pinAgain()} value={again} set={setAgain} />
      <p className="thumb">
        <button type="button" className="btn quiet" onClick={leave}>
          {t.notNow()}
        </button>
        <button type="submit" className="btn" aria-disabled={busy}>
          {t.handNow()}
        </button>
      </p>
    </form>
  );
}

/** Asks for the number; nothing else is on the page. `take`: false for another number. */
export function TakeBack({
  t,
  take,
  leave,
}: {
  t: Taking;
  take: (pin: string) => Promise<boolean>;
  /** Back to writing, or null where there is nothing to go back to. */
  leave: (() => void) | null;
}): ReactNode {
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    if (busy || pin === '') return;
    setBusy(true);
    setWrong(false);
    const right = await take(pin).catch(() => false);
    if (right) return;
    setBusy(false);
    setPin('');
    setWrong(true);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h1 className="q">{t.aloneGive()}</h1>
      <p className="say">{t.aloneGiveLead()}</p>
      {wrong && (
        <p className="problem" role="alert">
          {t.takeWrong()}
        </p>
      )}
      <Digits label={t.takePin()} value={pin} set={setPin} />
      <p className="thumb">
        {leave !== null && (
          <button type="button" className="btn quiet" onClick={leave}>
            {t.aloneMore()}
          </button>
        )}
        <button type="submit" className="btn" aria-disabled={busy}>
          {t.takeBack()}
        </button>
      </p>
    </form>
  );
}
