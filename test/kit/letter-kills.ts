import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openIncident, sightOf, type Sight } from '#rehearsal/opening.ts';
import { fromHex } from '#seal/digest.ts';
import { signerOf } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import { betweenKey } from '#server/mail/keys.ts';
import { openStore } from '#store/open.ts';
import type { Store } from '#store/store.ts';
import { freePort } from './free-port.ts';
import type { ImapServer } from './imap-server.ts';
import { handOver, letterOf } from './mail-client.ts';

export interface LettersKilled {
  readonly kills: number;
  readonly letters: number;
  /** Reports that are there and were not there before the first letter. */
  readonly reports: number;
  /** Letters that lead to no report. */
  readonly lost: number;
  /** Reports that more than one letter leads to, or none. */
  readonly twice: number;
  /** Letters whose report does not open, says anything but their words, or calls them not read in full. */
  readonly unread: number;
  /** Letters that the mailbox still has where they arrived. */
  readonly left: number;
  /** How often a letter was handed over by SMTP without being taken: the server died, or was not there. */
  readonly again: number;
}

const writerOf = (n: number): string => `writer-${n % 50}@home.example`;
const wordsOf = (n: number): string => `This is letter ${n}, told while it was dark.`;
/** Nothing taken for so long, ms: letters are not taken at all. */
const stalled = 120_000;

/** The process that is killed: from its source, or built beforehand. */
const program = process.env['LETTERS_SERVED'] ?? new URL('./letters-served.ts', import.meta.url).pathname;

interface Life {
  readonly child: ChildProcess;
  readonly listens: Promise<void>;
  readonly gone: Promise<unknown>;
}

function begun(environment: Readonly<Record<string, string>>): Life {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = new Promise((done) => child.once('exit', done));
  const listens = new Promise<void>((there, failed) => {
    child.stdout.once('data', () => there());
    child.once('exit', (code, signal) => failed(new Error(`ended with ${code ?? signal}`)));
  });
  // Whoever is killed before it listens is no failure.
  listens.catch(() => undefined);
  return { child, listens, gone };
}

/**
 * Kills the process that takes letters with SIGKILL, again and again and at any moment of its life, while half of them
 * arrive in a mailbox and half are handed over by SMTP by clients that try until they hear 250. Then lets it come to rest,
 * and counts.
 */
export async function killWhileLettersArrive(
  imap: ImapServer,
  kills: number,
  letters: number,
  say?: (line: string) => void,
): Promise<LettersKilled> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-letters-'));
  const port = await freePort();
  const environment = {
    DATA_DIR: folder,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    PORT: '0',
    IMAP_URL: imap.url(),
    SMTP_LISTEN: `127.0.0.1:${port}`,
  };
  const named = (n: number): string => `killed-${n}@home.example`;
  const written = (n: number): string => letterOf({ id: named(n), from: writerOf(n), text: wordsOf(n) });
  const half = Math.floor(letters / 2);
  const tally = { again: 0, done: 0 };
  let life = begun(environment);
  try {
    await life.listens;
    const before = await reportsIn(folder, life, environment, (next) => (life = next));

    const handed = async (from: number): Promise<void> => {
      for (let n = from; n < half; n += 4) {
        const begins = performance.now();
        while ((await handOver(written(n), { port, from: writerOf(n) })).code !== 250) {
          if (performance.now() - begins > stalled) throw new Error('no letter is taken that is handed over');
          tally.again++;
          await sleep(250);
        }
        tally.done++;
      }
    };
    const delivered = async (): Promise<void> => {
      for (let n = half; n < letters; n += 10)
        await imap.deliver(Array.from({ length: Math.min(10, letters - n) }, (_, i) => written(n + i)));
    };
    const arriving = Promise.all([delivered(), ...[0, 1, 2, 3].map(handed)]);
    for (let kill = 0; kill < kills; kill++) {
      // Every fourth dies while it starts, the others when it has just taken some: in the middle of the next.
      if (kill % 4 === 0) await sleep(Math.random() * 1_500);
      else {
        await life.listens;
        const enough = Math.min(half, tally.done + 1 + (kill % 5));
        for (let waited = 0; tally.done < enough && waited < 30_000; waited += 10) await sleep(10);
        await sleep(Math.random() * 200);
      }
      say?.(`${kill} ${tally.done} ${tally.again}`);
      life.child.kill('SIGKILL');
      await life.gone;
      life = begun(environment);
    }
    await arriving;
    let left = (await imap.letters()).length;
    for (let waited = 0; left > 0; waited += 500) {
      if (waited > stalled) throw new Error('no letter is taken that lies in the mailbox');
      await sleep(500);
      const now = (await imap.letters()).length;
      if (now < left) waited = 0;
      left = now;
    }
    life.child.kill('SIGKILL');
    await life.gone;
    return { kills, letters, ...(await countedIn(folder, before, letters, named)), left: 0, again: tally.again };
  } finally {
    life.child.kill('SIGKILL');
    await life.gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reportsIn(
  folder: string,
  life: Life,
  environment: Readonly<Record<string, string>>,
  next: (life: Life) => void,
): Promise<number> {
  life.child.kill('SIGKILL');
  await life.gone;
  const store = await openStore({ dataDir: folder, rehearsal: true });
  try {
    return (await store.counts()).reports;
  } finally {
    await store.close();
    next(begun(environment));
  }
}

/** What a member who receives reports by mail is shown. */
async function sightIn(store: Store): Promise<Sight> {
  const row = await store.organisation();
  const chain = row && verifyRosters(row.rootPublic, row.org, await store.rosterNotes());
  const head = chain === null || 'refused' in chain ? undefined : chain.rosters.at(-1);
  if (row === null || head === undefined) throw new Error('no team');
  return sightOf({ store }, { org: row.org, roster: head.roster, rosterHash: head.hash }, 'rosa');
}

/** Whether a member reads in this report what stood in the letter, and nothing calls it broken. */
async function reads(store: Store, sight: Sight, report: string, words: string): Promise<boolean> {
  const incident = (await store.incidentOf(sight.org, report))?.incident ?? '';
  const body = (await openIncident(sight, 'rosa', incident))?.body;
  const told = Object.values(body?.answers ?? {}).some((answer) => answer.kind === 'text' && answer.text === words);
  return told && body?.letter?.marks.length === 0;
}

async function countedIn(
  folder: string,
  before: number,
  letters: number,
  named: (n: number) => string,
): Promise<Pick<LettersKilled, 'reports' | 'lost' | 'twice' | 'unread'>> {
  const store = await openStore({ dataDir: folder, rehearsal: true });
  try {
    const org = (await store.organisation())?.org ?? '';
    const key = await store.sealingKey(() => {
      throw new Error('no key');
    });
    const signer = signerOf(fromHex(key.seed));
    const ledTo = new Map<string, number>();
    const sight = await sightIn(store);
    let [lost, unread] = [0, 0];
    for (let n = 0; n < letters; n++) {
      const report = (await store.threadOf(org, [betweenKey(signer, named(n), writerOf(n))]))?.report ?? null;
      if (report === null || (await store.stream(org, `report/${report}`)) === null) lost++;
      else {
        ledTo.set(report, (ledTo.get(report) ?? 0) + 1);
        if (!(await reads(store, sight, report, wordsOf(n)))) unread++;
      }
    }
    const reports = (await store.counts()).reports - before;
    const more = [...ledTo.values()].filter((many) => many > 1).length;
    return { reports, lost, twice: more + Math.abs(reports - ledTo.size), unread };
  } finally {
    await store.close();
  }
}
