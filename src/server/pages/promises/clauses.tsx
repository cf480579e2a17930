import type { ReactNode } from 'react';
import type { Contact } from '#domain/edition/edition.ts';
import type { Channel, Clause, Source } from '#domain/procedure/procedure.ts';
import type { Item, Section, SectionId } from '#domain/procedure/published.ts';
import { fill } from '#domain/procedure/values.ts';
import { contactsOn } from '#domain/edition/contacts.ts';
import { paths } from '#wire/paths.ts';
import { Phone } from '../frame/document.tsx';
import { listed, type EventView } from '../frame/view.ts';
import { besideText, needText, owedToText, rolesText, ruleText, sourceText, withinText } from './phrases.ts';

export interface Page {
  readonly view: EventView;
  /** Whose page it is: what staff need beside a clause is left out for everybody else. */
  readonly staff: boolean;
}

/** A clause's own address on its page: stays the same when others are put before it. */
export function anchorOf({ path, clause }: Pick<Item, 'path' | 'clause'>): string {
  const list = /^(.*)\.\d+$/u.exec(path)?.[1];
  return (list === undefined ? path : `${list}-${clause.id}`).replaceAll('.', '-');
}

/** A section's address: never that of a clause in it. */
export function addressOf(id: SectionId): string {
  return `about-${id}`;
}

/** Where a clause comes from, quietly; `Sources` tells how to read it. */
export function From({ view, source }: { view: EventView; source: Source }): ReactNode {
  return <small className="source">{sourceText(view, source)}</small>;
}

/** How to read the marks: once, at the top of the page. */
export function Sources({ view }: { view: EventView }): ReactNode {
  return <p className="small">{view.w.sourcesNote()}</p>;
}

/** What a clause says, and where it comes from. */
export function Said({
  view,
  clause,
  needsAnswer = false,
}: {
  view: EventView;
  clause: Clause;
  needsAnswer?: boolean;
}): ReactNode {
  return (
    <>
      {fill(view.current.procedure, clause.text, view.language, view.edition.gathering)}{' '}
      {needsAnswer && <b>{view.w.needsAnswer()} </b>}
      <From view={view} source={clause.source} />
    </>
  );
}

/** In two steps: what is said of who is asked first, above their names. */
export function Asked({ view, children }: { view: EventView; children: ReactNode }): ReactNode {
  const { opening } = view.current.procedure;
  return (
    opening && (
      <>
        <p>
          <Said view={view} clause={opening} />
        </p>
        {children}
      </>
    )
  );
}

function Beside({ page: { view, staff }, item }: { page: Page; item: Item }): ReactNode {
  const rule = staff ? ruleText(view, item.path) : '';
  const needed = staff && item.response !== undefined ? item.response.needs.map((need) => needText(view, need)) : [];
  const lines = [
    ...item.beside.filter(({ what }) => staff || what !== 'promise').map((one) => besideText(view, one)),
    ...(rule === '' ? [] : [rule]),
    ...(needed.length === 0 ? [] : [view.w.neededFor({ needs: listed(view, needed) })]),
  ];
  return lines.map((line) => (
    <p key={line} className="beside">
      {line}
    </p>
  ));
}

