import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { api } from './api/api.ts';
import { refuse, type ApiParts } from './api/answers.ts';
import { staticFiles, type Built } from './assets.ts';
import { calendar } from './calendar/calendar.ts';
import { deskPages } from './desk-page.ts';
import { hallwayPages } from './hallway-page.ts';
import { pages } from './pages/routes.ts';
import { textRoutes } from './texts/routes.ts';

/** The first page before there is an organisation: for whoever started the server. */
const notSetUp = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not set up yet</title><h1>Not set up yet</h1>
<p>Open the one-time link that the server printed when it started.</p>
<p lang="es">Aún no está configurado. Abre el enlace de un solo uso que el servidor mostró al arrancar.</p></html>
`;

const beforeSetup = (path: string): boolean =>
  path === paths.setup || path === staffPaths.api.setup || path.startsWith('/assets/');

/** Bytes of a refused body that are read and thrown away. */
const mostDrained = 256 * 1024 * 1024;

/**
 * Reads what was refused unread, and drops it: a browser that is still sending when the answer comes sees a broken
 * connection instead of the reason.
 */
const drained: MiddlewareHandler = async (c, next) => {
  await next();
  const { body, bodyUsed } = c.req.raw;
  if (body === null || bodyUsed) return;
  let read = 0;
  for await (const chunk of body) {
    read += (chunk as Uint8Array).length;
    if (read > mostDrained) break;
  }
};

/** Answers to GET alone: one that repeats what was typed must not tell by its length what stands beside it (BREACH). */
const smaller = compress({ encoding: 'gzip' });
const compressed: MiddlewareHandler = (c, next) => (c.req.method === 'GET' ? smaller(c, next) : next());

/** What any answer carries that does not say otherwise itself: refusals, JSON and 404 too. A built file is none of them. */
const least: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
const guarded: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.path.startsWith('/assets/') && c.res.ok) return;
  for (const [name, value] of Object.entries(least)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};

/** Public pages, api, desk, hallway and built files as one app. `more`: routes of a rehearsal. */
export function createServer(parts: ApiParts, built: Built, more?: Hono): Hono {
  const app = new Hono();
  let founded = false;
  app.onError((error, c) => {
    // The name of an error is a code; its message may hold what was typed.
    parts.log(error.name);
    return refuse(c, parts, 'internal');
  });
  app.use(guarded);
  app.use(compressed);
  app.use(drained);
  app.get(paths.health, (c) => c.text('ok'));
  app.get(paths.favicon, (c) => c.body(null, 204));
  app.use(async (c, next) => {
    founded ||= (await parts.store.organisation()) !== null;
    if (founded || beforeSetup(c.req.path)) return next();
    if (c.req.path !== paths.home) return refuse(c, parts, 'not-found');
    return c.html(notSetUp);
  });
  app.route('/', staticFiles(built));
  app.route('/', api(parts));
  app.route('/', calendar(parts));
  app.route('/', deskPages(built, parts.rehearsal));
  app.route('/', hallwayPages(built, parts.rehearsal));
  if (parts.texts !== undefined) app.route('/', textRoutes(parts, parts.texts));
  if (more !== undefined) app.route('/', more);
  // Asked, not joined: pages answer errors and what does not exist in their own voice.
  const reporters = pages(parts);
  app.all('*', (c) => reporters.fetch(c.req.raw, c.env));
  return app;
}
