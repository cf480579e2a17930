import type { ReactNode } from 'react';
import { useSession } from '../frame/session.tsx';
import { spanText } from '../frame/times.ts';
import { useWords } from '../language/words.tsx';

/** Clocks that differ by no more than this show the same day well enough, ms. */
const clockMayBeOff = 600_000;

/** What is not as it should be with this phone, said plainly. `off`: its clock less the server's, ms, when last asked. */
export function Notes({ off, sent }: { off: number; sent: number }): ReactNode {
  const { t, language } = useWords();
  const { started, online } = useSession();
  const waits = started.waiting.length;
  return (
    <div aria-live="polite">
      {sent > 0 && (
        <div className="note done">
          <p>{t.sentNow({ count: sent })}</p>
          <p>{t.thanks()}</p>
        </div>
      )}
      {!online && (
        <p className="note">
          {t.offlineNow()} {waits > 0 && t.waitingCount({ count: waits })}
        </p>
      )}
      {started.storage === 'none' && <p className="note late">{t.storageNone()}</p>}
      {started.storage === 'may-go' && waits + started.drafts.length > 0 && <p className="note">{t.storageMayGo()}</p>}
      {Math.abs(off) > clockMayBeOff && (
        <p className="note late">{t.clockOff({ span: spanText(Math.abs(off), language) })}</p>
      )}
    </div>
  );
}
