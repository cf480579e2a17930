import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Assets } from './parts.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.js', '.css', '.svg']);

interface Kept {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Made when first asked for; null where it would not be smaller. */
  readonly gzip: () => Uint8Array<ArrayBuffer> | null;
}

export interface Built {
  readonly assets: Assets;
  /** URLs of the desk's script and style sheets, and the script that wakes; null where it was not built. */
  readonly desk: { readonly script: string; readonly css: readonly string[]; readonly waking: string } | null;
  /** The same of the hallway, with all that it needs without a network and the script that keeps it; null likewise. */
  readonly hallway: {
    readonly script: string;
    readonly css: readonly string[];
    readonly files: readonly string[];
    readonly worker: string;
    readonly icons: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  } | null;
  readonly files: ReadonlyMap<string, Kept>;
}

const manifestIn = (folder: string): Manifest => {
  const file = join(folder, 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
};

function filesIn(folder: string): readonly (readonly [string, Kept])[] {
  return globSync('assets/**/*', { cwd: folder }).flatMap((name): readonly (readonly [string, Kept])[] => {
    const type = types[extname(name)];
    if (type === undefined) return [];
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    let zipped: Uint8Array<ArrayBuffer> | null = null;
    const gzip = (): Uint8Array<ArrayBuffer> | null => {
      if (!compressible.has(extname(name))) return null;
      zipped ??= new Uint8Array(gzipSync(bytes, { level: 9 }));
      return zipped;
    };
    return [[`/${name.replaceAll('\\', '/')}`, { bytes, type, gzip }]];
  });
}

/** URLs of the sheets of a script and of what it loads at once, its own first: they name the layers in their order. */
function sheetsOf(manifest: Manifest, source: string): readonly string[] {
  const seen = new Set<string>();
  const visit = (key: string): readonly string[] => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return [];
    seen.add(key);
    return [...(chunk.css ?? []).map((file) => `/${file}`), ...(chunk.imports ?? []).flatMap(visit)];
  };
  return visit(source);
}

function deskIn(folder: string): Built['desk'] {
  const manifest = manifestIn(folder);
  const main = manifest['src/desk/main.tsx'];
  const waking = join(folder, 'waking.js');
  if (main === undefined || !existsSync(waking)) return null;
  const css = sheetsOf(manifest, 'src/desk/main.tsx');
  return { script: `/${main.file}`, css, waking: readFileSync(waking, 'utf8') };
}

function hallwayIn(folder: string, files: readonly (readonly [string, Kept])[]): Built['hallway'] {
  const manifest = manifestIn(folder);
  const main = manifest['src/hallway/main.tsx'];
  const worker = join(folder, 'worker.js');
  if (main === undefined || !existsSync(worker)) return null;
  return {
    script: `/${main.file}`,
    css: sheetsOf(manifest, 'src/hallway/main.tsx'),
    files: files.map(([name]) => name).toSorted(),
    worker: readFileSync(worker, 'utf8'),
    icons: new Map(
      globSync('icon-*.png', { cwd: join(folder, 'icons') }).map((name) => [
        name.slice('icon-'.length, -'.png'.length),
        new Uint8Array(readFileSync(join(folder, 'icons', name))),
      ]),
    ),
  };
}

const sheets = {
  pages: 'src/server/pages/pages.css',
  procedure: 'src/server/pages/promises/procedure.css',
  conversation: 'src/server/pages/mailbox/conversation.css',
} as const;

/** Reads what Vite built into `dist/`. Without a build (tests of the api) pages name files that are not there. */
export function readBuilt(dist: string): Built {
  const [reporter, desk, hallway] = [join(dist, 'reporter'), join(dist, 'desk'), join(dist, 'hallway')];
  const ofHallway = filesIn(hallway);
  const pages = manifestIn(reporter);
  const url = (source: string): string => `/${pages[source]?.file ?? `not-built/${source}`}`;
  return {
    assets: {
      css: (sheet) => url(sheets[sheet ?? 'pages']),
      script: (name) => url(`src/reporter/${name}.ts`),
    },
    desk: deskIn(desk),
    hallway: hallwayIn(hallway, ofHallway),
    files: new Map([...filesIn(reporter), ...filesIn(desk), ...ofHallway]),
  };
}

/** A worker has a policy of its own; this one makes keys and talks to us alone. */
const workerPolicy =
  "default-src 'none'; connect-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Files with a digest in their name: kept for ever. Only these paths exist; no path is ever opened. */
export const staticFiles = ({ files }: Built): Hono =>
  new Hono().get('/assets/*', (c) => {
    const kept = files.get(c.req.path);
    if (kept === undefined) return c.notFound();
    const zipped = (c.req.header('accept-encoding') ?? '').includes('gzip') ? kept.gzip() : null;
    return c.body(zipped ?? kept.bytes, 200, {
      'content-type': kept.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(zipped !== null && { 'content-encoding': 'gzip' }),
      ...(/^\/assets\/(?:desk|hallway)\/keys\//u.test(c.req.path) && { 'content-security-policy': workerPolicy }),
    });
  });
