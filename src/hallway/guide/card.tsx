import type { ReactNode } from 'react';
import { Sheet } from '../frame/heading.tsx';
import { Tel } from '../frame/phones.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';
import { handedOut } from './numbers.ts';

/** A card to show, to print or to photograph: numbers for help, and no word of a report (INT-24). */
export function CardPage({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useWords();
  const { edition } = useSession().pack;
  const all = handedOut(edition);
  const text = all.map(({ label, number }) => `${label}: ${number}`).join('\n');
  return (
    <Sheet title={t.card()} onBack={onBack}>
      <p className="soft noprint">{t.cardNote()}</p>
      <div className="card crisis-card">
        <p className="card-title">{t.cardTitle()}</p>
        <ul className="readers">
          {all.map(({ label, number, about }) => (
            <li key={number}>
              <span>
                {label}
                {about !== '' && <small>{about}</small>}
              </span>
              <Tel number={number} />
            </li>
          ))}
        </ul>
        <p className="soft">{t.cardAnyTime()}</p>
      </div>
      <p className="noprint">
        <button type="button" className="btn quiet" onClick={() => print()}>
          {t.print()}
        </button>{' '}
        {'share' in navigator && (
          <button
            type="button"
            className="btn quiet"
            onClick={() => void navigator.share({ text }).catch(() => undefined)}
          >
            {t.send()}
          </button>
        )}
      </p>
    </Sheet>
  );
}
