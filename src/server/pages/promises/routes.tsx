import type { Context, Hono } from 'hono';
import type { ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import type { Parts } from '../../parts.ts';
import { renderPage } from '../frame/document.tsx';
import { requireEvent } from '../frame/event.ts';
import type { EventView } from '../frame/view.ts';
import { renderRefusal } from '../refusal.tsx';
import { HandlingPage } from './handling.tsx';
import { SafePage } from './safe.tsx';
import { WhoPage } from './who.tsx';

/** What is promised in public, and the way out. */
export function promiseRoutes(app: Hono, parts: Parts): void {
  const show = (page: (view: EventView) => ReactNode) => async (c: Context) => {
    const view = await requireEvent(parts, c);
    if (view === null) return renderRefusal(parts, c, 'not-found');
    return c.html(renderPage(view, { event: view, children: page(view) }));
  };
  app.get(
    paths.who(':edition'),
    show((view) => <WhoPage view={view} />),
  );
  app.get(
    paths.handling(':edition'),
    show((view) => <HandlingPage view={view} />),
  );
  app.get(
    paths.safe(':edition'),
    show((view) => <SafePage view={view} />),
  );

  // To the neutral page the organiser chose, and nothing of here is kept (faces §1.1).
  app.get(paths.leave(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return renderRefusal(parts, c, 'not-found');
    c.header('Clear-Site-Data', '"cache", "cookies", "storage"');
    c.header('Referrer-Policy', 'no-referrer');
    return c.redirect(view.edition.exit, 303);
  });
}
