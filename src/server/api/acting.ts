import { idOf, kindOf, textFact, type Stream } from '#domain/record/header.ts';
import type { IncidentRecord } from '#store/gate-store.ts';
import type { IncidentRow } from '#store/record-store.ts';
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
      return (await store.incidentById(org, id))?.row.incident ?? '';
    case 'report':
      return (await store.incidentOf(org, id))?.incident ?? '';
    case 'mailbox': {
      const report = (await store.mailboxById(org, id))?.report ?? '';
      return (await store.incidentOf(org, report))?.incident ?? '';
    }
    case 'edition':
    case 'member':
    case 'audit':
    case 'notice':
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

/** One decision of an appeal and nothing else: all that somebody may say who was given the packet alone. */
function isOnlyDecided({ streams, grants }: EntriesBatch): boolean {
  const [only, ...others] = streams.flatMap(({ entries }) => entries);
  const header = only === undefined ? null : parseLine(only.line);
  const bare = header?.kind === 'appeal-decided' && header.compartment === '';
  return bare && others.length === 0 && grants.length === 0;
}

/** [Note: Told the little they need] Whoever the packet of an appeal is sealed to may decide it and sees nothing more. */
async function reviewedIn(
  { store }: ApiParts,
  { organisation: { org }, member }: Actor,
  incident: string,
): Promise<Acting | null> {
  const packets = await store.noticesOf(org, member.id, incident, 'appeal');
  const found = packets.length === 0 ? null : await store.incidentById(org, incident);
  if (found === null) return null;
  const stream: Stream = `incident/${incident}`;
  const chain = await chainIn(store, org, stream);
  return chain && { row: found.row, chains: new Map([[stream, chain]]) };
}

/** The streams of a batch that are of one incident this member sees; null where one of them is not there for them. */
function actingOn(org: string, record: IncidentRecord, batch: readonly Stream[]): Acting | null {
  const shown = [record.incident, record.report, record.mailbox].filter((one) => one && one.entries.length > 0);
  if (!batch.every((stream) => shown.some((one) => one?.stream === stream))) return null;
  const chains = shown.flatMap((one) => (one ? [[one.stream, chainOf(org, one.stream, one.entries)] as const] : []));
  return { row: record.row, chains: new Map(chains) };
}

/** Null for what this member may not see, or what is not there. Usually one; more where they are handled together. */
export async function actingIn(parts: ApiParts, actor: Actor, batch: EntriesBatch): Promise<readonly Acting[] | null> {
  const { org } = actor.organisation;
  const streamsOf = new Map<string, Stream[]>();
  for (const { stream } of batch.streams) {
    const id = await incidentIdOf(parts, org, stream);
    streamsOf.set(id, [...(streamsOf.get(id) ?? []), stream]);
  }
  const ids = [...streamsOf.keys()];
  const acting: Acting[] = [];
  let seen = 0;
  // Ends at the first that is not there for them: so much is asked whether it exists or not.
  for (const id of ids.slice(0, mostTogether)) {
    const record = await parts.store.recordFor(org, actor.member.id, id);
    if (record === null) break;
    seen += 1;
    const one = actingOn(org, record, streamsOf.get(id) ?? []);
    if (one !== null) acting.push(one);
  }
  if (acting.length === ids.length) return acting.length === 0 ? null : acting;
  const [id = ''] = ids;
  if (seen > 0 || ids.length > 1) return null;
  const one = isOwnAnswer(batch, actor.member.id)
    ? await askedIn(parts, actor, id)
    : isOnlyDecided(batch)
      ? await reviewedIn(parts, actor, id)
      : null;
  return one && [one];
}

/** How many incidents one batch may be about. */
const mostTogether = 50;
