import { barredByMore } from '#domain/intake/recipients.ts';
import { barredLater } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { sealReply } from '#seal/mailbox.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import type { MailboxMoved, MailboxOpened, Received, ReplyBatch } from '#wire/api.ts';
import type { ReporterMessage } from '#wire/bodies.ts';
import type { MailboxKeys } from '#seal/words.ts';
import { batchForm, post } from './ask.ts';
import { digestOf, newFiles, type Attempt, type Content, type NotSent } from './attempt.ts';
import type { Receivers } from './bodies.ts';
import type { Ground } from './ground.ts';

/** A report that is with the team. */
export interface Arrived extends Received {
  /** Who can open what arrived: of an earlier attempt they may be others than the check page named. */
  readonly receivers: Receivers;
  /** `added`: it had arrived before, changes were added. `kept-back`: they were not, because they leave someone out. */
  readonly how: 'sent' | 'added' | 'kept-back';
}

export interface Again {
  readonly keys: MailboxKeys;
  readonly ground: Ground;
  readonly reportId: string;
  readonly shown: Receivers;
  /** The additions made on this page, by content: one that may have arrived is sent again as it is. */
  readonly made: Map<string, FormData>;
}

function receivedIn(opened: MailboxOpened): number {
  const headers = opened.mailbox.map(({ line }) => parseLine(line));
  return headers.find((header) => header?.kind === 'received')?.at ?? opened.mailbox[0]?.receivedAt ?? opened.now;
}

/** Whether everybody who can open it is on the new list too, or off it only because the changes name them. */
const within = (readers: Receivers, { account, named }: Receivers): boolean =>
  readers.account.every(
    ({ id }) => account.some((other) => other.id === id) || named.some(({ member }) => member === id),
  );

/** Who is barred from now on, because the changes name them. */
function barsOf(first: Attempt, { named }: Receivers): readonly string[] {
  const { account, barred } = first.receivers;
  return barredByMore(
    named.map(({ member }) => member),
    { holders: account.map(({ id }) => id), barred },
  );
}

async function additionTo(first: Attempt, content: Content, bars: readonly string[], again: Again): Promise<FormData> {
  const { keys, ground, reportId, made } = again;
  const digest = digestOf(content);
  const before = made.get(digest);
  if (before !== undefined) return before;
  const files = newFiles(content, first.files);
  const at = Date.now();
  const body: ReporterMessage = {
    v: 1,
    from: 'reporter',
    text: '',
    files: files.map((file) => file.name),
    at,
    answers: content.answers,
  };
  const { roster, hash } = ground.head;
  const where = { org: ground.info.org, rosterVersion: roster.version, rosterHash: hash, at, report: reportId };
  const reply = await sealReply({
    ...where,
    keys,
    account: { epoch: 1, recipient: first.recipient },
    body,
    kind: 'added',
    files,
  });
  const bare = (entries: typeof reply.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
  const barred = bars.map((member) => barredLater({ ...where, signer: signerOf(keys.signSeed) }, member));
  const batch: ReplyBatch = {
    id: keys.id,
    auth: keys.auth,
    report: bare([...barred, ...reply.report]),
    mailbox: bare(reply.mailbox),
    // This page knows the key it made and follows no list of who holds a newer one.
    behind: true,
  };
  const form = batchForm(batch, reply.files);
  made.set(digest, form);
  return form;
}

/**
 * An earlier attempt had arrived, though its answer was lost. The device finds out which one by its own self-note; what
 * was changed since is added to it with the same words. Changes that leave out someone who can open the first are not
 * sent: they would be locked with a key that person has. Whom they name is barred first, and sees no more of it until a
 * colleague has looked.
 */
export async function addInstead(
  content: Content,
  attempts: readonly Attempt[],
  again: Again,
): Promise<Arrived | NotSent> {
  const { keys, shown } = again;
  const opened = await post<MailboxOpened | MailboxMoved>(paths.api.mailbox.open, { id: keys.id, auth: keys.auth });
  if ('failed' in opened) {
    if (opened.failed === 'offline') return { refused: 'offline', locked: true };
    return { refused: opened.failed === 'slow-down' ? 'busy' : 'under-other-words', locked: false };
  }
  if ('moved' in opened) return { refused: 'under-other-words', locked: false };
  const first = attempts.find((attempt) => attempt.selfNote === opened.mailbox[0]?.line);
  if (first === undefined) return { refused: 'not-taken', locked: true };
  const arrived = { receivedAt: receivedIn(opened), receivers: first.receivers };
  if (first.digest === digestOf(content)) return { ...arrived, how: 'sent' };
  if (!within(first.receivers, shown)) return { ...arrived, how: 'kept-back' };
  const bars = barsOf(first, shown);
  const answer = await post<Received>(paths.api.mailbox.reply, await additionTo(first, content, bars, again));
  if (!('failed' in answer)) {
    const account = first.receivers.account.filter(({ id }) => !bars.includes(id));
    const barred = first.receivers.account.filter(({ id }) => bars.includes(id)).map(({ name }) => name);
    const keptBack = [...first.receivers.keptBack, ...barred];
    return { ...arrived, receivers: { ...first.receivers, account, keptBack }, how: 'added' };
  }
  if (answer.failed === 'offline') return { refused: 'offline', locked: true };
  return { refused: answer.failed === 'slow-down' ? 'busy' : 'not-taken', locked: true };
}
