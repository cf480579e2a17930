import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { paths } from '#wire/paths.ts';
import type { Row } from './table.ts';

const zipped = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 9 }).length / 1000;

/** Files of a built script and everything it imports at once (not what it may import later), from the manifest. */
function closure(folder: string, source: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Record<
    string,
    { readonly file: string; readonly imports?: readonly string[]; readonly css?: readonly string[] }
  >;
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const css of chunk.css ?? []) seen.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit(source);
  return [...seen].map((file) => `${folder}/${file}`);
}

const kilobytes = (what: string, budget: number, value: number): Row => ({
  what,
  budget: `≤ ${budget} kB gz`,
  figure: `${value.toFixed(1)} kB gz`,
  holds: value <= budget,
});

/** What a reporter, a responder and staff on the floor download, counted, from a running server and the built files. */
export async function weights(origin: string, edition: string): Promise<readonly Row[]> {
  const html = await (await fetch(origin + paths.report(edition))).text();
  const css = globSync('dist/reporter/assets/**/pages-*.css').map((file) => readFileSync(file));
  const page = zipped(html) + css.reduce((sum, bytes) => sum + zipped(bytes), 0);
  const weigh = (folder: string, source: string): number =>
    closure(folder, source).reduce((sum, file) => sum + zipped(readFileSync(file)), 0);
  const largest = (pattern: string): number =>
    Math.max(0, ...globSync(pattern).map((file) => zipped(readFileSync(file))));
  const hallway =
    weigh('dist/hallway', 'src/hallway/main.tsx') +
    largest('dist/hallway/assets/hallway/{en,es}-*.js') +
    largest('dist/hallway/assets/hallway/keys/*.js');
  return [
    kilobytes('report page before typing: html + css', 10, page),
    kilobytes(
      'sealing script with one word list',
      60,
      weigh('dist/reporter', 'src/reporter/report.ts') + largest('dist/reporter/assets/**/en-*.js'),
    ),
    kilobytes('desk, first load', 160, weigh('dist/desk', 'src/desk/main.tsx')),
    kilobytes('hallway, once for each phone: app, one language, the worker that locks', 220, hallway),
  ];
}
