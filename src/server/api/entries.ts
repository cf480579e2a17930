import { Hono } from 'hono';
import { kindOf, textFact, type Header, type Stream, type Verified } from '#domain/record/header.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Append, StreamAppend } from '#store/record-store.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { parseEntries } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { alertsFor, rowOf } from '../birth-append.ts';
import { following } from '../due/owed.ts';
import { heldBeside, wholeOf, type Whole } from '../due/whole.ts';
import { actingIn } from './acting.ts';
import { locked, no, refuse, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, readBatch, type Sent } from './batch.ts';
import { grantsRefused } from './birth.ts';
import { editionEntries } from './edition-entries.ts';
import { areStrangers, circleRefused } from './circle.ts';
import { takenOut, tellsKeptOut } from './extracting.ts';
import { judgedIn, type Judging } from './judged-in.ts';
import { manifestsIn, verifiedBatch, type ManifestIn } from './judging.ts';
import { actorOf, type Actor } from './session.ts';
import { storedAt, type Chain } from './streams.ts';

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
 * One alert for everybody whom the batch gives a key of what was told or what the team writes, and who saw nothing of it
 * until now: let in, appointed, or following somebody who steps aside.
 */
async function welcomed(
  { store }: ApiParts,
  { organisation: { org }, member }: Actor,
  incident: string,
  manifests: readonly ManifestIn[],
  away: ReadonlySet<string>,
  at: number,
): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  const seen = new Set([...away, member.id]);
  for (const { id, manifest } of manifests) {
    if (manifest.compartment !== 'account' && manifest.compartment !== 'internal') continue;
    for (const holder of manifest.holders) {
      if (seen.has(holder.member)) continue;
      seen.add(holder.member);
      const sees = await store.headsFor(org, holder.member, incident);
      if (sees === null) jobs.push(...alertsFor(incident, [holder.member], at, id));
    }
  }
  return jobs;
}

/**
 * A member's act: loaded through the gate, judged by its headers (see "Note: Admitting"), stored all or nothing.
 * What the member cannot see is answered exactly like what does not exist.
 */
export async function appended(
  parts: ApiParts,
  actor: Actor,
  sent: Sent<EntriesBatch>,
  beside: Beside = nothingBeside,
): Promise<Received | No> {
  if (sent.batch.streams.some(({ stream }) => kindOf(stream) === 'edition')) return editionEntries(parts, actor, sent);
  for (let tries = 1; ; tries++) {
    const done = await judgedAndStored(parts, actor, sent, beside);
    // A stream beside the batch moved: its author saw nothing stale, and we look again.
    if (done !== 'beside' || tries === triesBeside) return done === 'beside' ? no('stale-head') : done;
  }
}

/** An incident is moved to an event that there is, and that takes reports. */
function movedNowhere({ editions }: Actor['organisation'], headers: readonly Header[]): No | null {
  const to = headers.filter(({ kind }) => kind === 'moved').map((header) => textFact(header, 'to'));
  const known = (id: string): boolean => editions.some(({ edition, open }) => edition.id === id && open);
  return to.every(known) ? null : no('bad-request');
}

const triesBeside = 5;

/** What was judged elsewhere and is stored in the same moment: a notice, with the entry that says it was given. */
export type Beside = Required<Pick<Append, 'streams' | 'files' | 'notices' | 'jobs'>>;
const nothingBeside: Beside = { streams: [], files: [], notices: [], jobs: [] };

async function judgedAndStored(
  parts: ApiParts,
  actor: Actor,
  { batch, files }: Sent<EntriesBatch>,
  beside: Beside,
): Promise<Received | No | 'beside'> {
  const { organisation } = actor;
  const { org } = organisation;
  const acting = await actingIn(parts, actor, batch);
  if (acting === null) return no('not-found');
  const chains = new Map(acting.flatMap((one) => [...one.chains]));
  const wholes: Whole[] = [];
  for (const { row } of acting) {
    const whole = await wholeOf(parts, organisation, row.incident, chains);
    if (!whole?.edition) return no('not-found');
    wholes.push(whole);
  }
  if (areStrangers(wholes, batch)) return no('not-found');
  const was = repeated(batch, chains);
  if (was !== null) return { receivedAt: was };
  const receivedAt = parts.now();
  const added = verifiedBatch(org, batch, chains, receivedAt);
  if ('refused' in added) return added;
  const judging = acting.map((one, i): Judging => {
    const whole = wholes[i];
    if (whole === undefined) throw new Error('an incident without its records');
    return { acting: one, whole, added: added.filter(({ stream }) => one.chains.has(stream)) };
  });
  const all: readonly Verified[] = added.flatMap((part) => part.added);
  const headers = all.map(({ header }) => header);
  const manifests = manifestsIn(added);
  let refused: No | null = null;
  for (const one of judging) refused ??= judgedIn(actor, one, receivedAt);
  refused ??=
    circleRefused(judging, actor.member, receivedAt) ??
    grantsRefused(manifests, batch.grants) ??
    filesRefused(headers, batch.grants, files);
  refused ??= movedNowhere(organisation, headers);
  if (refused !== null) return refused;
  const taken = await takenOut(parts, actor, judging, receivedAt);
  if ('refused' in taken) return taken;
  if (await tellsKeptOut(parts, actor, judging, receivedAt)) return no('not-allowed');
  const written = added.map(({ stream, signed }): StreamAppend => {
    const expect = chains.get(stream)?.head ?? '';
    return { stream, expect, entries: signed.map((entry) => rowOf(entry, receivedAt)) };
  });
  const streams = written.map(({ stream }) => stream);
  const [whole, ...others] = wholes;
  if (whole === undefined) return no('not-found');
  const follows = following(whole, all, receivedAt, others);
  const jobs = [...follows.jobs];
  for (const one of judging) {
    const { incident } = one.whole.row;
    const away = new Set(follows.away.find((row) => row.incident === incident)?.members ?? []);
    jobs.push(...(await welcomed(parts, actor, incident, manifestsIn(one.added), away, receivedAt)));
  }
  const append: Append = {
    org,
    streams: [...written, ...heldBeside([...wholes, ...taken], streams), ...beside.streams],
    files: [...filesOf(files), ...beside.files],
    notices: beside.notices,
    grants: batch.grants,
    access: manifests.map(({ stream, manifest }) => {
      const { compartment, epoch, holders } = manifest;
      return { stream, compartment, epoch, members: holders.map((h) => h.member) };
    }),
    ...follows,
    jobs: [...jobs, ...beside.jobs],
  };
  const done = await parts.store.append(append);
  if ('appended' in done) return { receivedAt };
  if (done.refused === 'stale' && done.stream !== undefined && !streams.includes(done.stream)) return 'beside';
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}

export const entries = (parts: ApiParts): Hono =>
  new Hono().post(staffPaths.api.entries, async (c) => {
    const actor = await actorOf(c, parts);
    if (actor === null) return locked(c);
    const sent = await readBatch(c, parseEntries);
    if ('refused' in sent) return refuse(c, parts, sent.refused);
    const answer = await appended(parts, actor, sent);
    return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
  });
