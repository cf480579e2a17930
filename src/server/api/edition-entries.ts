import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import type { Header, Stream } from '#domain/record/header.ts';
import { listFact } from '#domain/record/facts.ts';
import { gatheringKinds, mayRecord } from '#domain/after/briefing.ts';
import { active, maySettle, memberOf, rolesAt } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import type { Append, NewJob, ProcedureText } from '#store/store.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { languages } from '#words/words.ts';
import { gapLooks } from '../alerts/gap.ts';
import { hookJobs } from '../channels/hook.ts';
import { settingsAlerts } from '../alerts/settings.ts';
import { rowOf } from '../birth-append.ts';
import { reckoningAfter } from '../due/reckon.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, signedAll, type Files, type Sent } from './batch.ts';
import { hashesOf } from './rosters.ts';
import type { Actor } from './session.ts';
import { storedAt } from './streams.ts';

/** What a member signs about the team's own gatherings: facts alone, no file, no right to settle needed. */
const attested: ReadonlySet<string> = new Set(Object.keys(gatheringKinds));

/**
 * Whether a member may sign this of the event as it stands: that they have read something, by themselves, with a role
 * there; who was at a meeting, by its hosts. Everybody named is on the team list, so that a fact has no room for more.
 */
function attesting({ organisation, member }: Actor, stream: Stream, header: Header): No | null {
  const { edition, procedure } = organisation.editions.find((one) => stream === `edition/${one.edition.id}`) ?? {};
  if (edition === undefined || procedure === undefined) return no('not-found');
  if (listFact(header, 'present').some((id) => memberOf(organisation.roster, id) === undefined))
    return no('wrong-kind');
  if (header.kind === 'attended') return mayRecord(procedure, edition.id, member) ? null : no('not-allowed');
  return rolesAt(member, edition.id).length > 0 ? null : no('not-allowed');
}

/** Settings hold the code of conduct's text; a reason in words is short. */
const most = { settled: 512 * 1024, 'opened-alone': 64 * 1024 } as const;

/** The settings in this file as they are read, if the file is exactly what reading gives: what is signed is what counts. */
function editionIn(bytes: Uint8Array | undefined): Edition | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const edition = parseEdition(JSON.parse(text));
    return 'wrong' in edition || JSON.stringify(edition) !== text ? null : edition;
  } catch {
    return null;
  }
}

/**
 * Whether settings may be put in force here: they are of this stream, their languages exist, and their procedure is
 * installed or was kept, and written for such an event. Gives the text to keep, in the same transaction, of a version that comes into force.
 */
function settling(
  { procedures, now }: ApiParts,
  { stream, file }: Header,
  files: Files,
): { readonly edition: Edition; readonly procedure: Procedure; readonly keep: readonly ProcedureText[] } | No {
  const edition = editionIn(files.get(file));
  if (edition === null || stream !== `edition/${edition.id}`) return no('bad-file');
  if (!edition.languages.every((language) => languages.some((known) => known === language))) return no('bad-request');
  const digest = edition.procedureDigest;
  const procedure = procedures.byDigest(digest);
  if (procedure?.id !== edition.procedure || procedure.version !== edition.procedureVersion) return no('bad-request');
  if (!procedure.gatherings.includes(edition.gathering)) return no('bad-request');
  return { edition, procedure, keep: procedures.keep(digest, now()) };
}

/**
 * What a member with the right writes into `edition/<id>`: whole settings, each change a new file, also for an event
 * that is new; or that the form opens with one steward, in words; or, without that right, what they have read and who came
 * together. Whoever settled meanwhile is told apart by the head.
 */
export async function editionEntries(
  parts: ApiParts,
  actor: Actor,
  { batch, files }: Sent<EntriesBatch>,
): Promise<Received | No> {
  const { organisation, member } = actor;
  const { org } = organisation;
  const [only, ...others] = batch.streams;
  if (only === undefined || others.length > 0 || batch.grants.length > 0) return no('bad-request');
  const receivedAt = parts.now();
  const signed = signedAll(only.entries);
  if ('refused' in signed) return signed;
  const stored = (await parts.store.editions(org)).find(({ stream }) => stream === only.stream)?.entries ?? [];
  const before = verifyStream(only.stream, org, stored);
  if ('refused' in before) throw new Error(`stream-${before.refused}`);
  const times = only.entries.map(({ line }) => storedAt({ rows: stored, ...before }, line));
  if (times.every((at) => at !== null)) return { receivedAt: times[0] ?? receivedAt };
  if (before.head !== only.expect) return no('stale-head');
  const rows = signed.map((entry) => rowOf(entry, receivedAt));
  const read = verifyStream(only.stream, org, [...stored, ...rows]);
  if ('refused' in read) return no(read.refused === 'broken-chain' ? 'stale-head' : 'wrong-kind');
  const may = maySettle(member) && active(member, receivedAt);
  const hashes = hashesOf(organisation);
  const least = Math.max(0, ...before.entries.map(({ header }) => header.rosterVersion));
  const kept: ProcedureText[] = [];
  const jobs: NewJob[] = [];
  const current = organisation.editions.find(({ edition }) => only.stream === `edition/${edition.id}`);
  for (const { header, hash } of signed) {
    const { kind } = header;
    if (attested.has(kind)) {
      if (!fitsKind(header, 'member')) return no('wrong-kind');
      if (header.by !== member.sign || !active(member, receivedAt)) return no('not-allowed');
      if (hashes.get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
        return no('roster-moved');
      const held = attesting(actor, only.stream, header);
      if (held !== null) return held;
      continue;
    }
    if ((kind !== 'settled' && kind !== 'opened-alone') || !fitsKind(header, 'member')) return no('wrong-kind');
    if (header.seq === 0 && kind !== 'settled') return no('not-found');
    if (!may || header.by !== member.sign) return no('not-allowed');
    if (hashes.get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
      return no('roster-moved');
    if (header.size > most[kind]) return no('too-large');
    if (kind !== 'settled') continue;
    const fits = settling(parts, header, files);
    if ('refused' in fits) return fits;
    kept.push(...fits.keep);
    const settled = { hash, by: member, at: receivedAt };
    jobs.push(...settingsAlerts(organisation, current, fits, settled));
    jobs.push(...hookJobs('settings-changed', receivedAt));
    jobs.push(...gapLooks(fits.edition, receivedAt));
    jobs.push(...reckoningAfter(current?.edition, fits.edition, hash, receivedAt));
  }
  const refused = filesRefused(
    signed.map(({ header }) => header),
    [],
    files,
  );
  if (refused !== null) return refused;
  const append: Append = {
    org,
    streams: [{ stream: only.stream, expect: before.head, entries: rows }],
    files: filesOf(files),
    procedures: kept,
    jobs,
  };
  const done = await parts.store.append(append);
  if ('appended' in done) return { receivedAt };
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}
