import type { ReactNode } from 'react';
import { nearestEdition } from '../edition/nearest.ts';
import { useClock, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { FeedbackList } from './feedback.tsx';
import { Lines } from './lines.tsx';
import { Packet } from './packet.tsx';
import { useNotices } from './told.ts';
import { lineFors, listIn, useNoticeWords } from './words.ts';
import './lists.css';

/** What this member is told: what to keep to at a door, at a bar, in a booth; appeals to decide; who is upset. */
export default function Lists(): ReactNode {
  const t = useNoticeWords();
  const { t: desk } = useWords();
  const { team, now } = useSession();
  const { all, again } = useNotices();
  const editions = team.editions.map(({ edition }) => edition);
  const event = nearestEdition(editions, new Date(now()).toISOString().slice(0, 10))?.id ?? '';
  const clock = useClock(event);
  const told = (all ?? []).filter(({ body, members }) => body !== null && members.includes(team.me.id));
  const packets = told.filter((one) => one.for === 'appeal');
  const lists = lineFors.filter((list) => told.some((one) => one.for === list));
  return (
    <main id="main" className="sheet lists" tabIndex={-1}>
      <h1>{t.lists()}</h1>
      {all === null && <p className="soft slow">{desk.opening()}</p>}
      {all !== null && lists.length === 0 && packets.length === 0 && (
        <div className="none">
          <p>{t.empty()}</p>
          <p className="soft">{t.emptyNote()}</p>
        </div>
      )}
      {lists.length > 0 && <p className="soft">{t.listsNote()}</p>}
      {lists.map((list) => (
        <Lines
          key={list}
          title={listIn(t, list)}
          list={list}
          clock={clock}
          lines={told.filter((one) => one.for === list)}
        />
      ))}
      {lists.length > 0 && (
        <button type="button" className="btn quiet printing" onClick={() => window.print()}>
          {t.print()}
        </button>
      )}
      {packets.length > 0 && (
        <section className="beside" aria-labelledby="packets">
          <h2 id="packets">{t.appeals()}</h2>
          {packets.map((one) => (
            <Packet key={one.id} notice={one} clock={clock} again={again} />
          ))}
        </section>
      )}
      {all !== null && (
        <FeedbackList event={event} clock={clock} all={told.filter((one) => one.for === 'feedback')} again={again} />
      )}
    </main>
  );
}
