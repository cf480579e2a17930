import { useEffect, useRef, useState, type ReactNode } from 'react';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useOwn } from '../../frame/own-words.ts';
import './outgoing.css';

/** A finished text to take along: copied, printed by itself, or large on a phone to be read aloud. Never changed here. */
export function Takeaway({ text, sheet, large }: { text: string; sheet: ReactNode; large: ReactNode }): ReactNode {
  const t = useOwn({ en, es });
  const [said, setSaid] = useState('');
  const [aloud, setAloud] = useState(false);
  const spoken = useRef<HTMLDialogElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (aloud) spoken.current?.showModal();
  }, [aloud]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t.copied());
    } catch {
      setSaid(t.copyFailed());
    }
  };
  const print = (): void => {
    // This text by itself, whatever else is on the page.
    whole.current?.toggleAttribute('data-printing', true);
    window.print();
    whole.current?.toggleAttribute('data-printing', false);
  };
  return (
    <div className="takeaway" ref={whole}>
      {sheet}
      <div className="row">
        <button type="button" className="btn quiet" onClick={() => void copy()}>
          {t.copy()}
        </button>
        <button type="button" className="btn quiet" onClick={print}>
          {t.print()}
        </button>
        <button type="button" className="btn quiet" onClick={() => setAloud(true)}>
          {t.speak()}
        </button>
      </div>
      <output className="soft">{said}</output>
      {aloud && (
        <dialog ref={spoken} className="aloud" aria-label={t.speak()} onClose={() => setAloud(false)}>
          {large}
          <button type="button" className="btn" onClick={() => spoken.current?.close()}>
            {t.speakEnd()}
          </button>
        </dialog>
      )}
    </div>
  );
}
