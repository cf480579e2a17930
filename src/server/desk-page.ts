import { Hono, type Context } from 'hono';
import { paths } from '#wire/paths.ts';
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
  for (const path of [paths.desk, `${paths.desk}/*`, paths.setup, paths.enrol]) app.get(path, show);
  return app;
};
