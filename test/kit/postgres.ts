import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from './free-port.ts';

export interface Throwaway {
  /** A database of its own for a plain role, as an operator makes them. */
  readonly url: string;
  /** The superuser's way in, who sees past every policy. */
  readonly admin: string;
  /** Where the cluster lies. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** The folder with initdb and postgres, or null. */
export function postgresBin(): string | null {
  const versionOf = (folder: string): number => Number(folder.split('/')[4]);
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) => versionOf(b) - versionOf(a)),
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
  ];
  return folders.find((f) => existsSync(join(f, 'initdb')) && existsSync(join(f, 'postgres'))) ?? null;
}

/** Where there is no PostgreSQL but we may install one (root on Debian), installs it. Never throws. */
export function installPostgres(): void {
  if (postgresBin() !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const apt = (timeout: number, ...args: string[]): void => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=60', ...args], { stdio: 'ignore', timeout, env });
  };
  try {
    apt(60_000, 'update');
    apt(180_000, 'install', '-y', '--no-install-recommends', 'postgresql');
  } catch {
    // No network, no rights: the suites that need it say that they skip.
  }
}

/**
 * A new cluster on a free port, in a folder that `stop` removes; null where PostgreSQL is not installed (said aloud,
 * so that nobody takes a skipped suite for a passed one).
 */
export async function startPostgres(): Promise<Throwaway | null> {
  const bin = postgresBin();
  if (bin === null) {
    console.warn('SKIPPED: no PostgreSQL on this machine (initdb was not found); its tests did not run.');
    return null;
  }
  // Not os.tmpdir(): another account must be able to walk there. Short: a socket path has 107 bytes.
  const folder = mkdtempSync('/tmp/pg-');
  const who = account();
  if (who !== null) chownSync(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', HOME: folder } };
  const cluster = join(folder, 'cluster');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  };
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', cluster, '-p', String(port), ...Object.entries(settings).flatMap(([name, to]) => ['-c', `${name}=${to}`])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const admin = `postgres://test@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt++) {
    if (await answers(admin)) {
      await runIn(admin, `create role ${plainRole} login`);
      return { url: await databaseIn(admin, plainRole), admin, folder, stop };
    }
    await sleep(100);
  }
  await stop();
  throw new Error(`PostgreSQL did not start:\n${log}`);
}

const plainRole = 'recourse';

/** A new empty database that the plain role owns; answers its address. */
export async function databaseIn(admin: string, name: string): Promise<string> {
  await runIn(admin, `create database ${name} owner ${plainRole}`);
  return admin.replace('//test@', `//${plainRole}@`).replace(/[^/]*$/u, name);
}

/** Runs one statement over a connection of its own. */
export async function runIn(url: string, text: string): Promise<readonly object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`SELECT 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** PostgreSQL refuses to run as root: use the account Debian makes for it, else nobody. Null: stay who we are. */
function account(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (user: string, flag: '-u' | '-g'): number =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf(user, '-u'), gid: idOf(user, '-g') };
    } catch {
      // No such account: try the next.
    }
  }
  return null;
}
