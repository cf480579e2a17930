import type { ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import { CrisisWords, Danger, Languages, Numbers, Phone } from '../frame/document.tsx';
import { MailDown } from '../frame/mail-down.tsx';
import { listed, teamOf, type EventView, type View } from '../frame/view.ts';

/** The start page of an event: numbers first, then what happens, then two ways in. */
export function StartPage({ view, mailDown }: { view: EventView; mailDown: boolean }): ReactNode {
  const { w, edition, link } = view;
  const names = teamOf(view).readers.map((m) => m.name);
  return (
    <>
      <Languages view={view} path={paths.start(edition.id)} />
      <h1>{w.startTitle()}</h1>
      <p className="lede">{w.startLede()}</p>
      <Danger view={view} whole />
      {mailDown && <MailDown view={view} />}
      <ol className="steps">
        <li>
          <span>
            <b>{w.step1Title()}</b> {w.step1()} {w.startUnsure()}
          </span>
        </li>
        <li>
          <span>
            <b>{w.step2Title()}</b> {w.step2({ names: listed(view, names) })}{' '}
            <a href={link(paths.who(edition.id))}>{w.footerWho()}</a>
          </span>
        </li>
        <li>
          <span>
            <b>{w.step3Title()}</b> {w.step3()}
          </span>
        </li>
      </ol>
      <div className="row">
        <a className="btn" href={link(paths.report(edition.id))}>
          {w.startReport()}
        </a>
        <a className="btn quiet" href={link(paths.mailbox(edition.id))}>
          {w.startWords()}
        </a>
      </div>
      <p className="small">{w.startLeave({ leave: w.leave() })}</p>
      {(edition.meetingPoint !== '' || edition.teamPhone !== '') && (
        <p className="small">
          {w.startTalk()} {edition.meetingPoint}
          {edition.meetingPoint !== '' && edition.teamPhone !== '' && ' · '}
          {edition.teamPhone !== '' && <Phone number={edition.teamPhone} />}
        </p>
      )}
    </>
  );
}

/** While the form is closed: what a reporter can do instead. */
export function ClosedPage({
  view,
  path,
  children,
}: {
  view: EventView;
  path?: string;
  children?: ReactNode;
}): ReactNode {
  const { w, edition, link } = view;
  return (
    <>
      <Languages view={view} path={path ?? paths.start(edition.id)} />
      <h1>{w.closedTitle()}</h1>
      <p className="lede">{w.closedBody()}</p>
      <div className="safe">
        <CrisisWords view={view} />
        <p className="small">{w.dangerNot()}</p>
      </div>
      {children}
      <p>{w.closedWords()}</p>
      <div className="row">
        <a className="btn quiet" href={link(paths.mailbox(edition.id))}>
          {w.startWords()}
        </a>
      </div>
    </>
  );
}

/** One of several events: where it leads, and whom to call there. */
export function EventCard({ event, to }: { event: EventView; to: string }): ReactNode {
  const { edition } = event;
  return (
    <div className="card">
      <h2>
        <a href={to}>{edition.name}</a>
      </h2>
      <p className="small">{[edition.organisation, edition.place].filter(Boolean).join(' · ')}</p>
      <Numbers view={event} />
    </div>
  );
}

/** Several events, or none yet. */
export function HomePage({ view, events }: { view: View; events: readonly EventView[] }): ReactNode {
  const { w } = view;
  if (events.length === 0)
    return (
      <>
        <h1>{w.homeNone()}</h1>
        <p>{w.homeNoneMore()}</p>
      </>
    );
  return (
    <>
      <Languages view={view} path={paths.home} />
      <h1>{w.homeTitle()}</h1>
      {events.map((event) => (
        <EventCard key={event.edition.id} event={event} to={view.link(paths.start(event.edition.id))} />
      ))}
    </>
  );
}
