import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBuilt, staticFiles, type Built } from '#server/assets.ts';
import { hallwayPages } from '#server/hallway-page.ts';
import { staffPaths } from '#wire/staff-paths.ts';

let dist: string;
let built: Built;
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'recourse-dist-'));
  const files = {
    'manifest.json': JSON.stringify({
      'src/hallway/main.tsx': {
        file: 'assets/hallway/m-1.js',
        css: ['assets/hallway/m-1.css'],
        imports: ['_words-1.js'],
        dynamicImports: ['_later-1.js'],
      },
      '_words-1.js': { file: 'assets/hallway/words-1.js', css: ['assets/hallway/words-1.css'] },
      '_later-1.js': { file: 'assets/hallway/later-1.js', css: ['assets/hallway/later-1.css'] },
    }),
    'worker.js': 'self.onfetch = null;',
    'icons/icon-192.png': 'png',
    'assets/hallway/m-1.js': '1',
    'assets/hallway/m-1.css': '1',
    'assets/hallway/keys/keys.worker-1.js': '1',
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(dist, 'hallway', name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  built = readBuilt(dist);
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const asked = async (path: string, rehearsal = false): Promise<Response> =>
  hallwayPages(built, rehearsal).request(path);

test('the document may run our files alone, and is not kept by the browser itself', async () => {
  const answer = await asked(staffPaths.hallway);
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", "manifest-src 'self'", "worker-src 'self'", 'trusted-types hallway'])
    expect(policy.split('; ')).toContain(part);
  expect(policy).not.toMatch(/unsafe|\*|https?:/u);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const html = await answer.text();
  expect(html).toContain('<script type="module" src="/assets/hallway/m-1.js"></script>');
  expect(html).not.toMatch(/<script(?! type="module" src=)|style=/u);
});

test('the document asks for the sheets of all that it loads at once, its own first, and for no other', async () => {
  const html = await (await asked(staffPaths.hallway)).text();
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/gu)].map(([, href]) => href);
  expect(sheets).toEqual(['/assets/hallway/m-1.css', '/assets/hallway/words-1.css']);
});

test('the service worker may hold the page above it, and keeps every file of the app and nothing else', async () => {
  const answer = await asked(staffPaths.hallwayWorker);
  expect(answer.headers.get('service-worker-allowed')).toBe(staffPaths.hallway);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const [first = '', ...rest] = (await answer.text()).split('\n');
  const shell = JSON.parse(first.replace(/^self\.shell = |;$/gu, '')) as { files: string[]; page: string };
  expect(shell.page).toBe(staffPaths.hallway);
  expect(shell.files.toSorted()).toEqual(
    [
      staffPaths.hallway,
      staffPaths.hallwayManifest,
      ...['192', '512', 'maskable'].map((size) => staffPaths.hallwayIcon(size)),
      '/assets/hallway/keys/keys.worker-1.js',
      '/assets/hallway/m-1.css',
      '/assets/hallway/m-1.js',
    ].toSorted(),
  );
  expect(rest.join('\n')).toBe('self.onfetch = null;');
});

test('it is another version when the document is another, and the same when nothing is', async () => {
  const script = async (rehearsal: boolean): Promise<string> =>
    (await asked(staffPaths.hallwayWorker, rehearsal)).text();
  expect(await script(false)).toBe(await script(false));
  expect(await script(true)).not.toBe(await script(false));
});

test('on a phone’s screen its name tells nothing', async () => {
  const manifest = (await (await asked(staffPaths.hallwayManifest)).json()) as Record<string, string>;
  expect(manifest).toMatchObject({
    name: 'Hallway',
    start_url: staffPaths.hallway,
    scope: staffPaths.hallway,
    display: 'standalone',
  });
  expect((await asked(staffPaths.hallwayIcon('192'))).headers.get('content-type')).toBe('image/png');
  expect((await asked(staffPaths.hallwayIcon('512'))).status).toBe(404);
});

test('the Worker that locks has a policy of its own, as that of the desk has', async () => {
  const file = await staticFiles(built).request('/assets/hallway/keys/keys.worker-1.js');
  expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
  const other = await staticFiles(built).request('/assets/hallway/m-1.js');
  expect(other.headers.get('content-security-policy')).toBeNull();
});
