import { moveMailbox } from '#seal/mailbox.ts';
import { bearerHash, mailboxKeys, newEntropy, type MailboxKeys } from '#seal/words.ts';
import type { MailboxMoved, MoveBatch, Received } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { batchForm, post, type Failed } from '../sending/ask.ts';
import { bodiesToMove } from './conversation.ts';
import { openMailbox, type Opened } from './open.ts';

/** New words and everything locked again for them; kept until it is known that the server has it. */
export interface Move {
  readonly entropy: Uint8Array;
  readonly keys: MailboxKeys;
  readonly form: FormData;
}

/** Locks the conversation again for new words. The new note remembers the newest key and its holders. */
export async function lockedMove(opened: Opened): Promise<Move> {
  const { keys: from, answer, note, lists, account } = opened;
  const head = lists.at(-1);
  if (head === undefined) throw new Error('no list');
  const entropy = newEntropy();
  const to = await mailboxKeys(entropy, head.roster.salt);
  const where = { org: answer.org, rosterVersion: head.roster.version, rosterHash: head.hash };
  const { epoch, recipient, members } = account;
  // Who might have held it instead was for the moment it was handed over.
  const { instead: _, ...kept } = note;
  const moved = await moveMailbox({
    ...where,
    from,
    to,
    at: Date.now(),
    report: note.report,
    selfNote: {
      ...kept,
      rosterVersion: where.rosterVersion,
      rosterHash: where.rosterHash,
      account: { epoch, recipient },
      members,
    },
    messages: bodiesToMove(opened.said),
  });
  const bare = ({ line, hsig }: { readonly line: string; readonly hsig: string }) => ({ line, hsig });
  const batch: MoveBatch = {
    id: from.id,
    auth: from.auth,
    moved: bare(moved.moved),
    selfNote: bare(moved.selfNote),
    messages: moved.messages.map(bare),
    newBearer: bearerHash(to.auth),
  };
  return { entropy, keys: to, form: batchForm(batch, moved.files) };
}

/** Null: done. An answer that was lost is found out by opening the mailbox with the new words. */
export async function sendMove(move: Move): Promise<Failed | null> {
  const answer = await post<Received | MailboxMoved>(paths.api.mailbox.move, move.form);
  if ('receivedAt' in answer) return null;
  const refused: Failed = 'failed' in answer ? answer : { failed: 'not-found' };
  if (refused.failed === 'offline') return refused;
  return 'keys' in (await openMailbox(move.keys)) ? null : refused;
}
