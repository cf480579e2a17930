import type { ReactNode } from 'react';
import { fill } from '#domain/procedure/values.ts';
import { useWords } from '../language/words.tsx';
import { useSession } from './session.tsx';

/** What is never said or done, each with what to say instead (INT-14 … INT-18). */
export function Nevers(): ReactNode {
  const { t, language } = useWords();
  const { procedure, edition } = useSession().pack;
  return (
    <ul className="nevers">
      {procedure.intake.nevers.map(({ id, text, instead }) => (
        <li key={id}>
          <p>{fill(procedure, text, language, edition.gathering)}</p>
          {instead !== undefined && (
            <p className="instead">
              <small>{t.insteadSay()}</small> {fill(procedure, instead, language, edition.gathering)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The same, collapsed to one line, over every card (INT-25). */
export function DontsBar(): ReactNode {
  const { t } = useWords();
  return (
    <details className="donts">
      <summary>{t.dontsShort()}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, with the keyboard too */}
      <section className="donts-open" tabIndex={0} aria-label={t.donts()}>
        <Nevers />
      </section>
    </details>
  );
}
