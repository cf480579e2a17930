import type { ReactNode } from 'react';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { Rows } from '../duties.tsx';
import { isOwedOn } from '../handling/rules.ts';
import { isHeldForWords } from '../paper.tsx';
import { followUpsIn } from './told.ts';
import { useFollowUpWords } from './words.ts';

/** What the reporter was promised and by when. Nobody can pause it; only a message that a person sends ends it (D15). */
export function Clocks({ opened }: { opened: Opened }): ReactNode {
  const t = useFollowUpWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const theirs = opened.duties.filter(({ owedTo }) => owedTo === 'reporter');
  // What is owed and can be met here stands at the top of the page.
  const procedure = versionOf(team, opened.procedure);
  const told = theirs.filter((duty) => !isOwedOn('follow-up', duty, procedure));
  const held = isHeldForWords(opened.may.write);
  const arose = theirs.map((duty) => duty.arose).find((at) => at < opened.row.receivedAt);
  return (
    <section aria-labelledby="promised">
      <h3 id="promised">{t.promised()}</h3>
      <p className="soft">
        {t.counted({ when: whenOf(opened.row.receivedAt, clock), zone: clock.zone.replaceAll('_', ' ') })}{' '}
        {arose !== undefined && t.countedTaken({ when: whenOf(arose, clock) })} {t.noPause()}{' '}
        {opened.identity === 'none' && !held && t.noContact()}
      </p>
      {told.length > 0 && (
        <div className="owing here">
          <Rows duties={told} opened={opened} />
        </div>
      )}
    </section>
  );
}

/** What was sent, as it left. */
export function SentOnes({ opened }: { opened: Opened }): ReactNode {
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const sent = followUpsIn(opened);
  if (sent.length === 0) return <p className="soft">{t.noneSent()}</p>;
  return (
    <details className="card">
      <summary>{t.sentOnes({ n: sent.length })}</summary>
      <ul className="plain-list">
        {sent.map(({ hash, at, who, text }) => (
          <li key={hash}>
            <small>{t.sentBy({ name: whoIs(desk, who), when: whenOf(at, clock) })}</small>
            <Inert block text={text} />
          </li>
        ))}
      </ul>
    </details>
  );
}
