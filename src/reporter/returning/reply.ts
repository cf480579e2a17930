import type { Attachment } from '#seal/attachment.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { MailboxMoved, Received, ReplyBatch } from '#wire/api.ts';
import type { ReporterMessage } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { batchForm, post, type Failed } from '../sending/ask.ts';
import type { Opened } from './open.ts';

export interface Written {
  readonly text: string;
  readonly files: readonly Attachment[];
}

/** A sealed reply; sent again as it is, so that a lost answer does not double it. */
export interface Reply {
  readonly written: Written;
  readonly form: FormData;
}

const same = (a: Written, b: Written): boolean =>
  a.text === b.text &&
  a.files.length === b.files.length &&
  a.files.every((file, i) => file.bytes === b.files[i]?.bytes);

/** Locks what was written: for the team with the newest key that could be verified, and a copy for the reporter. */
export async function lockedReply(opened: Opened, written: Written, before: Reply | null): Promise<Reply> {
  if (before !== null && same(before.written, written)) return before;
  const { keys, answer, note, lists, account } = opened;
  const head = lists.at(-1);
  const at = Date.now();
  const body: ReporterMessage = {
    v: 1,
    from: 'reporter',
    text: written.text,
    files: written.files.map((f) => f.name),
    at,
  };
  const reply = await sealReply({
    keys,
    org: answer.org,
    rosterVersion: head?.roster.version ?? note.rosterVersion,
    rosterHash: head?.hash ?? note.rosterHash,
    at,
    report: note.report,
    account,
    body,
    kind: 'heard-from-reporter',
    files: written.files,
  });
  const bare = (entries: typeof reply.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
  const batch: ReplyBatch = { id: keys.id, auth: keys.auth, report: bare(reply.report), mailbox: bare(reply.mailbox) };
  return { written, form: batchForm(batch, reply.files) };
}

/** A mailbox that was moved meanwhile takes nothing more: as if these words did not exist. */
export async function sendReply(reply: Reply): Promise<Received | Failed> {
  const answer = await post<Received | MailboxMoved>(paths.api.mailbox.reply, reply.form);
  return 'moved' in answer ? { failed: 'not-found' } : answer;
}