/** People and addresses of one list, as they agreed to be shown. */
export function Contacts({ contacts }: { contacts: readonly Contact[] }): ReactNode {
  if (contacts.length === 0) return null;
  return (
    <ul className="readers">
      {contacts.map(({ id, name, part, organisation, email, phone }) => {
        const about = [name === '' ? '' : part, organisation].filter((text) => text !== '').join(', ');
        return (
          <li key={id}>
            {name === '' ? part : name}
            {about !== '' && <small>{about}</small>}
            {email !== '' && (
              <a className="tel" href={`mailto:${email}`}>
                <bdi dir="ltr">
                  {email.slice(0, email.lastIndexOf('@'))}
                  <wbr />
                  {email.slice(email.lastIndexOf('@'))}
                </bdi>
              </a>
            )}{' '}
            {phone !== '' && <Phone number={phone} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Who of them is no member: nothing can be locked for them, and the page says so (RPT-15). */
export function Outside({ view, contacts }: { view: EventView; contacts: readonly Contact[] }): ReactNode {
  const outside = contacts.filter(({ member, name }) => member === '' && name !== '').map(({ name }) => name);
  if (outside.length === 0) return null;
  return <p className="small">{view.w.whoOutside({ names: listed(view, outside) })}</p>;
}

/** The way itself, under what the procedure says of it: from the event's settings, in public as far as it is public. */
function Way({ view, channel }: { view: EventView; channel: Channel }): ReactNode {
  const { edition, current, link, w } = view;
  const { contacts, kind, users } = channel;
  const shown = current.procedure.channels.find((one) => one.contacts === contacts && one.users === users);
  if (contacts !== undefined)
    return shown === channel ? <Contacts contacts={contactsOn(edition, contacts, 'public')} /> : null;
  if (users !== 'reporter') return null;
  switch (kind) {
    case 'web':
      return (
        <p>
          <a href={link(paths.report(edition.id))}>{w.startReport()}</a>
        </p>
      );
    case 'phone':
    case 'sms':
      return edition.teamPhone === '' ? null : (
        <p>
          <Phone number={edition.teamPhone} />
        </p>
      );
    case 'in-person':
      return edition.meetingPoint === '' ? null : <p>{w.helpMeeting({ place: edition.meetingPoint })}</p>;
    case 'e-mail':
    case 'direct':
    case 'staff-room':
      return null;
  }
}

function One({ page, item }: { page: Page; item: Item }): ReactNode {
  const { view } = page;
  const { clause, heading } = item;
  const channel = view.current.procedure.channels.find((one) => one === clause);
  return (
    <div className="clause" id={anchorOf(item)}>
      {/* A duty's label speaks to the team; whoever reads what is owed to them asks by when. */}
      {item.duty !== undefined && <h3>{withinText(view, item.duty)}</h3>}
      {item.duty === undefined && heading !== undefined && (
        <h3>{fill(view.current.procedure, heading, view.language, view.edition.gathering)}</h3>
      )}
      <p>
        <Said view={view} clause={clause} />
      </p>
      <Beside page={page} item={item} />
      {channel && <Way view={view} channel={channel} />}
    </div>
  );
}

/** Duties as a table; on a narrow screen its cells stand below one another. */
export function Duties({ page, items }: { page: Page; items: readonly Item[] }): ReactNode {
  const { view } = page;
  const { w } = view;
  return (
    <table className="duties">
      <thead>
        <tr>
          <th scope="col">{w.colWhat()}</th>
          <th scope="col">{w.colWithin()}</th>
          <th scope="col">{w.colWho()}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.path} id={anchorOf(item)}>
            <th scope="row">
              {item.heading && fill(view.current.procedure, item.heading, view.language, view.edition.gathering)}
              <p>
                <Said view={view} clause={item.clause} />
              </p>
              <Beside page={page} item={item} />
            </th>
            <td>{item.duty && withinText(view, item.duty)}</td>
            <td>
              {item.duty && (
                <>
                  {rolesText(view, item.duty.owedBy)}
                  <small>{owedToText(view, item.duty.owedTo)}</small>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Clauses({ page, items }: { page: Page; items: readonly Item[] }): ReactNode {
  return items.map((item) => <One key={item.path} page={page} item={item} />);
}

/** Ways to each section: these pages are long. */
export function Contents({
  view,
  sections,
}: {
  view: EventView;
  sections: readonly { readonly id: SectionId; readonly title: string }[];
}): ReactNode {
  return (
    <details className="contents noprint">
      <summary>{view.w.onThisPage()}</summary>
      <nav aria-label={view.w.onThisPage()}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${addressOf(id)}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}

/** Whether a section has anything on its page: a procedure that says nothing about it leaves it out. */
export function isSaid<Id extends SectionId>({ items, filled }: Section<Id>): boolean {
  return items.length > 0 || filled !== 'none';
}
