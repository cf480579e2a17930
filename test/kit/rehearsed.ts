import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built rehearsal of PyHarbor as a process of its own, on a free port and with its own data folder. */
export interface Rehearsed {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

export async function rehearsed(): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsed-'));
  const { DATABASE_URL: _, BASE_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/server/rehearse.js'], {
    env: { ...env, NODE_ENV: 'production', PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer): void => {
      said += part.toString();
      const found = /listening on (http:\S+)/u.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the rehearsal ended with ${code}:\n${said}`)));
  });
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
