import { Hono } from 'hono';
import { admits, after, headOf, sceneOf, wholeBatch, type Scene } from '#domain/promises/admits.ts';
import { idOf, kindOf, type Stream, type Verified } from '#domain/record/header.ts';
import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import { sha256Hex } from '#seal/digest.ts';
import { verifyStream, type Signed } from '#seal/entry.ts';
import type { Append, IncidentRecord, StreamAppend } from '#store/store.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { parseEntries } from '#wire/parse.ts';
import { paths } from '#wire/paths.ts';
import { rowOf } from '../birth-append.ts';
import { following, heldBeside, wholeOf } from '../due/owed.ts';
import { locked, no, refuse, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, readBatch, signedAll, type Sent } from './batch.ts';
import { grantsRefused } from './birth.ts';
import { editionEntries } from './edition-entries.ts';
import { heldGround, isUnruled } from './holding.ts';
import { hashesOf, introducersIn } from './rosters.ts';
import { actorOf, type Actor } from './session.ts';
import { storedAt, type Chain } from './streams.ts';

/** Which incident a stream belongs to; null for none. Says nothing to anybody: the gate answers. */
async function incidentIdOf({ store }: ApiParts, org: string, stream: Stream): Promise<string | null> {
  const id = idOf(stream);
  switch (kindOf(stream)) {
    case 'incident':
      return id;
    case 'report':
      return (await store.incidentOf(org, id))?.incident ?? null;
    case 'mailbox': {
      const report = (await store.mailboxById(org, id))?.report;
      return report === undefined ? null : ((await store.incidentOf(org, report))?.incident ?? null);
    }
    case 'edition':
    case 'member':
    case 'audit':
      return null;
  }
}

/** The one incident a batch is about, as this member may see it. */
async function recordOf(
  parts: ApiParts,
  { organisation, member }: Actor,
  batch: EntriesBatch,
): Promise<IncidentRecord | null> {
  const ids = new Set<string | null>();
  for (const { stream } of batch.streams) ids.add(await incidentIdOf(parts, organisation.org, stream));
  const [id] = ids;
  if (ids.size !== 1 || id === undefined || id === null) return null;
  const record = await parts.store.recordFor(organisation.org, member.id, id);
  const seen = [record?.incident, record?.report, record?.mailbox].filter((r) => r && r.entries.length > 0);
  return batch.streams.every(({ stream }) => seen.some((r) => r?.stream === stream)) ? record : null;
}

interface Part {
  readonly stream: Stream;
  readonly signed: readonly Signed[];
  readonly added: readonly Verified[];
}

/** Streams are judged report first: a turned account comes before what rests on it. */
const order = ['report', 'incident', 'mailbox'];

/** The new entries behind what is stored, each signed and in its place. */
function verifiedBatch(
  org: string,
  batch: EntriesBatch,
  chains: ReadonlyMap<Stream, Chain>,
  now: number,
): readonly Part[] | No {
  const parts: Part[] = [];
  for (const { stream, expect, entries } of batch.streams) {
    const chain = chains.get(stream);
    if (chain === undefined) return no('not-found');
    if (chain.head !== expect) return no('stale-head');
    const signed = signedAll(entries);
    if ('refused' in signed) return signed;
    if (signed.some(({ header }) => header.seq < 0)) return no('wrong-kind');
    const rows = [...chain.rows, ...signed.map(({ line, hsig }) => ({ line, hsig, receivedAt: now }))];
    const read = verifyStream(stream, org, rows);
    if ('refused' in read) return no(read.refused === 'broken-chain' ? 'stale-head' : 'wrong-kind');
    parts.push({ stream, signed, added: read.entries.slice(chain.entries.length) });
  }
  return parts.toSorted((a, b) => order.indexOf(kindOf(a.stream)) - order.indexOf(kindOf(b.stream)));
}

/** A file is sealed to what stands: the epoch's recipient, or the reporter's own key. */
function toRightKey(scene: Scene, mailboxTo: string, { header }: Verified): boolean {
  if (header.file === '') return true;
  if (header.compartment === 'mailbox') return header.to === mailboxTo;
  const { holding } = kindOf(header.stream) === 'report' ? scene.report : scene.incident;
  const recipient = holding.newest.get(header.compartment)?.manifest.recipient;
  return recipient !== undefined && sha256Hex(recipient) === header.to;
}

function judged(scene: Scene, parts: readonly Part[], member: Actor['member'], mailboxTo: string): No | null {
  let standing = scene;
  for (const entry of parts.flatMap(({ added }) => added)) {
    const refused = admits(standing, entry, member);
    if (refused !== null) return no(refused);
    standing = after(standing, entry);
    if (!toRightKey(standing, mailboxTo, entry)) return no('bad-file');
  }
  return null;
}

function manifestsIn(parts: readonly Part[]): readonly { readonly stream: Stream; readonly manifest: Manifest }[] {
  return parts.flatMap(({ stream, added }) =>
    added.flatMap(({ header }) => {
      const manifest = manifestOf(header);
      return manifest === null ? [] : [{ stream, manifest }];
    }),
  );
}

