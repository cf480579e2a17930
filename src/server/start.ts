import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { fromHex, randomHex, toHex } from '#seal/digest.ts';
import { newRoot } from '#seal/keyring.ts';
import { signerOf } from '#seal/entry.ts';
import { openStore } from '#store/open.ts';
import type { Store } from '#store/store.ts';
import type { Door } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { alert } from './alerts/alert.ts';
import { bellsOf } from './alerts/bells.ts';
import { call } from './alerts/call.ts';
import type { AlertParts } from './alerts/message.ts';
import { unanswered } from './alerts/unanswered.ts';
import { gap } from './alerts/gap.ts';
import { attendeesOver } from './api/attendees.ts';
import { settings as settingsAlert } from './alerts/settings.ts';

import type { ApiParts } from './api/answers.ts';
import { setupHash } from './api/setup.ts';
import { readBuilt } from './assets.ts';
import { bearerCap } from './bearer-cap.ts';
import { channelJobs } from './channels/jobs.ts';
import { channelsOf, watchedWays } from './channels/set-up.ts';
import { testCameBack } from './channels/self-test.ts';
import { jobLoop } from './due/jobs.ts';
import { currentEditions, type Organisation } from './editions.ts';
import { logger, type Logger } from './log.ts';
import { lettersIn } from './mail/fetching/letters-in.ts';
import { smtpPost, type Post } from './post/post.ts';
import { reckon } from './due/reckon.ts';
import { remind } from './due/remind.ts';
import { ring } from './due/ring.ts';
import { proceduresAtStart, type Procedures } from './procedures.ts';
import { builtFirst, readingThread } from './reading.ts';
import { sealingPool } from './sealing-pool.ts';
import { createServer } from './server.ts';
import { filesLost } from './texts/files-owed.ts';
import { forgetSilent } from './texts/kept.ts';
import type { Settings } from './settings.ts';
import { textsOut } from './texts/texts-out.ts';

export interface Starting {
  readonly now?: () => number;
  /** What a rehearsal brings: its cast, its way out for mail, its own pages, and a first filling of an empty store. */
  readonly rehearsal?: Rehearsal;
  /** Lines for whoever started the server. */
  readonly say?: (line: string) => void;
  readonly log?: Logger;
  /** Where the procedures lie, if not beside the program. */
  readonly procedures?: string;
  /** ms between two looks at the ways out, if not a minute. */
  readonly lookEvery?: number;
}

export interface Rehearsal {
  readonly cast: Door['cast'];
  readonly post: Post;
  /** `poke`: the clock moved, or something was queued; look at the jobs now. */
  readonly pages: (parts: ApiParts, poke: () => void) => Hono;
  /** Before anything listens. */
  readonly seed: (parts: ApiParts) => Promise<void>;
}

export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

// Both as src/server/start.ts and as dist/server/*.js, the project lies two folders up.
const here = fileURLToPath(import.meta.url);
const root = join(dirname(here), '../..');
const letterWorker = extname(here) === '.js' ? './letter-worker.js' : './mail/reading/letter-worker.ts';
const worker = (name: 'sealing' | 'reading'): string => `./${name}-worker${extname(here)}`;
/** After this in-flight requests are cut, so that SIGTERM ends within two seconds. */
const graceMs = 1_000;

async function firstRun(store: Store, origin: string, say: (line: string) => void): Promise<void> {
  // A new link at each start: the secret is nowhere but on this screen.
  const secret = randomHex(16);
  await store.setSetupLink(setupHash(secret));
  say(`Not set up yet. Open this link once, in the browser of whoever will run it:`);
  say(`  ${origin}${paths.setup}#${secret}`);
  say('To try it out with an invented event instead: npm run rehearse');
}

/** A line for each version that an event or an incident goes by and that this program cannot read any more. */
async function unreadable(
  store: Store,
  procedures: Procedures,
  { org, editions }: Organisation,
): Promise<readonly string[]> {
  const used = new Set(
    editions.map(({ edition }) => edition.procedureDigest).concat(await store.incidentVersions(org)),
  );
  const texts = await store.procedureTexts(org);
  return texts
    .filter(({ digest }) => used.has(digest) && procedures.byDigest(digest) === undefined)
    .map(
      ({ id, digest }) =>
        `A version of procedures/${id} that is in use (${digest.slice(0, 12)}) cannot be read any more: ` +
        'an event under it is closed until it is settled anew, and nothing is reckoned for incidents under it.',
    );
}

