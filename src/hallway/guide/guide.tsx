import { useState, type ReactNode } from 'react';
import { Sheet } from '../frame/heading.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';
import { Entries } from './entries.tsx';
import { searchGuide } from './search.ts';
import './guide.css';

/** The guide for volunteers, searched on the phone itself (INT-06). */
export function GuidePage({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useWords();
  const { guide } = useSession().pack.edition;
  const [asked, setAsked] = useState('');
  const found = searchGuide(guide.entries, asked);
  return (
    <Sheet title={t.guide()} onBack={onBack}>
      {guide.entries.length === 0 ? (
        <p>{t.guideEmpty()}</p>
      ) : (
        <>
          {guide.version !== '' && <p className="soft">{t.guideVersion({ version: guide.version })}</p>}
          <search className="line">
            <label htmlFor="guide-search">{t.guideSearch()}</label>
            <input
              id="guide-search"
              type="search"
              autoComplete="off"
              dir="auto"
              value={asked}
              onChange={(event) => setAsked(event.target.value)}
            />
          </search>
          <p className="soft" aria-live="polite">
            {found.length === 0 ? t.guideNothing({ asked }) : t.guideFound({ count: found.length })}
          </p>
          <Entries entries={found} level="h2" />
        </>
      )}
    </Sheet>
  );
}
