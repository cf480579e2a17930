import type { Stream } from '#domain/record/header.ts';
import { memberOf } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import type { CurrentEdition, Organisation } from './editions.ts';
import type { Parts } from './parts.ts';

export const whereOf = (organisation: Organisation, { edition, procedure }: CurrentEdition) => ({
  org: organisation.org,
  roster: organisation.roster,
  rosterVersion: organisation.roster.version,
  rosterHash: organisation.rosterHash,
  edition,
  procedure,
});

export const namesOf = (organisation: Organisation, members: readonly string[]): readonly string[] =>
  members.map((id) => memberOf(organisation.roster, id)?.name ?? id);

export async function verifiedStream(parts: Parts, org: string, stream: Stream) {
  const record = await parts.store.stream(org, stream);
  if (record === null) return null;
  const read = verifyStream(stream, org, record.entries);
  if ('refused' in read) throw new Error(`stream ${read.refused}`);
  return read;
}
