import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Served {
  readonly origin: string;
  readonly child: ChildProcess;
  readonly folder: string;
  /** All it has printed so far, both streams. */
  readonly said: () => string;
  /** ms from the start of the process to its first word that it listens. */
  readonly startedIn: number;
  /** Ends it with SIGTERM; ms until the process is gone. */
  readonly stop: () => Promise<number>;
}

/** Starts a built program of `dist/server` on a free port with a data folder of its own (or a given one). */
export async function serve(
  program: 'main' | 'rehearse',
  environment: Readonly<Record<string, string>> = {},
  folder = mkdtempSync(join(tmpdir(), 'recourse-')),
): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, [`dist/server/${program}.js`], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', DATA_DIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/[a-z0-9.:[\]]+:\d+/u.exec(said);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const startedIn = performance.now() - began;
  const stop = async (): Promise<number> => {
    const asked = performance.now();
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    return performance.now() - asked;
  };
  return { origin, child, folder, said: () => said, startedIn, stop };
}

export function forget(served: Served): void {
  rmSync(served.folder, { recursive: true, force: true });
}

/** Resident memory of a process in MB, as the system counts it (Linux only). */
export function residentMemory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024;
}
