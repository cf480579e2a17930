import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

// Never the npm package's own arguments: they switch off web security, so tests of CSP and origins would lie.
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

export type Launch = { args: string[]; headless: true } & ({ executablePath: string } | { channel: string });

/** What `chromium.launch` needs: CHROMIUM_PATH, else the one from npm (linux-x64), Debian's, an installed Chrome. */
export async function browser(): Promise<Launch> {
  const base = { args, headless: true } as const;
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && existsSync(asked)) return { ...base, executablePath: asked };
  if (process.platform === 'linux' && process.arch === 'x64') return { ...base, executablePath: await fromNpm() };
  if (existsSync('/usr/bin/chromium')) return { ...base, executablePath: '/usr/bin/chromium' };
  return { ...base, channel: 'chrome' };
}

async function fromNpm(): Promise<string> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8')) as {
    version: string;
  };
  // It unpacks into os.tmpdir() and never looks at the version: one folder for each version.
  const folder = resolve('.cache', `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
