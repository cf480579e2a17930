import { fitsKind } from '#domain/promises/admits.ts';
import { isOfIncident, noticeOf, type Notice } from '#domain/promises/notices.ts';
import { areReaders, mayDecideAgain, mayEnd, mayTell, mayTellApart } from '#domain/promises/noticing.ts';
import { listFact } from '#domain/record/facts.ts';
import { idOf, textFact, type Header } from '#domain/record/header.ts';
import { active, memberOf } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import { isForSoMany, mostReaders, readersHash } from '#seal/seal.ts';
import type { NoticeRow } from '#store/gate-store.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Append } from '#store/record-store.ts';
import type { EntriesBatch, NoticeBatch, Received } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { rowOf } from '../birth-append.ts';
import { jobName } from '../due/job-names.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, signedAll, type Files, type Sent } from './batch.ts';
import { appended, type Beside } from './entries.ts';
import { hashesOf } from './rosters.ts';
import type { Actor } from './session.ts';
import { standingOf } from './standing.ts';
import { chainOf, storedAt } from './streams.ts';

/** A line of a list is short; a packet is a few pages. */
const mostSealed = 1024 * 1024;

/** What is asked before anything is stored: one more entry of one notice. */
interface Asked {
  readonly header: Header;
  /** As it stood; null for a new one. */
  readonly was: { readonly row: NoticeRow; readonly notice: Notice } | null;
  /** As it will stand. */
  readonly notice: Notice;
  readonly id: string;
  /** The lines that stand in the incident beside it. */
  readonly beside: readonly Header[];
  readonly incident: string;
}

const headersIn = (sent: NoticeBatch['incident']): readonly Header[] =>
  (sent?.entries ?? []).flatMap(({ line }) => parseLine(line) ?? []);

/** The file is sealed to exactly the readers its header names, by the newest team list, and is nothing else. */
function fileRefused({ organisation: { roster } }: Actor, header: Header, files: Files): No | null {
  if (header.file === '') return files.size === 0 ? null : no('bad-file');
  const readers = listFact(header, 'readers');
  // Their keys are those of the list it names: an older one could name keys that are gone.
  if (header.rosterVersion !== roster.version) return no('roster-moved');
  const hashes = readers.flatMap((id) => memberOf(roster, id)?.ageHash ?? []);
  if (readers.length > mostReaders || header.to !== readersHash(hashes)) return no('bad-file');
  if (header.size > mostSealed) return no('too-large');
  const bytes = files.get(header.file);
  return bytes?.length === header.size && isForSoMany(bytes, readers.length) ? null : no('bad-file');
}

/** What is new or said anew: to whom, and by what right. */
async function tellingRefused(
  parts: ApiParts,
  actor: Actor,
  { was, notice, id, beside, incident }: Asked,
): Promise<No | null> {
  const { organisation, member } = actor;
  if (!isOfIncident(notice.for)) {
    const purpose = notice.for === 'team' ? 'team' : 'feedback';
    if (incident !== '' || beside.length > 0) return no('wrong-kind');
    const own = was === null || was.notice.first.header.by === member.sign;
    return own && mayTellApart(organisation.editions, member, purpose) ? null : no('not-allowed');
  }
  const [disclosed, ...others] = beside.filter((header) => textFact(header, 'notice') === id);
  if (disclosed?.kind !== 'disclosed' || others.length > 0) return no('wrong-kind');
  const of = textFact(disclosed, 'of');
  // Where it comes from never changes: who may see it follows from that.
  if (was !== null && (was.row.incident !== incident || was.row.cause !== of)) return no('not-allowed');
  // What they do not see is answered as what is not there, before anything of it is looked at.
  const sees = (await parts.store.headsFor(organisation.org, member.id, incident)) !== null;
  const standing = sees ? await standingOf(parts, actor, incident) : null;
  const purpose = notice.for as Parameters<typeof mayTell>[1];
  if (standing === null) return no('not-found');
  return 'refused' in mayTell(standing.handling, purpose, of, notice.readers) ? no('not-allowed') : null;
}

async function endingRefused(parts: ApiParts, actor: Actor, { was, notice, beside }: Asked): Promise<No | null> {
  if (was === null || beside.length > 0) return no('wrong-kind');
  const { row } = was;
  if (!isOfIncident(notice.for)) return row.told ? null : no('not-allowed');
  if (!row.holds) return no('not-allowed');
  const standing = await standingOf(parts, actor, row.incident);
  if (standing === null) return no('not-found');
  const { ground, handling } = standing;
  return 'refused' in mayEnd(ground, handling, actor.member, notice, row.cause) ? no('not-allowed') : null;
}

/** An answer reaches nobody but the notice's own readers; with it an appeal may be decided, once, by who may. */
async function answerRefused(
  parts: ApiParts,
  actor: Actor,
  { was, header, beside, incident }: Asked,
): Promise<No | null> {
  if (!was?.row.told || was.notice.ended !== null) return no('not-allowed');
  if (!listFact(header, 'readers').every((id) => was.notice.readers.includes(id))) return no('not-allowed');
  if (beside.length === 0) return null;
  const [decided, ...others] = beside;
  const bare = decided?.kind === 'appeal-decided' && decided.compartment === '' && others.length === 0;
  if (!bare || was.notice.for !== 'appeal' || incident !== was.row.incident) return no('wrong-kind');
  const standing = await standingOf(parts, actor, incident);
  if (standing === null || textFact(decided, 'of') !== was.row.cause) return no('not-allowed');
  const { ground, handling } = standing;
  return mayDecideAgain(ground, handling, actor.member, was.row.cause) ? null : no('not-allowed');
}

