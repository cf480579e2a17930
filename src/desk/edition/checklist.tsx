import type { ReactNode } from 'react';
import { doubts, rotaDoubts } from '#domain/edition/doubts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../frame/inert.tsx';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { Unsigned, useUnsigned } from '../gatherings/unsigned.tsx';
import { gapIn } from '../rota/gaps.ts';
import { useRotaWords } from '../rota/words.ts';
import { doubtIn } from './wording.ts';

/** What somebody will miss in the moment, before the moment (PRP-06 to PRP-08, D1). */
export function Checklist({ edition, procedure }: { edition: Edition; procedure: Procedure }): ReactNode {
  const { t, language } = useWords();
  const { team, now } = useSession();
  const unsigned = useUnsigned(edition, procedure);
  const found = doubts(procedure, edition, team, now());
  const lacking = rotaDoubts(procedure, edition, team, now());
  const words = useRotaWords();
  const clock = useClock(edition.id);
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">{t.checklist()}</h2>
      {unsigned.length > 0 && <Unsigned edition={edition} missing={unsigned} />}
      {found.length + lacking.length === 0 ? (
        unsigned.length === 0 && <p className="said moss">{t.checklistDone()}</p>
      ) : (
        <>
          <p className="soft">{t.checklistNote()}</p>
          <ul className="plainly">
            {lacking.map((gap) => (
              <li key={JSON.stringify(gap)}>
                <Inert text={gapIn(words, gap, clock, (member) => nameOf(team, member))} />
              </li>
            ))}
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
