import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Builds if needed, then runs dist/server/<name>.js in this process with the arguments after the script's name. */
export async function launch(name: string): Promise<void> {
  // A child does the build, so that the bundler's memory is not kept by the server.
  const built = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', "await (await import('./scripts/make.ts')).build()"],
    { stdio: ['ignore', process.stderr, process.stderr] },
  );
  if (built.status !== 0) process.exit(built.status ?? 1);
  process.env['NODE_ENV'] ??= 'production';
  process.setSourceMapsEnabled(true);
  const entry = resolve(`dist/server/${name}.js`);
  process.argv = [process.execPath, entry, ...process.argv.slice(3)];
  await import(pathToFileURL(entry).href);
}
