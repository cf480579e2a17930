import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { noGuide, type Edition } from '#domain/edition/edition.ts';
import type { Right, Roster, RosterMember } from '#domain/team/roster.ts';
import { fromHex, randomHex, utf8 } from '#seal/digest.ts';
import type { Stream } from '#domain/record/header.ts';
import { clearFile, signEntry, signerOf, verifyStream } from '#seal/entry.ts';
import type { Signer } from '#seal/sign.ts';
import { newKeyring, newRoot } from '#seal/keyring.ts';
import { fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { bearerCap } from '#server/bearer-cap.ts';
import { pages } from '#server/pages/routes.ts';
import type { Parts } from '#server/parts.ts';
import { procedureRegistry, readInstalled, type Version } from '#server/procedures.ts';
import { readAll } from '#server/reading-worker.ts';
import type { Reading } from '#server/reading.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { openStore } from '#store/open.ts';
import type { ProcedureText } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';

export const event = 'pyharbor-2027';
export const origin = 'http://care.example';

export const reading: Reading = (texts) => Promise.resolve(readAll(texts));
const { installed, bad } = await readInstalled('procedures', reading);

/** Every procedure beside the program; one that does not read fails the test that asks for it. */
export const procedureIds: readonly string[] = [
  ...installed.map(({ procedure }) => procedure.id),
  ...bad.map(({ id }) => id),
];

export function versionOf(id: string): Version {
  const found = installed.find(({ procedure }) => procedure.id === id);
  if (found === undefined) throw new Error(bad.find((one) => one.id === id)?.lines.join('\n') ?? `no ${id}`);
  return found;
}

export const pyconUs = (): Procedure => versionOf('pycon-us').procedure;

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
  /** A member's own entry at the end of a stream, or the first of a new one, signed as the desk signs it; what the desk checks before is not. */
  readonly enter: (member: string, stream: Stream, kind: string, file?: Uint8Array) => Promise<void>;
  /** Settles the event anew, as its first member. */
  readonly settle: (edition: Edition) => Promise<void>;
  /** The next list of the team, signed by the root and the first member, an hour later. */
  readonly restaff: (change: (members: readonly RosterMember[]) => readonly RosterMember[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Seat = readonly [id: string, name: string, roles: readonly string[], rights?: readonly Right[]];

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
    large: true,
    rooms: [
      {
        id: 'quiet',
        kind: 'quiet',
        name: 'Room 23',
        from: '2027-05-14',
        to: '2027-05-18',
        way: 'Second floor',
        at: null,
      },
    ],
    plan: null,
    guide: noGuide,
    rota: [],
    alertWords: '',
    programme: [],
    contacts: [],
    codeOfConduct: [],
    procedure: procedure.id,
    procedureVersion: procedure.version,
    procedureDigest: procedure.digest,
  };
}

/** The text of the version that an event begins with, as set-up keeps it. */
function kept({ procedureDigest: digest }: Edition, keptAt: number): readonly ProcedureText[] {
  const found = installed.find(({ procedure }) => procedure.digest === digest);
  return found === undefined ? [] : [{ digest, id: found.procedure.id, text: found.text, keptAt }];
}

async function founded(
  store: Store,
  sealingKey: string,
  edition: Edition,
  at: number,
  members: readonly Seat[],
): Promise<{
  readonly signers: ReadonlyMap<string, Signer>;
  readonly rosterHash: string;
  readonly root: Signer;
  readonly roster: Roster;
  readonly note: string;
}> {
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
  const settings = clearFile(utf8(JSON.stringify(edition)));
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
      procedures: kept(edition, at),
    },
  });
  const signers = new Map(people.map(({ member, keyring }) => [member.id, signerOf(fromHex(keyring.signSeed))]));
  return { signers, rosterHash: hashNote(note), root: signerOf(root.seed), roster, note };
}

/** PyHarbor behind the real router, on a real SQLite store in a folder of its own. */
export async function world(
  over: Partial<Parts> = {},
  members: readonly Seat[] = seats,
  settings: Partial<Edition> = {},
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pages-'));
  const store = await openStore({ dataDir, rehearsal: true });
  const { procedure } = versionOf(settings.procedure ?? 'pycon-us');
  const clock = { now: Date.UTC(2027, 4, 15, 4, 25) };
  const key = await store.sealingKey(() => {
    const seed = randomHex(32);
    return { public: signerOf(fromHex(seed)).public, seed };
  });
  const { signers, rosterHash, root, roster, note } = await founded(
    store,
    key.public,
    { ...pyHarbor(procedure), ...settings },
    clock.now - 86_400_000,
    members,
  );
  const logged: string[] = [];
  const parts: Parts = {
    store,
    now: () => clock.now,
    assets: { css: (sheet) => `/assets/${sheet ?? 'pages'}.css`, script: (name) => `/assets/${name}.js` },
    procedures: procedureRegistry(installed, reading),
    sealer: sealerHere(),
    signer: signerOf(fromHex(key.seed)),
    bearers: bearerCap({ sleep: async () => {} }),
    rehearsal: true,
    log: (code, where) => logged.push(where === undefined ? code : `${code} ${where}`),
    ...over,
  };
  const app = pages(parts);
  const org = (await store.organisation())?.org ?? '';
  const enter: World['enter'] = async (member, stream, kind, file) => {
    const record = await store.stream(org, stream);
    const read = record === null ? { next: 0, head: '' } : verifyStream(stream, org, record.entries);
    const signer = signers.get(member);
    if ('refused' in read || signer === undefined) throw new Error(`no ${stream} or ${member}`);
    const head = { org, stream, seq: read.next, prev: read.head, id: randomHex(16), kind } as const;
    const rest = { compartment: '', epoch: 0, rosterVersion: 1, rosterHash, at: clock.now, facts: [] } as const;
    const sealed = file === undefined ? null : clearFile(file);
    const { line, hsig, hash, header } = signEntry({ ...head, ...rest }, sealed, signer);
    const entry = { line, hsig, hash, receivedAt: clock.now, seq: header.seq, id: header.id };
    const streams = [{ stream, expect: read.head, entries: [entry] }];
    const done = await store.append({ org, streams, ...(sealed && { files: [sealed] }) });
    if ('refused' in done) throw new Error(JSON.stringify(done));
  };
  const fetched = async (path: string, init: RequestInit): Promise<Response> =>
    app.fetch(new Request(origin + path, init));
  return {
    org,
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
    enter,
    restaff: async (change) => {
      const previous = hashNote(note);
      const time = clock.now + 3_600_000;
      const next: Roster = { ...roster, version: 2, previous, time, members: change(roster.members) };
      const [first] = members;
      const founder = signers.get(first?.[0] ?? '');
      if (first === undefined || founder === undefined) throw new Error('nobody');
      const signed = signNote(next, [
        { name: 'root', signer: root },
        { name: first[0], signer: founder },
      ]);
      if (!(await store.appendRoster({ version: 2, note: signed, recipients: [] }))) throw new Error('not accepted');
    },
    settle: (edition) =>
      enter(members[0]?.[0] ?? '', `edition/${edition.id}`, 'settled', utf8(JSON.stringify(edition))),
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Somebody for every role of a procedure, so that each of its lists has a name. */
export function everyRole({ roles }: Procedure): readonly Seat[] {
  return roles.map((role, i): Seat => [role.id, `Member ${i + 1}`, [role.id], i < 2 ? ['steward', 'edition'] : []]);
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
