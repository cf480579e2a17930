// A lockfile that another machine can use: no registry host, everything pinned by integrity, no install script,
// and an entry for every platform package (npm leaves one out when the registry lacks it; then `npm ci` fails).
import { readFileSync } from 'node:fs';

interface Entry {
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const names = new Set(Object.keys(packages).map(nameOf));
const wrong: string[] = [];

for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved !== undefined) wrong.push(`${path}: names a registry`);
  if (path !== '' && entry.integrity === undefined) wrong.push(`${path}: no integrity`);
  if (entry.hasInstallScript === true && nameOf(path) !== 'fsevents') wrong.push(`${path}: install script`);
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!names.has(name)) wrong.push(`${path}: ${name} is not in the lockfile`);
  }
}

if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
