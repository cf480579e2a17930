import type { Opened } from '../keys/incident-seen.ts';
import { LetterRest } from './letter/letter.tsx';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Desk } from '#words/made/shape.ts';
import { Inert } from '../frame/inert.tsx';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { dayOf, timeOf } from '../frame/times.ts';
import { whoIs } from '../frame/who.ts';
import { useWords } from '../frame/words.tsx';
import { useChannel } from '../list/list.tsx';
import { AnswerList } from './answers.tsx';
import { Since } from './conflict/aside.tsx';
import { timelineOf, type Event } from './timeline.ts';
import './timeline.css';

const Handled = lazy(() => import('./handling/lines.tsx'));

export function compartmentName(t: Desk, compartment: string): string {
  if (compartment === 'identity') return t.compartmentIdentity();
  return compartment === 'internal' ? t.compartmentInternal() : t.compartmentAccount();
}

/** Why it was locked again, or for whom. */
function lockedIn(t: Desk, { again, why }: Extract<Event, { is: 'locked' }>): string {
  if (!again) return t.eventLocked();
  switch (why) {
    case 'stepped-aside':
      return t.eventLockedOut();
    case 'introduced':
      return t.eventLetIn();
    case 'widened':
      return t.eventWidened();
    case 'stand-in':
      return t.eventLockedStandIn();
    case 're-keyed':
      return t.eventLockedKeys();
    case 'left':
      return t.eventLockedLeft();
    default:
      return t.eventLockedAgain();
  }
}

function conflictIn(t: Desk, event: Extract<Event, { is: 'about-conflict' }>, name: string): string {
  const by = whoIs(t, event.who);
  if (event.own) return event.says === 'clear' ? t.eventCanStay({ name }) : t.eventAsideOwn({ name });
  if (event.says === 'clear') return t.eventMayCome({ by, name });
  return event.act ? t.eventAsideSet({ by, name }) : t.eventStaysOut({ by, name });
}

function Told({ event, opened }: { event: Event; opened: Opened }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const channel = useChannel();
  const name = (id: string): string => nameOf(team, id) || t.formerMember();
  const names = (ids: readonly string[]): string => ids.map(name).join(', ');
  const since = <Since opened={opened} event={event} />;
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
          <b>{lockedIn(t, event)}</b>
          <p className="soft">{t.eventLockedFor({ names: names(event.holders) })}</p>
        </>
      );
    case 'acknowledged':
      return (
        <p className="head">
          <b>{t.eventAcknowledged({ name: whoIs(t, event.who) })}</b>
          {since}
        </p>
      );
    case 'to-reporter':
      return (
        <div className="letter">
          <p className="head">
            <b>{t.eventToReporter({ name: event.name })}</b>
            {event.followUp && <span className="chip moss">{t.followUp()}</span>}
            {since}
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
          {event.letter !== null && <LetterRest letter={event.letter} />}
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
          <p className="head">
            <b>{t.eventNote({ name: whoIs(t, event.who) })}</b>
            {since}
          </p>
          <Inert block text={event.text} />
        </div>
      );
    case 'asked-about':
      return <b>{t.eventConflictAsked({ by: whoIs(t, event.who), name: name(event.member) })}</b>;
    case 'about-conflict':
      return <b>{conflictIn(t, event, name(event.member))}</b>;
    case 'stand-in':
      return <b>{t.eventStandIn({ by: whoIs(t, event.who), name: name(event.member) })}</b>;
    case 'barred':
      return <b>{t.eventBarred({ name: name(event.member) })}</b>;
    case 'unbarred':
      return (
        <>
          <b>{t.eventUnbarred({ by: whoIs(t, event.who), name: name(event.member) })}</b>
          {event.text !== '' && <Inert block text={event.text} />}
        </>
      );
    case 'mailbox-moved':
      return (
        <>
          <b>{event.paper ? t.eventMovedPaper() : t.eventMoved()}</b>
          <p className="soft">{event.paper ? t.eventMovedPaperNote() : t.eventMovedNote()}</p>
        </>
      );
    case 'grant-failed':
      return <b>{t.eventGrantFailed({ name: whoIs(t, event.who), what: compartmentName(t, event.compartment) })}</b>;
    case 'handled':
      return (
        <Suspense fallback={<p className="soft slow">{whoIs(t, event.who)}</p>}>
          <Handled seen={event.seen} opened={opened} />
        </Suspense>
      );
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
