import { idOf, kindOf, textFact, type Stream } from '#domain/record/header.ts';
import type { IncidentRow } from '#store/store.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import type { ApiParts } from './answers.ts';
import type { Actor } from './session.ts';
import { chainIn, chainOf, type Chain } from './streams.ts';

/** The one incident a batch is about, with the records of it that its author may act on. */
export interface Acting {
  readonly row: IncidentRow;
  readonly chains: ReadonlyMap<Stream, Chain>;
}

/**
 * Which incident a stream belongs to, `''` for none. Says nothing to anybody: the gate answers. What does not exist is
 * looked up like what does, so that the time it takes tells nothing either.
 */
async function incidentIdOf({ store }: ApiParts, org: string, stream: Stream): Promise<string> {
  const id = idOf(stream);
  switch (kindOf(stream)) {
    case 'incident':
      return id;
    case 'report':
      return (await store.incidentOf(org, id))?.incident ?? '';
    case 'mailbox': {
      const report = (await store.mailboxById(org, id))?.report ?? '';
      return (await store.incidentOf(org, report))?.incident ?? '';
    }
    case 'edition':
    case 'member':
    case 'audit':
      return '';
  }
}

/** One word about oneself and nothing else: all that somebody may say who was shown names only. */
function isOwnAnswer({ streams, grants }: EntriesBatch, member: string): boolean {
  const [only, ...others] = streams.flatMap(({ entries }) => entries);
  const header = only === undefined ? null : parseLine(only.line);
  return (
    streams.length === 1 &&
    others.length === 0 &&
    grants.length === 0 &&
    header?.kind === 'conflict-answered' &&
    textFact(header, 'member') === member
  );
}

/**
 * [Note: Asked before shown] Who is asked about names sees nothing through the gate. They have this one way in, for as
 * long as they are asked: their own answer.
 */
async function askedIn(
  { store }: ApiParts,
  { organisation: { org }, member }: Actor,
  incident: string,
): Promise<Acting | null> {
  const asked = (await store.askedFor(org, member.id)).some((row) => row.incident === incident);
  const found = asked ? await store.incidentById(org, incident) : null;
  if (found === null) return null;
  const stream: Stream = `incident/${incident}`;
  const chain = await chainIn(store, org, stream);
  return chain && { row: found.row, chains: new Map([[stream, chain]]) };
}

/** Null for what this member may not see, or what is not there. */
export async function actingIn(parts: ApiParts, actor: Actor, batch: EntriesBatch): Promise<Acting | null> {
  const { org } = actor.organisation;
  const ids = new Set<string>();
  for (const { stream } of batch.streams) ids.add(await incidentIdOf(parts, org, stream));
  const id = ids.size === 1 ? ([...ids][0] ?? '') : '';
  const record = await parts.store.recordFor(org, actor.member.id, id);
  const shown = [record?.incident, record?.report, record?.mailbox].filter((one) => one && one.entries.length > 0);
  if (record !== null && batch.streams.every(({ stream }) => shown.some((one) => one?.stream === stream))) {
    const chains = shown.flatMap((one) => (one ? [[one.stream, chainOf(org, one.stream, one.entries)] as const] : []));
    return { row: record.row, chains: new Map(chains) };
  }
  return record === null && isOwnAnswer(batch, actor.member.id) ? askedIn(parts, actor, id) : null;
}
