import { Hono, type Context } from 'hono';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { reached as en } from '#words/made/en/reached.ts';
import type { Built } from './assets.ts';

const policy = [
  "default-src 'none'",
  "img-src 'self' blob:",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types desk',
].join('; ');

/** What wakes asks nobody for anything, and keeps nothing. */
const wakingPolicy =
  "default-src 'none'; script-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The one document of the desk, of set-up and of enrolment: keys are made and used in it, so it needs scripts. */
function documentOf({ desk }: Built, rehearsal: boolean): string {
  const css = (desk?.css ?? []).map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const script = desk === null ? '' : `<script type="module" src="${desk.script}"></script>`;
  return `<!doctype html>
<html lang="en"${rehearsal ? ' data-rehearsal' : ''}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex"><title>Desk</title>${css}${script}</head>
<body><div id="desk"></div><noscript>${rehearsal ? '<p>REHEARSAL</p>' : ''}<p>This page makes and uses keys in your browser. It needs JavaScript.</p></noscript></body></html>
`;
}

export const deskPages = (built: Built, rehearsal: boolean): Hono => {
  const html = documentOf(built, rehearsal);
  const show = (c: Context): Response =>
    c.html(html, 200, {
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': 'no-store',
    });
  const app = new Hono();
  app.get(staffPaths.deskWaking, (c) => {
    if (built.desk === null) return c.notFound();
    // Where the wording of the event was not kept, it says ours.
    const script = `self.said = ${JSON.stringify({ title: en.lock(), desk: paths.desk })};\n${built.desk.waking}`;
    return c.body(script, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': wakingPolicy,
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      // It lies below the page that it opens.
      'service-worker-allowed': paths.desk,
    });
  });
  for (const path of [paths.desk, `${paths.desk}/*`, paths.setup, paths.enrol]) app.get(path, show);
  return app;
};
