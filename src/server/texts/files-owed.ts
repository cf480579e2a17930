import * as v from 'valibot';
import type { Attachment } from '#seal/attachment.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { addSaid } from '../additions.ts';
import { verifiedStream } from '../arriving.ts';
import { cleaned } from '../cleaned.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions } from '../editions.ts';
import { arrivalId } from '../mail/keys.ts';
import { perHour } from '../mail/flood.ts';
import type { Parts } from '../parts.ts';
import { boundedLine } from '../sealing-pool.ts';
import { eventOfReport } from './added.ts';
import { namedFile } from './file-names.ts';
import type { Fetched, MediaLink } from './media.ts';
import type { InboundText, TextProvider } from './provider.ts';
import { filesTold } from './said.ts';

/** By then whoever took the message has its files, or has said that they could not be had, ms. */
const askAfter = 15 * 60_000;
/** A message's files are not asked for any longer than this, ms of the real clock. */
const givenUpAfter = 5 * 60_000;
const waits: readonly number[] = [1_000, 5_000, 30_000];
/** Messages whose files are fetched at one time and that may wait; files of one number in an hour. */
const most = { atOnce: 2, waiting: 500, ofNumber: 100 };

/** Entries that files are still fetched for, by the server that does: one that stopped and begins anew does not. */
const fetching = new WeakMap<Parts['store'], Set<string>>();

function underWayAt({ store }: Pick<Parts, 'store'>): Set<string> {
  const entries = fetching.get(store) ?? new Set<string>();
  fetching.set(store, entries);
  return entries;
}

const payload = v.object({ report: v.string(), entry: v.string(), count: v.number() });

const entryOf = ({ signer }: Pick<Parts, 'signer'>, report: string, { id }: InboundText): string =>
  arrivalId(signer, 'text-files', [report, id]);

/**
 * [Note: An address is content] Whoever has the address of a file can fetch it from the provider, for as long as it lies
 * there, with the account's password and at some without one; and the message's own name leads there to the number it came
 * from. So neither is written anywhere: they stay in the memory of the process that took the message. What is written, in
 * one transaction with the message, is that so many files of this report are owed. If that process ends before it has them,
 * the report says that they could not be taken, and nothing is lost in silence.
 */
export function filesOwed(parts: Parts, report: string, message: InboundText): readonly NewJob[] {
  if (message.media.length === 0) return [];
  const entry = entryOf(parts, report, message);
  const said = JSON.stringify({ report, entry, count: message.media.length } satisfies v.InferOutput<typeof payload>);
  return [{ id: jobName('files', entry), kind: 'files', payload: said, at: parts.now() + askAfter }];
}

/** What came of a message's files, as one more thing its sender said. Null: not now. */
async function added(
  parts: Parts,
  { report, entry, count }: v.InferOutput<typeof payload>,
  files: readonly Attachment[],
): Promise<'over' | null> {
  const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
  const current = organisation && (await eventOfReport(parts, organisation, report));
  if (organisation === null || current === null) return 'over';
  const text = filesTold(current.edition, files.length, count - files.length);
  // Its message has told of it already.
  const said = { report, id: entry, text, files, quiet: true };
  return (await addSaid(parts, organisation, current, null, said)) === null ? null : 'over';
}

/** Says of files that nobody came back with that they could not be taken. */
export const filesLost =
  (parts: Parts) =>
  async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success) return 'over';
    if (underWayAt(parts).has(read.output.entry)) return { at: parts.now() + 60_000 };
    return (await added(parts, read.output, [])) ?? 'again';
  };

const waitFor = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });

/** All of them that can be had, in their order: what may come later is asked for again. */
async function fetchedOf(
  fetch: TextProvider['fetch'],
  links: readonly MediaLink[],
  until: number,
): Promise<readonly Attachment[]> {
  const found = new Map<number, Attachment>();
  let asked = links.map((link, place) => ({ link, place }));
  for (const wait of [0, ...waits]) {
    if (asked.length === 0 || Date.now() + wait > until) break;
    if (wait > 0) await waitFor(wait);
    const later: typeof asked = [];
    for (const one of asked) {
      const file: Fetched = Date.now() < until ? await fetch(one.link) : { failed: 'never' };
      if ('bytes' in file) found.set(one.place, cleaned(namedFile(file.type, file.bytes, one.place + 1)));
      else if (file.failed === 'again') later.push(one);
    }
    asked = later;
  }
  return [...found].toSorted(([a], [b]) => a - b).map(([, file]) => file);
}

/** What was fetched is nowhere else: it is kept in hand while somebody keeps writing in between, or nothing can be stored. */
async function addedAtLast(
  parts: Parts,
  owed: v.InferOutput<typeof payload>,
  files: readonly Attachment[],
): Promise<'over' | 'busy'> {
  const bytes = files.reduce((sum, one) => sum + one.bytes.length, 0);
  for (const wait of [0, ...waits]) {
    await waitFor(wait);
    const done = await parts.sealer.inTurn(bytes, () => added(parts, owed, files)).catch(() => null);
    if (done !== null) return done;
  }
  return 'busy';
}

/** Fetches what messages brought, after they were stored and answered: never before, and never in their way. */
export function takingFiles(
  parts: Parts,
  { fetch }: Pick<TextProvider, 'fetch'>,
): (org: string, report: string, message: InboundText) => void {
  const line = boundedLine(most.atOnce, most.waiting);
  const mayFetch = perHour(most.ofNumber);
  const take = async (org: string, report: string, message: InboundText): Promise<void> => {
    const entry = entryOf(parts, report, message);
    const underWay = underWayAt(parts);
    if (underWay.has(entry)) return;
    underWay.add(entry);
    const until = Date.now() + givenUpAfter;
    try {
      const stream = await verifiedStream(parts, org, `report/${report}`);
      if (stream === null || stream.entries.some(({ header }) => header.id === entry)) return;
      const asked = message.media.filter(() => mayFetch(message.from, Date.now()));
      const owed = { report, entry, count: message.media.length };
      const done = await line(async () => addedAtLast(parts, owed, await fetchedOf(fetch, asked, until)));
      // Too many wait, or it could not be stored for as long: said when it is asked for.
      if (done !== 'over') parts.log('files-not-taken');
    } finally {
      underWay.delete(entry);
    }
  };
  return (org, report, message) => {
    if (message.media.length > 0) void take(org, report, message).catch(() => parts.log('files-not-taken'));
  };
}
