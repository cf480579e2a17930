import type { ReactNode } from 'react';
import { doubts } from '#domain/edition/doubts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../frame/inert.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { Unsigned, useUnsigned } from '../gatherings/unsigned.tsx';
import { doubtIn } from './wording.ts';

/** What somebody will miss in the moment, before the moment (PRP-06 to PRP-08, D1). */
export function Checklist({ edition, procedure }: { edition: Edition; procedure: Procedure }): ReactNode {
  const { t, language } = useWords();
  const { team, now } = useSession();
  const unsigned = useUnsigned(edition, procedure);
  const found = doubts(procedure, edition, team, now());
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">{t.checklist()}</h2>
      {unsigned.length > 0 && <Unsigned edition={edition} missing={unsigned} />}
      {found.length === 0 ? (
        unsigned.length === 0 && <p className="said moss">{t.checklistDone()}</p>
      ) : (
        <>
          <p className="soft">{t.checklistNote()}</p>
          <ul className="plainly">
            {found.map((doubt) => (
              <li key={JSON.stringify(doubt)}>
                <Inert text={doubtIn(t, procedure, doubt, language, team.procedures)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
