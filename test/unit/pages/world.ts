import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcedure } from '#domain/procedure/read.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Right, Roster } from '#domain/team/roster.ts';
import { fromHex, randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, signerOf } from '#seal/entry.ts';
import { newKeyring, newRoot } from '#seal/keyring.ts';
import { fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { bearerCap } from '#server/bearer-cap.ts';
import { pages } from '#server/pages/routes.ts';
import type { Parts } from '#server/parts.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { openStore } from '#store/open.ts';
import type { Store } from '#store/store.ts';

export const event = 'pyharbor-2027';
export const origin = 'http://care.example';

export function pyconUs(): Procedure {
  const text = readFileSync('procedures/pycon-us/procedure.yaml', 'utf8');
  const read = readProcedure(text, createHash('sha256').update(text).digest('hex'));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read;
}

export interface World {
  readonly org: string;
  readonly parts: Parts;
  readonly store: Store;
  readonly clock: { now: number };
  readonly logged: string[];
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly post: (
    path: string,
    fields: readonly (readonly [string, string])[] | FormData,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
}

type Seat = readonly [id: string, name: string, roles: readonly string[], rights?: readonly Right[]];

/** As much of the PyHarbor cast as a reporter can meet. */
export const seats: readonly Seat[] = [
  ['rosa', 'Rosa Okafor', ['lead'], ['steward', 'edition']],
  ['tomasz', 'Tomasz Brandt', ['lead']],
  ['amina', 'Amina Haidari', ['lead']],
  ['kenji', 'Kenji Morita', ['alias-reader', 'event-staff']],
  ['helen', 'Helen Adeyemi', ['chair'], ['steward', 'edition']],
  ['yewande', 'Yewande Cole', ['stand-in-pool']],
  ['gwen', 'Gwen Abara', ['appeal-body']],
  ['sam', 'Sam Keller', ['administrator']],
];

export function pyHarbor(procedure: Procedure): Edition {
  return {
    id: event,
    organisation: 'PyHarbor',
    name: 'PyHarbor US 2027',
    neutralTitle: 'Care',
    from: '2027-05-14',
    to: '2027-05-18',
    zone: 'America/New_York',
    place: 'Rivergate Convention Center',
    gathering: 'in-person',
    languages: ['en', 'es'],
    exit: 'https://www.weather.gov/',
    emergency: [
      { label: 'Emergency', number: '911' },
      { label: 'Crisis line', number: '988' },
    ],
    teamPhone: '+1 202 555 0142',
    meetingPoint: 'Staff room, Room 11',
    procedure: procedure.id,
    procedureVersion: procedure.version,
    procedureDigest: procedure.digest,
  };
}

async function found(
  store: Store,
  sealingKey: string,
  procedure: Procedure,
  at: number,
  members: readonly Seat[],
): Promise<void> {
  const root = newRoot();
  const org = fingerprintOf(root.public);
  const people = members.map(([id, name, roles, rights = []]) => {
    const { keyring, recipient, ageHash, sign } = newKeyring(id, root.public);
    const held = roles.map((role) => [event, role] as const);
    const until = at + 300 * 86_400_000;
    return { keyring, recipient, member: { id, name, ageHash, sign, roles: held, rights, until, suspended: false } };
  });
  const roster: Roster = {
    version: 1,
    previous: '',
    time: at,
    salt: randomHex(16),
    sealingKeys: [sealingKey],
    members: people.map((p) => p.member),
  };
  const note = signNote(roster, [{ name: 'root', signer: signerOf(root.seed) }]);
  const settings = clearFile(utf8(JSON.stringify(pyHarbor(procedure))));
  const draft = { org, stream: `edition/${event}`, seq: 0, prev: '', id: randomHex(16), kind: 'settled' } as const;
  const signed = { compartment: '', epoch: 0, rosterVersion: 1, rosterHash: hashNote(note), at, facts: [] } as const;
  const founder = people[0];
  if (founder === undefined) throw new Error('nobody');
  const { line, hsig, hash, header } = signEntry(
    { ...draft, ...signed },
    settings,
    signerOf(fromHex(founder.keyring.signSeed)),
  );
  await store.found({
    organisation: { org, rootPublic: root.public, rehearsal: true, createdAt: at },
    rosterNote: note,
    rosterVersion: 1,
    recipients: people.map((p) => ({ hash: p.member.ageHash, text: p.recipient })),
    unlock: [],
    alertAddresses: [],
    append: {
      org,
      streams: [
        { stream: header.stream, expect: '', entries: [{ line, hsig, hash, receivedAt: at, seq: 0, id: header.id }] },
      ],
      files: [settings],
    },
  });
}

/** PyHarbor behind the real router, on a real SQLite store in a folder of its own. */
export async function world(over: Partial<Parts> = {}, members: readonly Seat[] = seats): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pages-'));
  const store = await openStore({ dataDir, rehearsal: true });
  const procedure = pyconUs();
  const clock = { now: Date.UTC(2027, 4, 15, 4, 25) };
  const key = await store.sealingKey(() => {
    const seed = randomHex(32);
    return { public: signerOf(fromHex(seed)).public, seed };
  });
  await found(store, key.public, procedure, clock.now - 86_400_000, members);
  const logged: string[] = [];
  const parts: Parts = {
    store,
    now: () => clock.now,
    assets: { css: () => '/assets/pages.css', script: (name) => `/assets/${name}.js` },
    procedures: new Map([[procedure.id, procedure]]),
    sealer: sealerHere(),
    signer: signerOf(fromHex(key.seed)),
    bearers: bearerCap({ sleep: async () => {} }),
    rehearsal: true,
    log: (code, where) => logged.push(where === undefined ? code : `${code} ${where}`),
    ...over,
  };
  const app = pages(parts);
  const fetched = async (path: string, init: RequestInit): Promise<Response> =>
    app.fetch(new Request(origin + path, init));
  return {
    org: (await store.organisation())?.org ?? '',
    parts,
    store,
    clock,
    logged,
    get: (path, headers = {}) => fetched(path, { headers: { 'accept-language': 'en', ...headers } }),
    post: (path, fields, headers = {}) =>
      fetched(path, {
        method: 'POST',
        headers: { origin, host: 'care.example', 'accept-language': 'en', ...headers },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields.map(([n, v]) => [n, v])),
      }),
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The value of a hidden field of a page. */
export function hidden(html: string, name: string): string {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
}

/** What a page says, without its markup and templates. */
export function said(html: string): string {
  return html
    .replaceAll(/<template[\s\S]*?<\/template>/gu, '')
    .replaceAll('<wbr/>', '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The eight words a page shows. */
export function wordsOn(html: string): readonly string[] {
  const list = /<ol class="words"[^>]*>([\s\S]*?)<\/ol>/u.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<li>([^<]+)<\/li>/gu)].map((m) => m[1] ?? '');
}
