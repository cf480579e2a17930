import { spawnSync } from 'node:child_process';
import { build } from './make.ts';

await build();
const run = spawnSync(process.execPath, ['bench/main.ts', ...process.argv.slice(3)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
