import { existsSync, globSync, statSync, utimesSync, writeFileSync } from 'node:fs';

const stamp = 'dist/.built';
const sources = ['src/**', 'vite.config.ts', 'package-lock.json'];

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
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  writeFileSync(stamp, '');
  // What was saved while it built may not be in it.
  utimesSync(stamp, began, began);
  return true;
}
