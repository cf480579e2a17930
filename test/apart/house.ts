import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import { cast, event, foundedAt } from '#rehearsal/cast.ts';
import { pyharbor } from '#rehearsal/event.ts';
import { entropyOf, keysOf, rehearsalRoot, salt, type Held } from '#rehearsal/keys.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, signerOf } from '#seal/entry.ts';
import { lockKeyring } from '#seal/keyring.ts';
import { fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { bearerHash, memberSecrets } from '#seal/words.ts';
import { alert } from '#server/alerts/alert.ts';
import { call } from '#server/alerts/call.ts';
import { unanswered } from '#server/alerts/unanswered.ts';
import { gap } from '#server/alerts/gap.ts';
import { attendeesOver } from '#server/api/attendees.ts';
import { settings as settingsAlert } from '#server/alerts/settings.ts';
import type { Bells } from '#server/alerts/bells.ts';
import { pushKey } from '#server/alerts/vapid.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { readBuilt } from '#server/assets.ts';
import { bearerCap } from '#server/bearer-cap.ts';
import { rowOf } from '#server/birth-append.ts';
import { channelJobs } from '#server/channels/jobs.ts';
import { jobLoop } from '#server/due/jobs.ts';
import { reckon } from '#server/due/reckon.ts';
import { remind } from '#server/due/remind.ts';
import { ring } from '#server/due/ring.ts';
import { pages } from '#server/pages/routes.ts';
import { filesLost } from '#server/texts/files-owed.ts';
import { generic } from '#server/texts/generic.ts';
import type { Mail, Post } from '#server/post/post.ts';
import type { Arrived } from '#server/mail/letter.ts';
import { readLetter } from '#server/mail/reading/read.ts';
import { receiving } from '#server/mail/receive.ts';
import { procedureRegistry } from '#server/procedures.ts';
import { readAll } from '#server/reading-worker.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { createServer } from '#server/server.ts';
import type { PushKeyRow } from '#store/channel-store.ts';
import type { UnlockRow } from '#store/member-store.ts';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { storeInMemory, type InMemory } from './memory.ts';

/** Where the server of every world stands: no port is opened, requests are handed to it. */
export const origin = 'https://desk.pyharbor.example';

/** Who is in the team of a world, and what they are. */
export interface TeamOf {
  readonly procedure: string;
  /** The event began under a version that came with an earlier program: kept in the store, and installed no more. */
  readonly aged?: boolean;
  readonly members: readonly (Pick<RosterMember, 'id' | 'rights'> & { readonly roles: readonly string[] })[];
}

const files = {
  'pycon-us': 'procedures/pycon-us',
  'pycon-us-2018': 'procedures/pycon-us-2018',
  'boston-python': 'procedures/boston-python',
  pyladiescon: 'procedures/pyladiescon',
  'two-steps': 'test/fixtures/two-steps',
} as const;

/** The procedures that worlds are made of, read once. */
export const versions: readonly { readonly procedure: Procedure; readonly text: string }[] = Object.values(files).map(
  (folder) => {
    const text = readFileSync(join(folder, 'procedure.yaml'), 'utf8');
    const [read] = readAll([{ text, digest: sha256Hex(text) }]);
    if (read === undefined || 'problems' in read) throw new Error(`${folder} cannot be read`);
    return { procedure: read.procedure, text };
  },
);

/** The same procedure as it came with an earlier program: another version, word for word the same else. */
const agedText = (text: string): string => text.replace(/^version: .*$/mu, "version: 'before'");

const reads = new Map<string, ReturnType<typeof readAll>[number]>();
/** Each text is read once in a process. */
const reading = async (texts: Parameters<typeof readAll>[0]): Promise<ReturnType<typeof readAll>> =>
  texts.map((text) => {
    const known = reads.get(text.digest) ?? readAll([text])[0] ?? { problems: [] };
    reads.set(text.digest, known);
    return known;
  });

async function inForce({ procedure, aged = false }: TeamOf): Promise<(typeof versions)[number]> {
  const installed = versions.find((version) => version.procedure.id === procedure);
  if (installed === undefined) throw new Error(`no procedure ${procedure}`);
  if (!aged) return installed;
  const text = agedText(installed.text);
  const [read] = await reading([{ text, digest: sha256Hex(text), kept: true }]);
  if (read === undefined || 'problems' in read) throw new Error(`${procedure} cannot be read`);
  return { procedure: read.procedure, text };
}

export const procedureOf = (id: string): Procedure => {
  const version = versions.find(({ procedure }) => procedure.id === id);
  if (version === undefined) throw new Error(`no procedure ${id}`);
  return version.procedure;
};

const day = 24 * 3_600_000;
const sealingKey = { public: '', seed: sha256Hex('the sealing key of every world') };

const locks = new Map<string, Promise<UnlockRow>>();
const heldBy = new Map<string, Held>();

async function lockOf(member: string, held: Held): Promise<UnlockRow> {
  const { handle, auth, passphrase } = await memberSecrets(entropyOf(member), salt);
  return { handle, bearer: bearerHash(auth), member, file: await lockKeyring(held.keyring, passphrase) };
}

/** Keys and locks of the cast are the same in all worlds; made before the first one, on the real platform. */
export async function castReady(): Promise<void> {
  for (const { id } of cast) {
    const held = heldBy.get(id) ?? (await keysOf(id));
    heldBy.set(id, held);
    const lock = locks.get(id) ?? lockOf(id, held);
    locks.set(id, lock);
    await lock;
  }
}

export function keysHeldBy(member: string): Held {
  const held = heldBy.get(member);
  if (held === undefined) throw new Error(`nobody is called ${member}`);
  return held;
}

export const sessionOf = (member: string): string => sha256Hex(`session of ${member}`);
/** The secret of their calendar's address. */
export const feedOf = (member: string): string => sha256Hex(`calendar of ${member}`).slice(0, 32);

/** What left, and when, ms. */
export interface Left extends Mail {
  readonly at: number;
}

/** One server with its store, and what left it. */
export interface House extends InMemory {
  readonly org: string;
  readonly parts: ApiParts;
  readonly app: Hono;
  /** Every route there is, as `METHOD path`. */
  readonly routes: readonly string[];
  readonly handed: (request: Request) => Promise<Response>;
  /** What was logged since the last look. */
  readonly logged: () => readonly string[];
  /** Mails that left since the last look. */
  readonly mailed: () => readonly Left[];
  /** Every append that was stored since the last look. */
  readonly appended: () => readonly Append[];
  /** A letter that was fetched. */
  readonly lettered: (raw: Uint8Array) => Promise<Arrived>;
  /** When the next job is due, ms; null: none is. */
  readonly dueNext: () => number | null;
  /** Runs every job whose time has come. */
  readonly work: () => Promise<void>;
}

/** What pushes are signed with is the same in all worlds. */
let pushes: PushKeyRow | null = null;

/** Where a report may be moved to: an event of the same team, but for two who do not work there. */
export const next = 'pyharbor-2028';
const later = { id: next, name: 'PyHarbor 2028', from: '2028-05-12', to: '2028-05-16' } as const;
const atNext: ReadonlySet<string> = new Set(['rosa', 'amina', 'tomasz', 'kenji']);

async function found(store: Store, team: TeamOf, key: string): Promise<string> {
  const root = rehearsalRoot.public;
  const org = fingerprintOf(root);
  const { procedure, text } = await inForce(team);
  const roster: Roster = {
    version: 1,
    previous: '',
    time: foundedAt,
    salt,
    sealingKeys: [key],
    members: team.members.map(({ id, rights, roles }) => ({
      id,
      name: cast.find((player) => player.id === id)?.name ?? id,
      ageHash: keysHeldBy(id).ageHash,
      sign: keysHeldBy(id).sign,
      roles: [event, ...(atNext.has(id) ? [next] : [])].flatMap((at) => roles.map((role) => [at, role] as const)),
      rights,
      until: foundedAt + 390 * day,
      suspended: false,
    })),
  };
  const rosterNote = signNote(roster, [{ name: 'root', signer: rehearsalRoot }]);
  const here = pyharbor(procedure);
  const settings = [here, { ...here, ...later, rooms: [], rota: [], programme: [] }].map((edition) => {
    const file = clearFile(utf8(JSON.stringify(edition)));
    const stream = `edition/${edition.id}` as const;
    const id = sha256Hex(edition.id).slice(0, 32);
    const place = { org, stream, seq: 0, prev: '', id, kind: 'settled', compartment: '', epoch: 0 } as const;
    const settled = signEntry(
      { ...place, rosterVersion: 1, rosterHash: hashNote(rosterNote), at: foundedAt, facts: [] },
      file,
      keysHeldBy(team.members[0]?.id ?? '').signer,
    );
    return { file, part: { stream, expect: '', entries: [rowOf(settled, foundedAt)] } };
  });
  await store.found({
    organisation: { org, rootPublic: root, rehearsal: false, createdAt: foundedAt },
    rosterNote,
    rosterVersion: 1,
    recipients: team.members.map(({ id }) => ({ hash: keysHeldBy(id).ageHash, text: keysHeldBy(id).recipient })),
    unlock: await Promise.all(team.members.map(async ({ id }) => (await locks.get(id)) as UnlockRow)),
    alertAddresses: team.members.map(({ id }) => ({ member: id, address: `${id}@pyharbor.example` })),
    append: {
      org,
      streams: settings.map(({ part }) => part),
      files: settings.map(({ file }) => file),
      procedures: [{ digest: procedure.digest, id: procedure.id, text, keptAt: foundedAt }],
    },
  });
  for (const { id } of team.members)
    await store.addSession(org, { hash: sha256Hex(sessionOf(id)), member: id, until: foundedAt + 390 * day });
  for (const { id } of team.members) await store.setFeed(org, id, sha256Hex(feedOf(id)), foundedAt);
  pushes = pushes === null ? await pushKey(store) : await store.keepPushKey(pushes);
  for (const { id } of team.members) {
    const target = { shape: 'generic', url: `${hooks}/${id}`, token: sha256Hex(id), to: '', as: '' };
    const row = { member: id, kind: 'webhook', target: JSON.stringify(target), addedAt: foundedAt } as const;
    await store.putAlertRoute(org, { ...row, id: sha256Hex(`hook of ${id}`).slice(0, 32), place: 1 }, 8);
  }
  return org;
}

/** Everybody has one besides mail; what it carries is kept with the mails. */
const hooks = 'https://hooks.pyharbor.example';

function bellsTo(mails: Left[], now: () => number): Bells {
  return {
    push: async () => ({ status: 404, after: null }),
    async webhook({ url, body }) {
      const to = `${url.slice(hooks.length + 1)}@pyharbor.example`;
      mails.push({ messageId: '', to, subject: 'hook', text: body, at: now() });
      return { status: 200, after: null };
    },
    mayPush: () => false,
    mayHook: () => true,
    texts: null,
    contact: origin,
    clock: now,
  };
}

/** A server over a store in memory, founded with this team. `now`: the clock of its platform. */
export async function houseOf(team: TeamOf, now: () => number, over: (store: Store) => Store): Promise<House> {
  const memory = storeInMemory();
  const appends: Append[] = [];
  const signer = signerOf(Buffer.from(sealingKey.seed, 'hex'));
  const org = await found(memory.store, team, signer.public);
  const store = over({
    ...memory.store,
    async append(batch) {
      const done = await memory.store.append(batch);
      if ('appended' in done) appends.push(batch);
      return done;
    },
  });
  const lines: string[] = [];
  const mails: Left[] = [];
  const post: Post = {
    from: 'recourse@example.org',
    host: 'example.org',
    send: async (mail) => void mails.push({ ...mail, at: now() }),
    async deliver({ messageId, to, subject, text }) {
      mails.push({ messageId, to, subject, text, at: now() });
      return { state: 'sent', code: '' };
    },
    close: () => undefined,
  };
  const bells = bellsTo(mails, now);
  const log = (code: string, where = ''): void => void lines.push(`${code} ${where}`);
  let waited = 0;
  const parts: ApiParts = {
    store,
    now,
    procedures: procedureRegistry(versions, reading),
    sealer: sealerHere(),
    assets: readBuilt('nothing-built').assets,
    signer,
    // Nobody waits here; that a wrong bearer has to, others test.
    bearers: bearerCap({ clock: () => (waited += day), sleep: async () => undefined }),
    baseUrl: origin,
    rehearsal: false,
    channels: ['mail-in', 'mail-out'],
    selfTests: true,
    mail: true,
    bells,
    post,
    // Nobody of the team has its secret.
    texts: generic({ kind: 'generic', secret: 'of the provider alone', from: '+15550100', api: '', files: [] }),
    cast: [],
    log,
  };
  const app = createServer(parts, readBuilt('nothing-built'));
  const routes = [...app.routes, ...pages(parts).routes].map(({ method, path }) => `${method} ${path}`);
  // Its first question, whether it is set up, is asked once, by whoever comes first.
  await app.fetch(new Request(origin));
  let claimed = 0;
  const counted: Store = {
    ...store,
    async claimJobs(...given) {
      const jobs = await store.claimJobs(...given);
      claimed += jobs.length;
      return jobs;
    },
  };
  const alerting = {
    store,
    now,
    procedures: parts.procedures,
    post,
    bells,
    origin,
    log: ({ code }: { code: string }) => log(code),
  };
  const take = receiving(parts, { read: readLetter });
  const taken = <T>(from: T[]): readonly T[] => from.splice(0);
  return {
    ...memory,
    org,
    parts,
    app,
    routes: [...new Set(routes)],
    handed: async (request) => app.fetch(request),
    logged: () => taken(lines),
    mailed: () => taken(mails),
    appended: () => taken(appends),
    lettered: (raw) => take(raw, { by: 'imap', to: [], from: null }),
    dueNext: () => {
      const row = memory.database.prepare('select min(due) as due from job where done = 0').get();
      return typeof row?.['due'] === 'number' ? row['due'] : null;
    },
    async work() {
      do {
        claimed = 0;
        const loop = jobLoop(
          { store: counted, now, log: ({ code }) => log(code) },
          {
            alert: alert(alerting),
            settings: settingsAlert(alerting),
            remind: remind(parts),
            ring: ring(parts),
            gap: gap(alerting),
            attendees: attendeesOver(parts),
            files: filesLost(parts),
            reckon: reckon(parts),
            ...channelJobs(alerting, null, null),
            call: call(alerting),
            line: unanswered(alerting),
          },
          day,
        );
        loop.poke();
        await loop.stop();
      } while (claimed > 0);
    },
  };
}