/** All of the batch is there already, line for line: answered as the first time. */
function repeated(batch: EntriesBatch, chains: ReadonlyMap<Stream, Chain>): number | null {
  let latest = 0;
  for (const { stream, entries } of batch.streams) {
    for (const { line } of entries) {
      const chain = chains.get(stream);
      const at = chain === undefined ? null : storedAt(chain, line);
      if (at === null) return null;
      latest = Math.max(latest, at);
    }
  }
  return latest;
}

/**
 * A member's act: loaded through the gate, judged by its headers (see "Note: Admitting"), stored all or nothing.
 * What the member cannot see is answered exactly like what does not exist.
 */
export async function appended(parts: ApiParts, actor: Actor, sent: Sent<EntriesBatch>): Promise<Received | No> {
  if (sent.batch.streams.some(({ stream }) => kindOf(stream) === 'edition')) return editionEntries(parts, actor, sent);
  for (let tries = 1; ; tries++) {
    const done = await judgedAndStored(parts, actor, sent);
    // A stream beside the batch moved: its author saw nothing stale, and we look again.
    if (done !== 'beside' || tries === triesBeside) return done === 'beside' ? no('stale-head') : done;
  }
}

const triesBeside = 5;

async function judgedAndStored(
  parts: ApiParts,
  actor: Actor,
  { batch, files }: Sent<EntriesBatch>,
): Promise<Received | No | 'beside'> {
  const { organisation } = actor;
  const { org, roster } = organisation;
  const record = await recordOf(parts, actor, batch);
  if (record === null) return no('not-found');
  const { row } = record;
  const chains = new Map<Stream, Chain>();
  for (const r of [record.incident, record.report, record.mailbox]) {
    if (r === null) continue;
    const read = verifyStream(r.stream, org, r.entries);
    if ('refused' in read) throw new Error(`stream-${read.refused}`);
    chains.set(r.stream, { rows: r.entries, ...read });
  }
  const known = new Map([...chains].filter(([, chain]) => chain.rows.length > 0));
  const whole = await wholeOf(parts, organisation, row.incident, known);
  if (!whole?.edition) return no('not-found');
  const { edition, ground } = whole;
  const { procedure, member } = ground ? { ...ground, member: actor.member } : heldGround(edition, actor.member);
  const was = repeated(batch, chains);
  if (was !== null) return { receivedAt: was };
  const receivedAt = parts.now();
  const added = verifiedBatch(org, batch, chains, receivedAt);
  if ('refused' in added) return added;
  const entriesOf = (stream: Stream): readonly Verified[] => chains.get(stream)?.entries ?? [];
  const report: Stream = `report/${row.report}`;
  const mailbox: Stream = record.mailbox?.stream ?? 'mailbox/none';
  const told = whole.chains.get(report)?.entries ?? [];
  const beside = [...whole.chains].flatMap(([stream, chain]) =>
    kindOf(stream) === 'report' && stream !== report ? chain.entries : [],
  );
  const standing = sceneOf(
    {
      org,
      procedure,
      edition,
      roster,
      rosterHashes: hashesOf(organisation),
      introducers: introducersIn(organisation),
      now: receivedAt,
    },
    { report: [...told, ...beside], incident: entriesOf(record.incident.stream), mailbox: entriesOf(mailbox) },
    { report: row.report, incident: row.incident, mailbox: idOf(mailbox) },
  );
  const scene: Scene = { ...standing, heads: new Map([...standing.heads, [report, headOf(told)]]) };
  const headers = added.flatMap((part) => part.added.map(({ header }) => header));
  const manifests = manifestsIn(added);
  if (ground === null && !headers.every(({ kind }) => isUnruled(kind))) return no('not-allowed');
  const refused =
    judged(scene, added, member, entriesOf(mailbox)[0]?.header.to ?? '') ??
    (wholeBatch(headers) ? null : no('wrong-kind')) ??
    grantsRefused(manifests, batch.grants) ??
    filesRefused(headers, batch.grants, files);
  if (refused !== null) return refused;
  const written = added.map(({ stream, signed }): StreamAppend => {
    const expect = chains.get(stream)?.head ?? '';
    return { stream, expect, entries: signed.map((entry) => rowOf(entry, receivedAt)) };
  });
  const streams = written.map(({ stream }) => stream);
  const append: Append = {
    org,
    streams: [...written, ...heldBeside(whole, streams)],
    files: filesOf(files),
    grants: batch.grants,
    access: manifests.map(({ stream, manifest }) => {
      const { compartment, epoch, holders } = manifest;
      return { stream, compartment, epoch, members: holders.map((h) => h.member) };
    }),
    ...following(
      whole,
      added.flatMap((part) => part.added),
      receivedAt,
    ),
  };
  const done = await parts.store.append(append);
  if ('appended' in done) return { receivedAt };
  if (done.refused === 'stale' && done.stream !== undefined && !streams.includes(done.stream)) return 'beside';
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}

export const entries = (parts: ApiParts): Hono =>
  new Hono().post(paths.api.entries, async (c) => {
    const actor = await actorOf(c, parts);
    if (actor === null) return locked(c);
    const sent = await readBatch(c, parseEntries);
    if ('refused' in sent) return refuse(c, parts, sent.refused);
    const answer = await appended(parts, actor, sent);
    return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
  });
