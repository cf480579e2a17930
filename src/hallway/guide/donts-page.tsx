import type { ReactNode } from 'react';
import { fill } from '#domain/procedure/values.ts';
import { Nevers } from '../frame/donts.tsx';
import { Sheet } from '../frame/heading.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';

/** What may be offered, and what is never said or done. */
export function DontsPage({ onBack }: { onBack: () => void }): ReactNode {
  const { t, language } = useWords();
  const { procedure, edition } = useSession().pack;
  return (
    <Sheet title={t.dosAndDonts()} onBack={onBack}>
      {procedure.intake.offers.length > 0 && (
        <>
          <h2>{t.offers()}</h2>
          <ul className="offers">
            {procedure.intake.offers.map(({ id, text }) => (
              <li key={id}>{fill(procedure, text, language, edition.gathering)}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{t.donts()}</h2>
      <Nevers />
    </Sheet>
  );
}
