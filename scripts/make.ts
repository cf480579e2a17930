import { existsSync, globSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { sha256Hex } from '../src/seal/digest.ts';
import { readAll } from '../src/server/reading-worker.ts';

const stamp = 'dist/.built';
const sources = ['src/**', 'procedures/**', 'vite.config.ts', 'package-lock.json'];

/** The shipped procedures as they read, so that a server that starts need not (src/server/reading.ts). */
function readShipped(): void {
  const texts = globSync('procedures/*/procedure.yaml').map((file) => {
    const bytes = new Uint8Array(readFileSync(file));
    return { text: new TextDecoder().decode(bytes), digest: sha256Hex(bytes) };
  });
  const good = readAll(texts).flatMap((read, i) => ('procedure' in read ? [[texts[i]?.digest, read]] : []));
  writeFileSync('dist/server/procedures.json', JSON.stringify(Object.fromEntries(good)));
}

/** Builds dist/ when a source is newer than the last build, or when forced. Returns whether it built. */
export async function build({ force = false } = {}): Promise<boolean> {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const newest = Math.max(...globSync(sources).map((file) => statSync(file).mtimeMs));
  if (!force && built > newest) return false;
  const began = new Date();
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    const { createBuilder } = await import('vite');
    await (await createBuilder({ logLevel: 'warn' })).buildApp();
    readShipped();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  writeFileSync(stamp, '');
  // What was saved while it built may not be in it.
  utimesSync(stamp, began, began);
  return true;
}
