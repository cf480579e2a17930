import type { Context, Hono } from 'hono';
import type { ReactNode } from 'react';
import { dayOf } from '#domain/edition/clock.ts';
import { paths } from '#wire/paths.ts';
import { isMailDown } from '../../channels/mail-down.ts';
import type { Parts, Sheet } from '../../parts.ts';
import { renderPage } from '../frame/document.tsx';
import { requireEvent } from '../frame/event.ts';
import type { EventView } from '../frame/view.ts';
import { renderRefusal } from '../refusal.tsx';
import { ClosedPage } from '../report/start.tsx';
import { CodePage, parseDay } from './code.tsx';
import { HandlingPage } from './handling.tsx';
import { SafePage } from './safe.tsx';
import { StaffPage } from './staff.tsx';
import { WhoPage } from './who.tsx';

/** What is promised in public, and the way out. */
export function promiseRoutes(app: Hono, parts: Parts): void {
  const show = (page: (view: EventView, c: Context) => ReactNode, sheet?: Sheet) => async (c: Context) => {
    const view = await requireEvent(parts, c);
    if (view === null) return renderRefusal(parts, c, 'not-found');
    return c.html(renderPage(view, { event: view, sheet, children: page(view, c) }));
  };
  // A version that cannot be read has no page to be made from: then the event is closed, and says whom to call.
  const readable = (page: (view: EventView) => ReactNode) => (view: EventView) =>
    parts.procedures.byDigest(view.edition.procedureDigest) === undefined ? <ClosedPage view={view} /> : page(view);
  const handling = readable((view) => <HandlingPage view={view} />);
  const staff = readable((view) => <StaffPage view={view} />);
  app.get(paths.who(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return renderRefusal(parts, c, 'not-found');
    const mailDown = await isMailDown(parts, view.organisation.org);
    return c.html(renderPage(view, { event: view, children: <WhoPage view={view} mailDown={mailDown} /> }));
  });
  app.get(paths.handling(':edition'), show(handling, 'procedure'));
  app.get(
    paths.staffGuide(':edition'),
    show((view, c) => {
      // Anybody may read it; nobody who searches for the event needs to meet it first.
      c.header('X-Robots-Tag', 'noindex');
      return staff(view);
    }, 'procedure'),
  );
  app.get(
    paths.code(':edition'),
    show((view, c) => {
      const day = parseDay(c.req.query('on')) ?? dayOf(parts.now(), view.edition.zone);
      return <CodePage view={view} day={day} />;
    }, 'procedure'),
  );
  app.get(
    paths.safe(':edition'),
    show((view) => <SafePage view={view} />),
  );

  // Byte for byte what the digest on the pages is of, also when a newer file is installed.
  app.get(paths.procedureFile(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    const text = view && parts.procedures.textOf(view.edition.procedureDigest);
    if (text === null || text === undefined) return renderRefusal(parts, c, 'not-found');
    return c.body(text, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  // To the neutral page the organiser chose, and nothing of here is kept (faces §1.1).
  app.get(paths.leave(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return renderRefusal(parts, c, 'not-found');
    c.header('Clear-Site-Data', '"cache", "cookies", "storage"');
    c.header('Referrer-Policy', 'no-referrer');
    return c.redirect(view.edition.exit, 303);
  });
}
