import type { ReactNode } from 'react';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { useAssessWords } from './words.ts';

/** Who of those it went to has opened it, by the server's word: nobody is told behind a closed door (CNS-01). */
export function SeenBy({ opened }: { opened: Opened }): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const first = new Map<string, number>();
  for (const { member, at } of opened.fetched) if (!first.has(member)) first.set(member, at);
  return (
    <details className="older seen-by">
      <summary>{t.seen()}</summary>
      <p className="soft">{desk.serverSays()}</p>
      <ul className="people">
        {opened.readers.account.map((member) => {
          const at = first.get(member);
          return (
            <li key={member}>
              <span>{nameOf(member)}</span>
              <small>{at === undefined ? t.seenNot() : t.seenAt({ when: whenOf(at, clock) })}</small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
