import { fitsKind } from '#domain/promises/admits.ts';
import { active } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { rowOf } from '../birth-append.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, signedAll, type Sent } from './batch.ts';
import { hashesOf } from './rosters.ts';
import type { Actor } from './session.ts';
import { storedAt } from './streams.ts';

const mostText = 64 * 1024;

/** What a member with the right writes into `edition/<id>`: so far that the form opens with one steward, in words. */
export async function editionEntries(
  parts: ApiParts,
  { organisation, member }: Actor,
  { batch, files }: Sent<EntriesBatch>,
): Promise<Received | No> {
  const { org } = organisation;
  const [only, ...others] = batch.streams;
  if (only === undefined || others.length > 0 || batch.grants.length > 0) return no('bad-request');
  const current = organisation.editions.find(({ edition }) => only.stream === `edition/${edition.id}`);
  if (current === undefined) return no('not-found');
  const receivedAt = parts.now();
  const signed = signedAll(only.entries);
  if ('refused' in signed) return signed;
  const before = verifyStream(only.stream, org, current.entries);
  if ('refused' in before) throw new Error(`stream-${before.refused}`);
  const times = only.entries.map(({ line }) => storedAt({ rows: current.entries, ...before }, line));
  if (times.every((at) => at !== null)) return { receivedAt: times[0] ?? receivedAt };
  if (before.head !== only.expect) return no('stale-head');
  const rows = signed.map((entry) => rowOf(entry, receivedAt));
  const read = verifyStream(only.stream, org, [...current.entries, ...rows]);
  if ('refused' in read) return no(read.refused === 'broken-chain' ? 'stale-head' : 'wrong-kind');
  const may = member.rights.some((right) => right === 'edition' || right === 'steward') && active(member, receivedAt);
  const hashes = hashesOf(organisation);
  const least = Math.max(0, ...before.entries.map(({ header }) => header.rosterVersion));
  for (const { header } of signed) {
    if (header.kind !== 'opened-alone' || !fitsKind(header, 'member')) return no('wrong-kind');
    if (!may || header.by !== member.sign) return no('not-allowed');
    if (hashes.get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
      return no('roster-moved');
    if (header.size > mostText) return no('too-large');
  }
  const refused = filesRefused(
    signed.map(({ header }) => header),
    [],
    files,
  );
  if (refused !== null) return refused;
  const done = await parts.store.append({
    org,
    streams: [{ stream: only.stream, expect: before.head, entries: rows }],
    files: filesOf(files),
  });
  if ('appended' in done) return { receivedAt };
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}
