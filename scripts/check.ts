// Everything that needs no running program: what is quick side by side, then the tests. Prints only what failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const node = process.execPath;
const rounds: Record<string, string[]>[] = [
  {
    types: ['tsc', '-b'],
    lint: ['oxlint', '--type-aware', '--deny-warnings'],
    format: ['oxfmt', '--check'],
    unused: ['knip'],
    lockfile: [node, 'scripts/lockfile.ts'],
    schema: [node, 'scripts/schema.ts', '--check'],
    ...(existsSync('locales') && { words: [node, 'scripts/words.ts', '--check'] }),
  },
  { tests: ['vitest', 'run', '--project', 'unit', `--maxWorkers=${availableParallelism()}`] },
];

function run(name: string, [command = '', ...args]: string[]): Promise<boolean> {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RECOURSE_INSTALL: 'no' },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`FAIL ${name}: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${Math.round(performance.now() - start)} ms`);
      if (code !== 0) console.log(out);
      resolve(code === 0);
    });
  });
}

let ok = true;
for (const jobs of rounds) {
  const results = await Promise.all(Object.entries(jobs).map(([name, command]) => run(name, command)));
  ok &&= !results.includes(false);
}
if (!ok) process.exit(1);