function ruled(parts: ApiParts, actor: Actor, asked: Asked): Promise<No | null> | No {
  switch (asked.header.kind) {
    case 'noticed':
    case 'notice-changed':
      return tellingRefused(parts, actor, asked);
    case 'notice-ended':
      return endingRefused(parts, actor, asked);
    case 'notice-answered':
      return answerRefused(parts, actor, asked);
    default:
      return no('wrong-kind');
  }
}

/** Files that lines of the incident name, and the rest, which is the notice's. */
function parted(files: Files, beside: readonly Header[]): { readonly own: Files; readonly theirs: Files } {
  const named = new Set(beside.map(({ file }) => file));
  const of = (theirs: boolean): Files => new Map([...files].filter(([hash]) => named.has(hash) === theirs));
  return { own: of(false), theirs: of(true) };
}

/** One more entry of a notice, judged and stored with what stands in the incident beside it, all or nothing. */
export async function noticed(
  parts: ApiParts,
  actor: Actor,
  { batch, files }: Sent<NoticeBatch>,
): Promise<Received | No> {
  const { organisation, member } = actor;
  const { org } = organisation;
  const { stream, expect, entries } = batch.notice;
  const id = idOf(stream);
  const row = await parts.store.noticeFor(org, member.id, id);
  const chain = chainOf(org, stream, row?.entries ?? []);
  const signed = signedAll(entries);
  if ('refused' in signed) return signed;
  const [entry] = signed;
  if (entry === undefined) return no('bad-request');
  const { header } = entry;
  const stored = storedAt(chain, entry.line);
  if (stored !== null) return { receivedAt: stored };
  if (row === null && header.kind !== 'noticed') return no('not-found');
  if (chain.head !== expect) return no('stale-head');
  const receivedAt = parts.now();
  const added = rowOf(entry, receivedAt);
  const read = verifyStream(stream, org, [...(row?.entries ?? []), added]);
  if ('refused' in read) return no(read.refused === 'broken-chain' ? 'stale-head' : 'wrong-kind');
  if (!fitsKind(header, 'member') || (header.kind === 'noticed') !== (row === null)) return no('wrong-kind');
  if (header.by !== member.sign || !active(member, receivedAt)) return no('not-allowed');
  const least = Math.max(0, ...chain.entries.map((one) => one.header.rosterVersion));
  if (hashesOf(organisation).get(header.rosterVersion) !== header.rosterHash || header.rosterVersion < least)
    return no('roster-moved');
  const { own, theirs } = parted(files, headersIn(batch.incident));
  if (header.file !== '' && !areReaders(organisation.roster, member, listFact(header, 'readers'), receivedAt))
    return no('not-allowed');
  const wrong = fileRefused(actor, header, own);
  if (wrong !== null) return wrong;
  const [before, notice] = [noticeOf(chain.entries), noticeOf(read.entries)];
  if (notice === null || (row !== null && before === null)) return no('wrong-kind');
  const asked: Asked = {
    header,
    was: row && before && { row, notice: before },
    notice,
    id,
    beside: headersIn(batch.incident),
    incident: batch.incident === null ? '' : idOf(batch.incident.stream),
  };
  const refused = await ruled(parts, actor, asked);
  if (refused !== null) return refused;
  const beside: Beside = {
    streams: [{ stream, expect, entries: [added] }],
    files: filesOf(own),
    notices: [standsAs(actor, asked, receivedAt)],
    jobs: alertsIn(actor, asked, receivedAt),
  };
  if (batch.incident === null) return storedApart(parts, org, beside, receivedAt);
  const inside: EntriesBatch = { streams: [batch.incident], grants: [] };
  return appended(parts, actor, { batch: inside, files: theirs }, beside);
}

/** Who is told something, or told it anew, hears that something is there. A sheet for the whole team waits until they come. */
function alertsIn({ member }: Actor, { header, notice, id }: Asked, at: number): readonly NewJob[] {
  const says = header.kind === 'noticed' || header.kind === 'notice-changed';
  if (!says || notice.for === 'team') return [];
  const others = notice.readers.filter((reader) => reader !== member.id);
  return others.map((reader) => ({
    id: jobName('alert', id, reader, header.id),
    kind: 'alert',
    payload: JSON.stringify({ incident: '', notice: id, member: reader }),
    at,
  }));
}

/** Whom the gate shows it to now. Who left the team since is put back by nothing. */
function standsAs(
  { organisation: { roster } }: Actor,
  { was, notice, id, incident, beside }: Asked,
  now: number,
): NonNullable<Append['notices']>[number] {
  const readers = notice.readers.filter((one) => {
    const member = memberOf(roster, one);
    return member !== undefined && active(member, now);
  });
  const disclosed = beside.find((header) => textFact(header, 'notice') === id);
  return {
    notice: id,
    purpose: notice.for,
    incident: was?.row.incident ?? incident,
    cause: was?.row.cause ?? (disclosed === undefined ? '' : textFact(disclosed, 'of')),
    readers,
    ended: notice.ended !== null,
  };
}

async function storedApart(parts: ApiParts, org: string, beside: Beside, receivedAt: number): Promise<Received | No> {
  const done = await parts.store.append({ org, ...beside });
  if ('appended' in done) return { receivedAt };
  return no(done.refused === 'stale' ? 'stale-head' : 'already-received');
}
