import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { memberOf } from '#domain/team/roster.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, verifyStream } from '#seal/entry.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { appended } from '#server/api/entries.ts';
import { currentEditions } from '#server/editions.ts';
import { parseEdition } from '#wire/edition.ts';
import { event } from './cast.ts';
import { keysOf } from './keys.ts';

/** Who signs it, as at the desk. */
const signedBy = 'rosa';

function under(edition: Edition, { id, version, digest, gatherings }: Procedure): Edition {
  const gathering = gatherings.includes(edition.gathering) ? edition.gathering : gatherings[0];
  const named = { procedure: id, procedureVersion: version, procedureDigest: digest };
  return { ...edition, ...named, gathering: gathering ?? edition.gathering };
}

/**
 * PyHarbor under another of the installed procedures: new settings, signed as Rosa and handed to the server's own door.
 * What was reported before keeps the version it was made under. False when nothing was switched.
 */
export async function switchTo(parts: ApiParts, procedureId: string): Promise<boolean> {
  const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
  const current = organisation?.editions.find(({ edition }) => edition.id === event);
  const procedure = parts.procedures.installed.get(procedureId)?.procedure;
  const member = organisation && memberOf(organisation.roster, signedBy);
  if (!organisation || !current || !procedure || !member) return false;
  if (current.edition.procedureDigest === procedure.digest) return false;
  const edition = parseEdition(under(current.edition, procedure));
  const stream = `edition/${event}` as const;
  const read = verifyStream(stream, organisation.org, current.entries);
  if ('wrong' in edition || 'refused' in read) throw new Error('the settings do not hold');
  const file = clearFile(utf8(JSON.stringify(edition)));
  const { line, hsig } = signEntry(
    {
      org: organisation.org,
      stream,
      seq: read.next,
      prev: read.head,
      id: randomHex(16),
      kind: 'settled',
      compartment: '',
      epoch: 0,
      rosterVersion: organisation.roster.version,
      rosterHash: organisation.rosterHash,
      at: parts.now(),
      facts: [],
    },
    file,
    (await keysOf(signedBy)).signer,
  );
  const done = await appended(
    parts,
    { organisation, member },
    {
      batch: { streams: [{ stream, expect: read.head, entries: [{ line, hsig }] }], grants: [] },
      files: new Map([[file.hash, file.bytes]]),
    },
  );
  return !('refused' in done);
}
