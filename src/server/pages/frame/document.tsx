import { Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { paths } from '#wire/paths.ts';
import type { Sheet } from '../../parts.ts';
import { endonyms, type EventView, type View } from './view.ts';

const tel = (number: string): string => `tel:${number.replaceAll(/[^+\d]/gu, '')}`;

export function Phone({ number }: { number: string }): ReactNode {
  return (
    <a className="tel" href={tel(number)}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

/** Numbers to call: before the first field of every entry page, without scripts (RPT-01). */
export function Numbers({ view }: { view: EventView }): ReactNode {
  const { edition, w } = view;
  return (
    <ul className="numbers">
      {edition.emergency.map((phone) => (
        <li key={phone.number}>
          {phone.label} <Phone number={phone.number} />
        </li>
      ))}
      {edition.teamPhone !== '' && (
        <li>
          {w.dangerTeam()} <Phone number={edition.teamPhone} />
        </li>
      )}
    </ul>
  );
}

export function Danger({ view, whole = false }: { view: EventView; whole?: boolean }): ReactNode {
  const { edition, w } = view;
  return (
    <aside className={whole ? 'safe' : 'safe slim'} aria-label={w.dangerTitle()}>
      <p>
        <b>{w.dangerTitle()}</b> {w.dangerCall()}
      </p>
      <Numbers view={view} />
      {whole && (
        <p className="small">
          {edition.meetingPoint !== '' && `${w.dangerMeet({ place: edition.meetingPoint })} `}
          {w.dangerNot()}
        </p>
      )}
    </aside>
  );
}

/** What an option with `crisis` opens, and the closed form shows. */
export function CrisisWords({ view }: { view: EventView }): ReactNode {
  const { edition, q, w } = view;
  return (
    <>
      <p>
        <b>{q.crisisTitle()}</b> {q.crisisBody()}
      </p>
      <Numbers view={view} />
      {edition.meetingPoint !== '' && <p className="small">{w.dangerMeet({ place: edition.meetingPoint })}</p>}
    </>
  );
}

function Help({ view }: { view: EventView }): ReactNode {
  const { edition, w, link } = view;
  return (
    <footer>
      <p>
        <b>{w.helpLabel()}</b>{' '}
        {edition.teamPhone !== '' && (
          <>
            {w.helpTeam()} <Phone number={edition.teamPhone} />
          </>
        )}
        {edition.teamPhone !== '' && edition.meetingPoint !== '' && ' · '}
        {edition.meetingPoint !== '' && w.helpMeeting({ place: edition.meetingPoint })}
        <small> {w.dangerNot()}</small>
      </p>
      <nav aria-label={w.helpLabel()}>
        <a href={link(paths.start(edition.id))}>{w.footerStart()}</a>
        <a href={link(paths.who(edition.id))}>{w.footerWho()}</a>
        <a href={link(paths.handling(edition.id))}>{w.footerHandling()}</a>
        {edition.codeOfConduct.length > 0 && <a href={link(paths.code(edition.id))}>{w.footerCode()}</a>}
        <a href={link(paths.safe(edition.id))}>{w.footerSafe()}</a>
        <a href={link(paths.mailbox(edition.id))}>{w.footerWords()}</a>
      </nav>
    </footer>
  );
}

/** Links to this page in the other languages, with `more` of the address. Only where nothing is typed yet. */
export function Languages({ view, path, more = '' }: { view: View; path: string; more?: string }): ReactNode {
  if (view.offered.length < 2) return null;
  return (
    <nav className="langs" aria-label={view.w.languages()}>
      {view.offered.map((language) => (
        <a
          key={language}
          href={`${path}?l=${language}${more}`}
          lang={language}
          hrefLang={language}
          aria-current={language === view.language ? 'true' : undefined}
        >
          {endonyms[language]}
        </a>
      ))}
    </nav>
  );
}

export interface Shown {
  /** Set on pages about an event. */
  readonly event?: EventView;
  readonly script?: 'start' | 'report' | 'mailbox';
  /** A second sheet, for what only other pages show: the report page stays within its budget. */
  readonly sheet?: Sheet | undefined;
  readonly error?: boolean;
  readonly children: ReactNode;
}

/**
 * The frame of every public page. The title is the organiser's neutral word alone, so that a history list tells
 * nothing; "Leave this page" is first in tab order and always in view.
 */
export function renderPage(view: View, { event, script = 'start', sheet, error = false, children }: Shown): string {
  const { w, parts } = view;
  const name = event ? w.careTeam({ organisation: event.edition.organisation }) : '';
  const page = (
    <html lang={view.language} dir={view.dir} data-edition={event?.edition.id}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${error ? w.errorPrefix() : ''}${event?.edition.neutralTitle ?? w.footerStart()}`}</title>
        <link rel="stylesheet" href={parts.assets.css()} />
        {sheet && <link rel="stylesheet" href={parts.assets.css(sheet)} />}
        <script type="module" src={parts.assets.script(script)} />
      </head>
      <body>
        <header className="bar">
          <div>
            {event && (
              <a className="leave" href={paths.leave(event.edition.id)} rel="noreferrer">
                {w.leave()}
              </a>
            )}
            <a className="skip" href="#main">
              {w.skip()}
            </a>
            <b>{name}</b>
          </div>
        </header>
        {parts.rehearsal && (
          <aside className="rehearsal" aria-label={w.rehearsal()}>
            {w.rehearsal()}
          </aside>
        )}
        <div className="page">
          <main id="main">{children}</main>
          {event && <Help view={event} />}
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

/** What has to be mended, first on the page, each with a way to its field. Scripts fill the empty one. */
export function Problems({
  view,
  problems,
}: {
  view: View;
  problems: readonly { readonly href: string; readonly text: string }[];
}): ReactNode {
  return (
    <div id="problem" className="problem" tabIndex={-1} role="alert" hidden={problems.length === 0}>
      <h2 data-slot="title">{view.w.problemTitle()}</h2>
      <ul data-slot="list">
        {problems.map(({ href, text }) => (
          <li key={text}>{href === '' ? text : <a href={href}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

export function Submit({
  children,
  name,
  value,
  to,
  quiet = false,
}: {
  children: ReactNode;
  name?: string;
  value?: string;
  to?: string;
  quiet?: boolean;
}): ReactNode {
  return (
    <button className={quiet ? 'btn quiet' : 'btn'} name={name} value={value} formAction={to}>
      {children}
    </button>
  );
}

/** An address to copy by hand; it may break behind a slash only. */
export function Address({ children }: { children: string }): ReactNode {
  return (
    <b data-slot="short" dir="ltr">
      {children.split('/').map((part, i) => (
        <Fragment key={`${i} ${part}`}>
          {i > 0 && (
            <>
              /<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </b>
  );
}

/** The eight words, as a list in reading order that copies and prints as plain text. */
export function Words({ view, words }: { view: View; words: readonly string[] }): ReactNode {
  return (
    <ol className="words" data-slot="words" lang={view.language}>
      {words.map((word, i) => (
        <li key={`${i} ${word}`}>{word}</li>
      ))}
    </ol>
  );
}
