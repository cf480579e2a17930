import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { paths } from '#wire/paths.ts';
import type { Parts } from '../parts.ts';
import { sameOrigin, secured } from './headers.ts';
import { mailboxRoutes } from './mailbox/routes.tsx';
import { promiseRoutes } from './promises/routes.tsx';
import { renderRefusal } from './refusal.tsx';
import { anyReportRoute } from './report/any.tsx';
import { reportRoutes } from './report/routes.tsx';

/** Bytes of one request: as many files as go together (`mostTogether`), and text beside them. */
const mostBytes = 60 * 1024 * 1024;

/** Everything a reporter sees, complete without scripts. Other rooms' routes belong before these. */
export function pages(parts: Parts): Hono {
  const app = new Hono();
  for (const path of [paths.home, paths.anyReport, '/c/*', '/leave/*']) {
    app.use(path, secured());
    app.use(
      path,
      sameOrigin(parts.baseUrl, (c) => {
        parts.log('wrong-origin');
        return renderRefusal(parts, c, 'wrong-origin');
      }),
    );
    app.use(path, bodyLimit({ maxSize: mostBytes, onError: (c) => renderRefusal(parts, c, 'too-large') }));
  }
  anyReportRoute(app, parts);
  reportRoutes(app, parts);
  mailboxRoutes(app, parts);
  promiseRoutes(app, parts);
  app.notFound(async (c) => {
    await secured()(c, async () => {
      c.res = await renderRefusal(parts, c, 'not-found');
    });
    return c.res;
  });
  app.onError(async (_error, c) => {
    parts.log('internal', c.req.routePath);
    return renderRefusal(parts, c, 'error');
  });
  return app;
}
