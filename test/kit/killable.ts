import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { browser } from './browser.ts';

/** Process groups that still run: a test that failed ends them too. */
const running = new Set<number>();

/** Ends every browser that was not killed. */
export function killAll(): void {
  for (const group of running) process.kill(-group, 'SIGKILL');
  running.clear();
}

/** A browser whose processes die all at once, as a phone's do. */
export interface Killable {
  readonly page: Page;
  readonly kill: () => Promise<void>;
}

async function portIn(profile: string, child: ChildProcess): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 600; tries++) {
    const [port = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port !== '') return port;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the browser did not start: ${child.exitCode}`);
}

/** A folder for a profile that outlives its browsers. */
export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'recourse-profile-'));

/** Starts a browser on a profile, in a process group of its own, with one page of one context that keeps things. */
export async function killable(profile: string): Promise<Killable> {
  const how = await browser();
  const program = 'executablePath' in how ? how.executablePath : chromium.executablePath();
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  const flags = ['--headless', '--remote-debugging-port=0', '--no-first-run', `--user-data-dir=${profile}`];
  const child = spawn(program, [...how.args, ...flags, 'about:blank'], { detached: true, stdio: 'ignore' });
  const group = child.pid ?? 0;
  if (group === 0) throw new Error(`no browser at ${program}`);
  running.add(group);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const over: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(profile, child)}`);
  const context = over.contexts()[0] ?? (await over.newContext());
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      if (running.delete(group)) process.kill(-group, 'SIGKILL');
      await gone;
      await over.close().catch(() => undefined);
    },
  };
}
