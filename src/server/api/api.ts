import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { sameOrigin } from '../pages/headers.ts';
import { refuse, type ApiParts } from './answers.ts';
import { asked } from './asked.ts';
import { attendees } from './attendees.ts';
import { mostBytes } from './batch.ts';
import { calls } from './calls.ts';
import { channels } from './channels.ts';
import { desk } from './desk.ts';
import { door } from './door.ts';
import { dutyPhones } from './duty-phones.ts';
import { entries } from './entries.ts';
import { hallway } from './hallway.ts';
import { incidents } from './incidents.ts';
import { line } from './line.ts';
import { mailboxes } from './mailboxes.ts';
import { mailOut } from './mail-out.ts';
import { notices } from './notices.ts';
import { reports } from './reports.ts';
import { rings } from './rings.ts';
import { routes } from './routes.ts';
import { setup } from './setup.ts';
import { team } from './team.ts';

const megabyte = 1024 * 1024;
/** The endpoints that take files. */
const large: readonly RegExp[] = [
  /^\/api\/c\/[^/]+\/reports$/u,
  ...[paths.api.mailbox.reply, paths.api.mailbox.move, staffPaths.api.entries, staffPaths.api.notices].map(
    (path) => new RegExp(`^${path}$`, 'u'),
  ),
];

/** What browsers ask for and append. */
export function api(parts: ApiParts): Hono {
  const app = new Hono();
  const limit = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refuse(c, parts, 'too-large') });
  const [small, big] = [limit(megabyte), limit(mostBytes)];
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-content-type-options', 'nosniff');
    c.res.headers.set('cross-origin-resource-policy', 'same-origin');
  });
  app.use(
    '/api/*',
    sameOrigin(parts.baseUrl, (c) => refuse(c, parts, 'wrong-origin')),
  );
  app.use('/api/*', (c, next) => (large.some((path) => path.test(c.req.path)) ? big : small)(c, next));
  const rooms = [
    reports,
    mailboxes,
    door,
    desk,
    incidents,
    mailOut,
    asked,
    attendees,
    notices,
    entries,
    team,
    setup,
    hallway,
    dutyPhones,
    calls,
    channels,
    routes,
    line,
    rings,
  ];
  for (const room of rooms) app.route('/', room(parts));
  app.all('/api/*', (c) => refuse(c, parts, 'not-found'));
  return app;
}
