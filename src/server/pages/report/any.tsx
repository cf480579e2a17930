import type { Hono } from 'hono';
import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import type { Contact } from '#domain/edition/edition.ts';
import { paths } from '#wire/paths.ts';
import { languages } from '#words/words.ts';
import { currentEditions, type CurrentEdition } from '../../editions.ts';
import { nearest } from '../../mail/addressed.ts';
import type { Parts } from '../../parts.ts';
import { Languages, renderPage } from '../frame/document.tsx';
import { eventView } from '../frame/event.ts';
import { viewOf, type EventView, type View } from '../frame/view.ts';
import { Contacts } from '../promises/clauses.tsx';
import { ClosedPage, EventCard, HomePage } from './start.tsx';

/** In the address of a form: no event was named. */
export const noEvent = 'any';

function WhichPage({ view, events, near }: { view: View; events: readonly EventView[]; near: EventView }): ReactNode {
  const { w } = view;
  const form = view.link(paths.report(near.edition.id));
  return (
    <>
      <Languages view={view} path={paths.anyReport} />
      <h1>{w.homeTitle()}</h1>
      {events.map((event) => (
        <EventCard key={event.edition.id} event={event} to={view.link(paths.report(event.edition.id))} />
      ))}
      <h2>
        <a href={`${form}${form.includes('?') ? '&' : '?'}${noEvent}=1`}>{w.anyUnsure()}</a>
      </h2>
      <p>{w.anyUnsureMore({ event: near.edition.name })}</p>
    </>
  );
}

/** Where people write to instead, once each, as those addresses are shown to everybody. */
function addressesOf(editions: readonly CurrentEdition[]): readonly Contact[] {
  const all = editions.flatMap(({ edition }) =>
    (['shared-address', 'general-address'] as const).flatMap((list) => contactsOn(edition, list, 'public')),
  );
  const written = all.filter(({ email }) => email !== '');
  return [...new Map(written.map((contact) => [contact.email.toLowerCase(), contact])).values()];
}

/**
 * A report without an event (RPT-08): the form of the only open one; of several, a choice, and for whoever does not know it
 * the one that a letter to the general address would be for.
 */
export function anyReportRoute(app: Hono, parts: Parts): void {
  app.get(paths.anyReport, async (c) => {
    const asked = c.req.query('l');
    const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
    const all = organisation?.editions ?? [];
    const open = all.filter((one) => one.open);
    const near = nearest(open.length > 0 ? open : all, parts.now());
    const view = viewOf(parts, c, asked, languages);
    if (organisation === null || near === null)
      return c.html(renderPage(view, { children: <HomePage view={view} events={[]} /> }));
    const shown = (one: CurrentEdition): EventView => eventView(parts, c, organisation, one, asked ?? view.language);
    if (open.length === 0) {
      const event = shown(near);
      const addresses = addressesOf(all);
      const page = (
        <ClosedPage view={event} path={paths.anyReport}>
          {addresses.length > 0 && <h2>{event.w.anyWrite()}</h2>}
          <Contacts contacts={addresses} />
        </ClosedPage>
      );
      return c.html(renderPage(event, { event, children: page }));
    }
    if (open.length === 1) return c.redirect(view.link(paths.report(near.edition.id)), 303);
    return c.html(
      renderPage(view, { children: <WhichPage view={view} events={open.map(shown)} near={shown(near)} /> }),
    );
  });
}
