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

const within = (readers: Receivers, wider: Receivers): boolean =>
  readers.account.every((member) => wider.account.some((other) => other.id === member.id));

async function additionTo(first: Attempt, content: Content, again: Again): Promise<FormData> {
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
  const reply = await sealReply({
    keys,
    org: ground.info.org,
    rosterVersion: ground.head.roster.version,
    rosterHash: ground.head.hash,
    at,
    report: reportId,
    account: { epoch: 1, recipient: first.recipient },
    body,
    kind: 'added',
    files,
  });
  const bare = (entries: typeof reply.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
  const batch: ReplyBatch = { id: keys.id, auth: keys.auth, report: bare(reply.report), mailbox: bare(reply.mailbox) };
  const form = batchForm(batch, reply.files);
  made.set(digest, form);
  return form;
}

/**
 * An earlier attempt had arrived, though its answer was lost. The device finds out which one by its own self-note; what
 * was changed since is added to it with the same words. Changes that leave out someone who can open the first are not
 * sent: they would be locked with a key that person has.
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
  const answer = await post<Received>(paths.api.mailbox.reply, await additionTo(first, content, again));
  if (!('failed' in answer)) return { ...arrived, how: 'added' };
  if (answer.failed === 'offline') return { refused: 'offline', locked: true };
  return { refused: answer.failed === 'slow-down' ? 'busy' : 'not-taken', locked: true };
}
