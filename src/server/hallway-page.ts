import { Hono } from 'hono';
import { sha256Hex } from '#seal/digest.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { Built } from './assets.ts';

const policy = [
  "default-src 'none'",
  "img-src 'self' blob:",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types hallway',
].join('; ');

/** The service worker fetches what it keeps, and does nothing else. */
const workerPolicy =
  "default-src 'none'; connect-src 'self'; script-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const guards = {
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** Square, px; the second one may be cut to any shape by the phone. */
const iconSizes = ['192', '512', 'maskable'] as const;

/** A neutral name: on a phone's screen it tells nothing. */
const manifest = JSON.stringify({
  name: 'Hallway',
  short_name: 'Hallway',
  start_url: staffPaths.hallway,
  scope: staffPaths.hallway,
  display: 'standalone',
  background_color: '#fbf9f5',
  theme_color: '#1f5a66',
  icons: [
    { src: staffPaths.hallwayIcon('192'), sizes: '192x192', type: 'image/png' },
    { src: staffPaths.hallwayIcon('512'), sizes: '512x512', type: 'image/png' },
    { src: staffPaths.hallwayIcon('maskable'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
});

/** The one document of the hallway. What it shows is made in it, from what lies on the phone. */
function documentOf({ hallway }: Built, rehearsal: boolean): string {
  const css = (hallway?.css ?? []).map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const script = hallway === null ? '' : `<script type="module" src="${hallway.script}"></script>`;
  return `<!doctype html>
<html lang="en"${rehearsal ? ' data-rehearsal' : ''}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"><meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf9f5" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#12191c" media="(prefers-color-scheme: dark)">
<meta name="robots" content="noindex"><title>Hallway</title><link rel="manifest" href="${staffPaths.hallwayManifest}"><link rel="icon" href="${staffPaths.hallwayIcon('192')}"><link rel="apple-touch-icon" href="${staffPaths.hallwayIcon('192')}">${css}${script}</head>
<body><div id="hallway"></div><noscript>${rehearsal ? '<p>REHEARSAL</p>' : ''}<p>This page locks what you write in your browser. It needs JavaScript.</p></noscript></body></html>
`;
}

/**
 * The service worker's script. Before it stands what it keeps; when anything of it changes, the document and its policy
 * too, the browser sees another script and takes a newer version.
 */
function workerOf({ worker, files }: NonNullable<Built['hallway']>, html: string): string {
  const kept = [
    staffPaths.hallway,
    staffPaths.hallwayManifest,
    ...iconSizes.map((size) => staffPaths.hallwayIcon(size)),
    ...files,
  ];
  const version = sha256Hex([policy, html, manifest, ...kept].join('\n')).slice(0, 16);
  return `self.shell = ${JSON.stringify({ version, page: staffPaths.hallway, files: kept })};\n${worker}`;
}

export const hallwayPages = (built: Built, rehearsal: boolean): Hono => {
  const html = documentOf(built, rehearsal);
  const app = new Hono();
  app.get(staffPaths.hallway, (c) =>
    c.html(html, 200, {
      ...guards,
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': 'no-store',
    }),
  );
  const { hallway } = built;
  if (hallway === null) return app;
  const script = workerOf(hallway, html);
  app.get(staffPaths.hallwayWorker, (c) =>
    c.body(script, 200, {
      ...guards,
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': workerPolicy,
      'cache-control': 'no-cache',
      // It lies below the page that it opens.
      'service-worker-allowed': staffPaths.hallway,
    }),
  );
  app.get(staffPaths.hallwayManifest, (c) =>
    c.body(manifest, 200, { ...guards, 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' }),
  );
  for (const size of iconSizes)
    app.get(staffPaths.hallwayIcon(size), (c) => {
      const icon = hallway.icons.get(size);
      if (icon === undefined) return c.notFound();
      return c.body(icon, 200, { ...guards, 'content-type': 'image/png', 'cache-control': 'no-cache' });
    });
  return app;
};
