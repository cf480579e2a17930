import type { ReactNode } from 'react';
import type { Desk } from '#words/made/shape.ts';
import { Inert } from '../frame/inert.tsx';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { dayOf, timeOf } from '../frame/times.ts';
import { whoIs } from '../frame/who.ts';
import { useWords } from '../frame/words.tsx';
import { useChannel } from '../list/list.tsx';
import type { Opened } from '../keys/protocol.ts';
import { AnswerList } from './answers.tsx';
import { timelineOf, type Event } from './timeline.ts';

export function compartmentName(t: Desk, compartment: string): string {
  if (compartment === 'identity') return t.compartmentIdentity();
  return compartment === 'internal' ? t.compartmentInternal() : t.compartmentAccount();
}

function Told({ event, opened }: { event: Event; opened: Opened }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const channel = useChannel();
  const names = (ids: readonly string[]): string => ids.map((id) => nameOf(team, id)).join(', ');
  switch (event.is) {
    case 'received':
      return (
        <>
          <b>{t.eventReceived()}</b>
          <p className="soft">{channel(event.channel)}</p>
        </>
      );
    case 'opened':
      return (
        <>
          <b>{t.eventOpened({ name: event.codeName })}</b>
          <p className="soft">{t.serverSays()}</p>
        </>
      );
    case 'locked':
      return (
        <>
          <b>{event.again ? t.eventLockedAgain() : t.eventLocked()}</b>
          <p className="soft">{t.eventLockedFor({ names: names(event.holders) })}</p>
        </>
      );
    case 'acknowledged':
      return <b>{t.eventAcknowledged({ name: whoIs(t, event.who) })}</b>;
    case 'to-reporter':
      return (
        <div className="letter">
          <p className="head">
            <b>{t.eventToReporter({ name: event.name })}</b>
            {event.followUp && <span className="chip moss">{t.followUp()}</span>}
          </p>
          <Inert block text={event.text} />
        </div>
      );
    case 'from-reporter':
      return (
        <div className="letter theirs">
          <b>{t.eventFromReporter()}</b>
          {event.text !== '' && <Inert block text={event.text} />}
          {event.answers !== null && <AnswerList opened={opened} answers={event.answers} />}
          {event.files.length > 0 && (
            <p className="soft">
              {t.filesNamed()}{' '}
              {event.files.map((file) => (
                <Inert key={file} text={file} />
              ))}
            </p>
          )}
        </div>
      );
    case 'note':
      return (
        <div className="letter note">
          <b>{t.eventNote({ name: whoIs(t, event.who) })}</b>
          <Inert block text={event.text} />
        </div>
      );
    case 'mailbox-moved':
      return (
        <>
          <b>{t.eventMoved()}</b>
          <p className="soft">{t.eventMovedNote()}</p>
        </>
      );
    case 'grant-failed':
      return <b>{t.eventGrantFailed({ name: whoIs(t, event.who), what: compartmentName(t, event.compartment) })}</b>;
    case 'unreadable':
      return (
        <>
          <b>{event.problem === 'locked' ? t.eventLockedToYou() : t.eventUnreadable()}</b>
          <p className="soft">{whoIs(t, event.who)}</p>
        </>
      );
  }
}

/** What happened, oldest first: one ordered list, times in the event's zone. */
export function Timeline({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const clock = useClock(opened.row.edition);
  const events = timelineOf(opened);
  return (
    <section aria-labelledby="story">
      <h2 id="story">{t.timeline()}</h2>
      <ol className="tl">
        {events.map((event, at) => {
          const day = dayOf(event.at, clock);
          const before = events[at - 1];
          const newDay = before === undefined || dayOf(before.at, clock) !== day;
          return (
            <li key={event.key} className={newDay ? 'new-day' : undefined}>
              <time dateTime={new Date(event.at).toISOString()}>
                {newDay && <span className="day">{day}</span>}
                {timeOf(event.at, clock)}
              </time>
              <div>
                <Told event={event} opened={opened} />
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
