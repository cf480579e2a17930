import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore, type Place } from '#store/open.ts';
import type { Store } from '#store/store.ts';
import { birth, chain, headOf, only, org } from '#kit/store.ts';

/**
 * A process that reports in a loop is killed with SIGKILL, again and again, at whatever it was doing. What it had
 * acknowledged must be there when the store is opened again. Run as a program this file is that process.
 */

const edition = 'edition/kills';
const written = 4;

/** What one line of the writer says: this is in the store. */
type Acknowledged =
  | { readonly report: string; readonly incident: string; readonly told: string }
  | { readonly seq: number; readonly hash: string };

export interface Kills {
  readonly acknowledged: number;
  /** What was acknowledged and is not there; anything but 0 is the end of the engine. */
  readonly lost: number;
  /** Reports of which only a part is there. */
  readonly torn: number;
}

export async function killWhileWriting(place: Place, rounds: number): Promise<Kills> {
  const said: Acknowledged[] = [];
  for (let round = 0; round < rounds; round++) said.push(...(await killAfter(place, 1 + (round % 17))));
  const store = await openStore({ ...place, rehearsal: false });
  try {
    return { acknowledged: said.length, lost: await countLost(store, said), torn: await countTorn(store) };
  } finally {
    await store.close();
  }
}

async function killAfter(place: Place, lines: number): Promise<readonly Acknowledged[]> {
  const env = { ...process.env, DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '' };
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const said: Acknowledged[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(JSON.parse(line) as Acknowledged);
    if (said.length === lines) child.kill('SIGKILL');
  }
  if ((await gone) !== 'SIGKILL') throw new Error('the writer ended by itself');
  return said;
}

async function countLost(store: Store, said: readonly Acknowledged[]): Promise<number> {
  const line = (await store.stream(org, edition))?.entries ?? [];
  let lost = 0;
  for (const one of said) {
    if ('seq' in one) {
      if (sha256(line[one.seq]?.line ?? '') !== one.hash) lost++;
      continue;
    }
    const seen = await store.recordFor(org, 'robin', one.incident);
    const file = await store.fileFor(org, 'robin', one.incident, one.told);
    if (seen?.report.entries.length !== 2 || file === null || sha256(file) !== one.told) lost++;
  }
  return lost;
}

/** Each report came with a known number of everything; the edition's entries with nothing. */
async function countTorn(store: Store): Promise<number> {
  const { reports, entries, files } = await store.counts();
  const alone = (await store.stream(org, edition))?.entries.length ?? 0;
  const wrong = [entries - alone - 5 * reports, files - 4 * reports, (await store.pendingJobs()) - reports];
  return wrong.filter((difference) => difference !== 0).length;
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function write(place: Place): Promise<never> {
  const store = await openStore({ ...place, rehearsal: false });
  const say = (one: Acknowledged): void => {
    process.stdout.write(`${JSON.stringify(one)}\n`);
  };
  const reports = async (): Promise<never> => {
    for (;;) {
      const born = birth();
      const answer = await store.append(born.append);
      if (!('appended' in answer)) throw new Error('a report was refused');
      say({ report: born.report, incident: born.incident, told: born.told });
    }
  };
  const lines = async (): Promise<never> => {
    const before = (await store.stream(org, edition))?.entries ?? [];
    const last = before.at(-1);
    let head: { readonly seq: number; readonly hash: string } | undefined = last && {
      seq: before.length - 1,
      hash: sha256(last.line),
    };
    for (;;) {
      const part = chain(edition, 1, head);
      const answer = await store.append(only(part));
      if (!('appended' in answer)) throw new Error('an entry was refused');
      head = headOf(part);
      say({ seq: head.seq, hash: head.hash });
    }
  };
  return Promise.race([lines(), ...Array.from({ length: written }, reports)]);
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL'] ?? '';
  await write({ dataDir: process.env['DATA_DIR'] ?? '', ...(url !== '' && { databaseUrl: url }) });
}
