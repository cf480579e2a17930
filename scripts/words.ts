// Writes src/words/made/ from locales/; with --check only says whether it would change anything.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile, type Messages } from './messages.ts';

const made = 'src/words/made';
const catalogue: Record<string, Record<string, Messages>> = {};
for (const file of globSync('locales/*/*.json').toSorted()) {
  const language = basename(dirname(file));
  (catalogue[language] ??= {})[basename(file, '.json')] = JSON.parse(readFileSync(file, 'utf8')) as Messages;
}

const compiled = compile(catalogue, 'en');
if ('faults' in compiled) {
  console.error(compiled.faults.join('\n'));
  process.exit(1);
}

const now = new Map(globSync(`${made}/**/*.ts`).map((file) => [file, readFileSync(file, 'utf8')]));
const wanted = new Map([...compiled].map(([name, text]) => [join(made, name), text]));
const stale = [...now.keys()].filter((file) => !wanted.has(file));
const changed = [...wanted].filter(([file, text]) => now.get(file) !== text);

if (process.argv.includes('--check')) {
  const drifted = [...stale, ...changed.map(([file]) => file)];
  if (drifted.length > 0) {
    console.error(`Not what locales/ say (run "npm run words"):\n${drifted.join('\n')}`);
    process.exit(1);
  }
} else {
  for (const file of stale) rmSync(file);
  for (const [file, text] of changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`${wanted.size} files, ${changed.length} written, ${stale.length} removed`);
}
