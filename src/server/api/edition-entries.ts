import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import type { Header, Stream } from '#domain/record/header.ts';
import { listFact } from '#domain/record/facts.ts';
import { gatheringKinds, mayRecord } from '#domain/after/briefing.ts';
import { active, maySettle, memberOf, rolesAt } from '#domain/team/roster.ts';
import { verifyStream, type Signed } from '#seal/entry.ts';
import type { AttendeeChange } from '#store/attendee-store.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Append, ProcedureText } from '#store/record-store.ts';
import type { EntriesBatch, Received } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { languages } from '#words/words.ts';
import { gapLooks } from '../alerts/gap.ts';
import { hookJobs } from '../channels/hook.ts';
import { settingsAlerts } from '../alerts/settings.ts';
import { rowOf } from '../birth-append.ts';
import { reckoningAfter } from '../due/reckon.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { attendeesShortened, attendeesTaken } from './attendees.ts';
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

/** Settings hold the code of conduct's text; a reason in words is short. Lists are measured by `attendees.ts`. */
const most = {
  settled: 512 * 1024,
  'opened-alone': 64 * 1024,
  'attendees-listed': Infinity,
  'attendees-deleted': 0,
} as const;
const isSettling = (kind: string): kind is keyof typeof most => Object.hasOwn(most, kind);

/** What one entry brings with it into the same transaction. */
interface Brought {
  readonly keep?: readonly ProcedureText[];
  readonly attendees?: AttendeeChange;
  readonly jobs: readonly NewJob[];
}

/** What follows from an entry of somebody who may settle the event. */
function brought(
  parts: ApiParts,
  { organisation, member }: Actor,
  { header, hash }: Pick<Signed, 'header' | 'hash'>,
  files: Files,
  at: number,
): Brought | No {
  if (header.kind === 'opened-alone') return { jobs: [] };
  if (header.kind !== 'settled') {
    const taken = attendeesTaken({ organisation }, header, files, at);
    return 'refused' in taken ? taken : { attendees: taken.change, jobs: taken.jobs };
  }
  const fits = settling(parts, header, files);
  if ('refused' in fits) return fits;
  const current = organisation.editions.find(({ edition }) => header.stream === `edition/${edition.id}`);
  const shortened = current && attendeesShortened(fits.edition, hash);
  const jobs = [
    ...(shortened?.jobs ?? []),
    ...settingsAlerts(organisation, current, fits, { hash, by: member, at }),
    ...hookJobs('settings-changed', at),
    ...gapLooks(fits.edition, at),
    ...reckoningAfter(current?.edition, fits.edition, hash, at),
  ];
  return { keep: fits.keep, ...(shortened && { attendees: shortened.change }), jobs };
}

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
  const besides: Brought[] = [];
  for (const one of signed) {
    const { header } = one;
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
    if (!isSettling(kind) || !fitsKind(header, 'member')) return no('wrong-kind');
    if (header.seq === 0 && kind !== 'settled') return no('not-found');
    if (!may || header.by !== member.sign) return no('not-allowed');
    if (hashes.get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
      return no('roster-moved');
    if (header.size > most[kind]) return no('too-large');
    const follows = brought(parts, actor, one, files, receivedAt);
    if ('refused' in follows) return follows;
    besides.push(follows);
  }
  // A list has a place of its own, out of which it can be deleted, and is sealed to several.
  const listed = new Set(
    signed.filter(({ header }) => header.kind === 'attendees-listed').map(({ header }) => header.file),
  );
  const kept: Files = new Map([...files].filter(([hash]) => !listed.has(hash)));
  const refused = filesRefused(
    signed.flatMap(({ header }) => (listed.has(header.file) ? [] : [header])),
    [],
    kept,
  );
  if (refused !== null) return refused;
  const append: Append = {
    org,
    streams: [{ stream: only.stream, expect: before.head, entries: rows }],
    files: filesOf(kept),
    procedures: besides.flatMap(({ keep = [] }) => keep),
    attendees: besides.flatMap((one) => one.attendees ?? []),
    jobs: besides.flatMap(({ jobs }) => jobs),
  };
  const done = await parts.store.append(append);
  if ('appended' in done) return { receivedAt };
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}
