import type { ReactNode } from 'react';
import { roomFor } from '#domain/edition/rooms.ts';
import { useWords } from '../language/words.tsx';
import { Entries } from '../guide/entries.tsx';
import { Sheet } from './heading.tsx';
import { BigNumbers, phonesOf } from './phones.tsx';
import { useSession } from './session.tsx';

/** Somebody is not safe: numbers, a lead, the safe room, the guide. What was written lies untouched below it (INT-05). */
export function EmergencyPage({ onBack, onLead }: { onBack: () => void; onLead: () => void }): ReactNode {
  const { t } = useWords();
  const { pack, now } = useSession();
  const safe = roomFor(pack.edition, 'safety', now());
  return (
    <Sheet title={t.emergencyTitle()} back={t.goOn()} onBack={onBack}>
      <p>{t.emergencyNote()}</p>
      <BigNumbers phones={phonesOf(pack.edition, t.teamPhone())} />
      <p>
        <button type="button" className="btn quiet danger wide" onClick={onLead}>
          {t.leadNow()}
        </button>
      </p>
      {safe !== null && (
        <p>
          {t.emergencySafeRoom({ room: safe.name })}
          {safe.way !== '' && <small className="block">{safe.way}</small>}
        </p>
      )}
      {pack.edition.guide.entries.length > 0 && (
        <details open={pack.procedure.police.dangerFirst === 'guide'}>
          <summary>{t.emergencyGuideFirst()}</summary>
          <Entries entries={pack.edition.guide.entries} level="h2" />
        </details>
      )}
      <p className="soft">{t.draftStays()}</p>
    </Sheet>
  );
}
