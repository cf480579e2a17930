import type { ReactNode } from 'react';
import { useWords } from '../language/words.tsx';
import { DontsBar } from './donts.tsx';
import { EmergencyBar } from './phones.tsx';
import { useSession } from './session.tsx';
import './frame.css';

/** To the page that is seen: another one may lie below it. */
function toContent(): void {
  const seen = [...document.querySelectorAll('main')].find((main) => main.closest('[hidden]') === null);
  seen?.focus();
}

/**
 * What stands over every page. `telling`: a report is being taken, so the don'ts and the way to a lead are there too.
 * `theirs`: the reporter has the phone, and nothing of the staff is on it.
 */
export function Frame({
  telling,
  theirs,
  onLead,
  strip,
  children,
}: {
  telling: boolean;
  theirs: boolean;
  onLead: () => void;
  /** A call that stands, in one line. */
  strip: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const { pack } = useSession();
  return (
    <>
      <button type="button" className="skip" onClick={toContent}>
        {t.skipTo()}
      </button>
      {pack.rehearsal && <p className="rehearsal">{t.rehearsal()}</p>}
      <header className="bar">
        <EmergencyBar edition={pack.edition} />
        {telling && !theirs && (
          <div className="telling">
            <DontsBar />
            <button type="button" className="btn quiet danger small" onClick={onLead}>
              {t.leadShort()}
            </button>
          </div>
        )}
        {strip}
      </header>
      {children}
    </>
  );
}

/** A page with nothing around it: before anything of an event is there, or when nothing may be shown. */
export function Plain({ children }: { children: ReactNode }): ReactNode {
  return (
    <main className="page plain" tabIndex={-1}>
      {children}
    </main>
  );
}
