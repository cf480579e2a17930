import type { ReactNode } from 'react';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from './names.ts';
import { sinceAside } from './standing.ts';

/** Who stepped aside or was set aside, and when: never why (COI-03). */
export function Aside({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const clock = useClock(opened.row.edition);
  const { nameOf, either } = useNames();
  const { aside } = opened.conflicts;
  if (aside.length === 0) return null;
  return (
    <div className="said amber aside">
      {aside.map(({ member, by, own, at }) => (
        <p key={member}>
          <b>
            {own
              ? t.asideOwn({ name: nameOf(member), when: whenOf(at, clock) })
              : t.asideSet({ name: nameOf(member), by: whoIs(t, by), when: whenOf(at, clock) })}
          </b>
        </p>
      ))}
      <p>{t.asideQuiet({ names: either(aside.map(({ member }) => member)) })}</p>
    </div>
  );
}

/** Beside what somebody wrote before they were out: it stays, marked. */
export function Since({ opened, event }: { opened: Opened; event: Parameters<typeof sinceAside>[1] }): ReactNode {
  const { t } = useWords();
  const since = sinceAside(opened.conflicts, event);
  if (since === null) return null;
  return <span className="chip amber">{since === 'stepped' ? t.sinceAside() : t.sinceOut()}</span>;
}
