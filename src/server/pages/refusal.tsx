import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { languages } from '#words/words.ts';
import { paths } from '#wire/paths.ts';
import { currentEditions } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { Danger, renderPage } from './frame/document.tsx';
import { eventView } from './frame/event.ts';
import { viewOf, type EventView, type View } from './frame/view.ts';
import type { Pages } from '#words/made/shape.ts';

export type Refusal = 'not-found' | 'error' | 'too-large' | 'wrong-origin';

const statusOf: Readonly<Record<Refusal, ContentfulStatusCode>> = {
  'not-found': 404,
  error: 500,
  'too-large': 413,
  'wrong-origin': 403,
};

function textOf(w: Pages, refusal: Refusal): readonly [title: string, body: string] {
  switch (refusal) {
    case 'not-found':
      return [w.notFoundTitle(), w.notFoundBody()];
    case 'error':
      return [w.errorTitle(), w.errorBody()];
    case 'too-large':
      return [w.tooLargeTitle(), w.tooLargeBody()];
    case 'wrong-origin':
      return [w.wrongOriginTitle(), w.wrongOriginBody()];
  }
}

/** The event of the address, or the only one, so that its numbers can be shown; null when that is not to be had. */
async function eventFor(parts: Parts, c: Context): Promise<EventView | null> {
  try {
    const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
    const asked = /^\/(?:c|leave)\/([^/]+)/u.exec(new URL(c.req.url).pathname)?.[1];
    const all = organisation?.editions ?? [];
    const current = all.find((e) => e.edition.id === asked) ?? (all.length === 1 ? all[0] : undefined);
    if (!organisation || !current) return null;
    return eventView(parts, c, organisation, current, c.req.query('l'));
  } catch {
    return null;
  }
}

/** A page for what did not work, in the same voice, with numbers to call. */
export async function renderRefusal(parts: Parts, c: Context, refusal: Refusal): Promise<Response> {
  const event = await eventFor(parts, c);
  const view: View = event ?? viewOf(parts, c, c.req.query('l'), languages);
  const [title, body] = textOf(view.w, refusal);
  const page = renderPage(view, {
    ...(event && { event }),
    children: (
      <>
        {event && <Danger view={event} />}
        <h1>{title}</h1>
        <p className="lede">{body}</p>
        <p className="row">
          <a className="btn quiet" href={view.link(event ? paths.start(event.edition.id) : paths.home)}>
            {view.w.home()}
          </a>
        </p>
      </>
    ),
  });
  return c.html(page, statusOf[refusal]);
}