/** Builds the parts, fills or greets, listens. Rejects when the store or the port cannot be had. */
export async function start(settings: Settings, starting: Starting = {}): Promise<Running> {
  const { now = Date.now, rehearsal, say = console.log } = starting;
  const log = starting.log ?? logger((line) => process.stderr.write(line));
  const opened = await openStore({
    dataDir: settings.dataDir,
    rehearsal: rehearsal !== undefined,
    ...(settings.databaseUrl !== null && { databaseUrl: settings.databaseUrl }),
  });
  const queued = { poke: (): void => undefined };
  const store: Store = {
    ...opened,
    async append(batch) {
      const done = await opened.append(batch);
      if ('appended' in done && (batch.jobs?.length ?? 0) > 0) queued.poke();
      return done;
    },
    async queueJobs(...given) {
      await opened.queueJobs(...given);
      queued.poke();
    },
    async addCall(...given) {
      const done = await opened.addCall(...given);
      if (done === 'added') queued.poke();
      return done;
    },
  };
  const sealer = sealingPool(new URL(/* @vite-ignore */ worker('sealing'), import.meta.url));
  const closeAll = async (): Promise<void> => {
    await sealer.close();
    await opened.close();
  };
  try {
    const thread = readingThread(new URL(/* @vite-ignore */ worker('reading'), import.meta.url));
    // Beside the source nothing was built, or something older.
    const reading = extname(here) === '.js' ? builtFirst(join(dirname(here), 'procedures.json'), thread) : thread;
    const procedures = await proceduresAtStart(starting.procedures ?? join(root, 'procedures'), store, {
      reading,
      say,
      log: (code) => log({ code }),
    });
    const key = await store.sealingKey(() => {
      const { seed, public: name } = newRoot();
      return { public: name, seed: toHex(seed) };
    });
    const { smtpUrl } = settings;
    const post = rehearsal?.post ?? (smtpUrl === null ? null : await smtpPost({ ...settings, smtpUrl }));
    const texts = textsOut(settings);
    const bells = bellsOf(settings, texts, rehearsal !== undefined);
    const built = readBuilt(join(root, 'dist'));
    const teamWays = { ...settings, mailbox: settings.imap, listens: settings.smtpIn !== null };
    const signer = signerOf(fromHex(key.seed));
    const watched = await watchedWays(teamWays, { store, now, procedures, signer }, log);
    const parts: ApiParts = {
      store,
      now,
      procedures,
      sealer,
      assets: built.assets,
      signer,
      bearers: bearerCap(),
      ...(settings.baseUrl !== null && { baseUrl: settings.baseUrl }),
      rehearsal: rehearsal !== undefined,
      channels: channelsOf(teamWays),
      selfTests: watched.testing !== null,
      mail: post !== null,
      bells,
      ...(post !== null && { post }),
      ...(settings.mailReply !== null && { mailReply: settings.mailReply }),
      ...(texts !== null && { texts }),
      cast: rehearsal?.cast ?? [],
      log: (code, where) => log({ code, ...(where !== undefined && { where }) }),
    };
    await rehearsal?.seed(parts);
    const app = createServer(
      parts,
      built,
      rehearsal?.pages(parts, () => queued.poke()),
    );
    const server = createAdaptorServer({ fetch: app.fetch });
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(settings.port, settings.host, listening);
    });
    const { port } = server.address() as AddressInfo;
    const shown = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    const url = `http://${['0.0.0.0', '::'].includes(settings.host) ? 'localhost' : shown}:${port}`;
    const origin = settings.baseUrl ?? url;
    const alerting: AlertParts = { store, now, procedures, post, bells, origin, log };
    const jobs = jobLoop(
      { store, now, log },
      {
        alert: alert(alerting),
        settings: settingsAlert(alerting),
        remind: remind(parts),
        ring: ring(parts),
        gap: gap(alerting),
        reckon: reckon(parts),
        attendees: attendeesOver(parts),
        ...channelJobs(alerting, watched.testing, settings.hook),
        call: call(alerting),
        line: unanswered(alerting),
        files: filesLost(parts),
      },
    );
    queued.poke = () => jobs.poke();
    jobs.poke();
    const letters = lettersIn({
      settings,
      parts,
      log,
      worker: new URL(/* @vite-ignore */ letterWorker, import.meta.url),
      test: testCameBack(parts),
    });
    const silent = (): void => void forgetSilent(parts).catch(() => log({ code: 'numbers-not-forgotten' }));
    const hourly = setInterval(silent, 3_600_000).unref();
    silent();

    watched.watch(starting.lookEvery);

    say(`Recourse is listening on ${url}`);
    const organisation = await currentEditions(store, procedures, now());
    if (organisation === null) await firstRun(store, origin, say);
    else {
      for (const line of await unreadable(store, procedures, organisation)) say(line);
      for (const { edition } of organisation.editions) say(`Reports: ${origin}${paths.start(edition.id)}`);
      say(`Desk: ${origin}${paths.desk}`);
      if (!organisation.roster.sealingKeys.includes(parts.signer.public))
        say('The team list does not name the key of this server: reports sent without scripts cannot be taken.');
    }
    if (texts !== null)
      say(
        `Text messages: ${origin}${staffPaths.texts(texts.name)}, calls: ${origin}${staffPaths.textsCall(texts.name)}`,
      );
    if (post === null) say('SMTP_URL is not set: no alert leaves by mail. Members add other ways on the desk.');

    return {
      url,
      async stop() {
        clearInterval(hourly);
        const ended = new Promise<void>((done) => {
          server.close(() => done());
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        const cut = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, graceMs);
        await ended;
        clearTimeout(cut);
        // A mail server that does not answer must not hold us up: its job comes again after the lease.
        await Promise.race([
          Promise.all([jobs.stop(), watched.stop(), letters.stop()]),
          new Promise((done) => setTimeout(done, 300).unref()),
        ]);
        post?.close();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
