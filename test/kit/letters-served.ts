import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { opensAt } from '#rehearsal/cast.ts';
import { movableClock } from '#rehearsal/clock.ts';
import { outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import { fromHex, sha256Hex, toHex } from '#seal/digest.ts';
import { signerOf } from '#seal/entry.ts';
import { newRoot } from '#seal/keyring.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { readBuilt } from '#server/assets.ts';
import { bearerCap } from '#server/bearer-cap.ts';
import { lettersIn } from '#server/mail/fetching/letters-in.ts';
import { proceduresAtStart } from '#server/procedures.ts';
import { readingThread, type Reading } from '#server/reading.ts';
import { sealingPool } from '#server/sealing-pool.ts';
import { readSettings } from '#server/settings.ts';
import { openStore } from '#store/open.ts';

/** Procedures are read by the first of these processes, as a built server has them read. */
function readOnce(file: string, reading: Reading): Reading {
  return async (texts) => {
    const kept = `${file}-${sha256Hex(texts.map(({ digest }) => digest).join(''))}`;
    if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Awaited<ReturnType<Reading>>;
    const reads = await reading(texts);
    writeFileSync(`${kept}.new`, JSON.stringify(reads));
    renameSync(`${kept}.new`, kept);
    return reads;
  };
}

/**
 * The rehearsal's event over a real store, with real ways in for letters and nothing else of a server. Run as a program it
 * is the process that is killed in the middle of them; it says `listening` when they are open.
 */
export async function serveLetters(
  environment: Readonly<Record<string, string | undefined>>,
  /** What reads the letters, where it is not the one beside it. */
  reader?: URL,
) {
  const settings = readSettings(environment);
  if ('wrong' in settings) throw new Error(settings.wrong);
  const store = await openStore({
    dataDir: settings.dataDir,
    rehearsal: true,
    ...(settings.databaseUrl !== null && { databaseUrl: settings.databaseUrl }),
  });
  const here = (file: string): URL =>
    // Built, everything lies in one folder.
    import.meta.url.endsWith('.js')
      ? new URL(`./${basename(file, '.ts')}.js`, import.meta.url)
      : new URL(`../../src/server/${file}`, import.meta.url);
  const procedures = await proceduresAtStart('procedures', store, {
    reading: readOnce(join(settings.dataDir, 'procedures.json'), readingThread(here('reading-worker.ts'))),
    say: () => undefined,
    log: () => undefined,
  });
  const key = await store.sealingKey(() => {
    const { seed: bytes, public: name } = newRoot();
    return { public: name, seed: toHex(bytes) };
  });
  const post = outbox();
  const sealer = sealingPool(here('sealing-worker.ts'));
  const parts: ApiParts = {
    store,
    procedures,
    sealer,
    post,
    now: movableClock(opensAt, join(settings.dataDir, 'clock')).now,
    assets: readBuilt('nothing-built').assets,
    signer: signerOf(fromHex(key.seed)),
    bearers: bearerCap(),
    rehearsal: true,
    mail: true,
    cast: [],
    log: (code, where = '') => void process.stderr.write(`${code} ${where}\n`),
  };
  await seed(parts);
  const letters = lettersIn({
    settings,
    parts,
    log: ({ code, where = '' }) => void process.stderr.write(`${code} ${where}\n`),
    worker: reader ?? here('mail/reading/letter-worker.ts'),
    test: async () => null,
  });
  const port = await letters.port();
  return {
    parts,
    post,
    port,
    async stop() {
      await letters.stop();
      await sealer.close();
      await store.close();
    },
  };
}

if (import.meta.main) {
  await serveLetters(process.env);
  process.stdout.write('listening\n');
}
