import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './table.ts';

interface Counts {
  readonly worlds: number;
  readonly members: number;
  readonly probes: number;
  readonly mails: number;
  readonly files: number;
}

const ways = { browser: 'locked by the reporter', form: 'written without scripts' } as const;

/**
 * Generated worlds, each told with an incident and without it, and everybody who is kept out of it asking everything.
 * `APART_WORLDS`: how many of each way of reporting (1000). A seed of its own each time, said when something is found.
 */
export function apart(): readonly Row[] {
  const worlds = process.env['APART_WORLDS'] ?? '1000';
  const seed = process.env['APART_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  const folder = mkdtempSync(join(tmpdir(), 'recourse-apart-'));
  try {
    const files = Object.keys(ways).map((name) => `test/apart/${name}.test.ts`);
    const env = { ...process.env, APART_WORLDS: worlds, APART_SEED: seed, APART_COUNTS: folder };
    const args = ['run', '--project', 'apart', '--testTimeout', '0', '-t', 'cannot tell', ...files];
    const run = spawnSync('vitest', args, { env, encoding: 'utf8' });
    if (run.status !== 0) console.log(run.stdout);
    return Object.entries(ways).map(([name, way]) => {
      const file = join(folder, `${name}.json`);
      const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : null;
      const figure =
        counts === null
          ? `a difference was found, seed ${seed}`
          : `0 in ${counts.worlds} worlds, as ${counts.members} members, ${counts.probes} requests twice, ${counts.mails} mails, ${counts.files} files`;
      const holds = counts !== null && run.status === 0;
      return { what: `worlds told apart, ${way}`, budget: '0 differences', figure, holds };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
