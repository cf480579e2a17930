import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { forget, serve, type Served } from '#kit/served.ts';

const opening = `
opening:
  id: opening
  text: { en: '{opening:first} open it. {opening:asked} are asked first.', es: '{opening:first} lo abren. {opening:asked} responden antes.' }
  force: must
  source: seed
  first: [lead]
`;

/** The rehearsal under a procedure that asks before it opens: a copy of the built program with a clause more. */
export async function twoSteps(): Promise<{ readonly origin: string; readonly stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'recourse-'));
  for (const part of ['dist', 'db', 'procedures', 'package.json']) cpSync(part, join(home, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
  const file = join(home, 'procedures/pycon-us/procedure.yaml');
  writeFileSync(file, readFileSync(file, 'utf8') + opening);
  const before = process.cwd();
  process.chdir(home);
  let starting: Promise<Served>;
  try {
    // It is started from where it lies, before anything is waited for.
    starting = serve('rehearse');
  } finally {
    process.chdir(before);
  }
  const served = await starting;
  return {
    origin: served.origin,
    async stop() {
      await served.stop();
      forget(served);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
