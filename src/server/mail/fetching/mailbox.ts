import type { ImapFlow, MailboxLockObject } from 'imapflow';
import type { MailboxSettings } from './mailbox-url.ts';

/** A letter that waits in the mailbox. */
export interface Waiting {
  readonly uid: number;
  readonly size: number;
  /** From whom, as far as the mail server says; `''` where it does not. In memory only. */
  readonly from: string;
}

/** What is done with a letter where it lies: it was taken, or it is nothing for us and stays. */
export type Settled = 'taken' | 'aside';

/** A mailbox that is connected and open. All of it rejects when the connection is lost. */
export interface Mailbox {
  /** Tells one life of the folder from another: the same number names another letter after it changed (RFC 3501 §2.3.1.1). */
  readonly life: string;
  /** Whether a letter can be marked where it lies, so that it is passed over from then on. */
  readonly marks: boolean;
  /** UIDs of the letters that nothing was done with yet, oldest first. */
  readonly unsettled: () => Promise<readonly number[]>;
  readonly lookedAt: (uids: readonly number[]) => Promise<readonly Waiting[]>;
  /** The letter, or its first `largest` bytes. Null when it is not there any more, or cannot be had now. */
  readonly fetched: (letter: Waiting) => Promise<Uint8Array | null>;
  /** False: the mail server does not let us. */
  readonly settle: (uids: readonly number[], how: Settled) => Promise<boolean>;
  /** Until `wake`: the server says at once when something arrives. */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** The folder that is watched is not there, or is not for us. */
export class NoFolder extends Error {}

/** By this keyword a letter that stays where it lay is passed over. */
const keyword = 'Recourse';
const atOnce = 200;

const canMove = ({ capabilities }: ImapFlow): boolean =>
  ['MOVE', 'UIDPLUS', 'IMAP4rev2'].some((name) => capabilities.has(name));

async function madeFolder(client: ImapFlow, to: string): Promise<boolean> {
  const status = await client.status(to, { messages: true }).catch(() => false);
  if (status !== false) return true;
  return client.mailboxCreate(to).then(
    () => true,
    () => false,
  );
}

/** Connects, opens the folder, makes the one for what was taken. `woken`: something arrived; `lost`: it is over. */
export async function openMailbox(
  settings: MailboxSettings,
  largest: number,
  told: { readonly woken: () => void; readonly lost: () => void },
): Promise<Mailbox> {
  // Loaded where a mailbox is watched at all: most of a small server's memory is code.
  const { ImapFlow: Client } = await import('imapflow');
  const { host, port, secure, open, user, password, folder, after, to } = settings;
  const client = new Client({
    host,
    port,
    secure,
    ...(!secure && !open && { doSTARTTLS: true }),
    auth: { user, pass: password },
    clientInfo: { name: 'Recourse' },
    // Nothing of a letter goes into any log.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // A server that sends more than was asked for is hung up on.
    maxLiteralSize: largest + 1_000_000,
    maxResponseSize: largest + 2_000_000,
    maxLineLength: 8_000_000,
    maxLockHoldTime: 0,
  });
  // What is under way rejects with it.
  client.on('error', () => undefined);
  client.on('exists', () => told.woken());
  client.on('close', () => told.lost());
  await client.connect();
  let lock: MailboxLockObject;
  try {
    if (after === 'move') await madeFolder(client, to);
    // Held as long as we are here: a quiet connection is then kept, not given up.
    lock = await client.getMailboxLock(folder);
  } catch (error) {
    const usable = client.usable;
    client.close();
    throw usable ? new NoFolder('no-folder', { cause: error }) : error;
  }
  const { mailbox } = client;
  const life = mailbox === false ? '' : String(mailbox.uidValidity);
  const allowed = mailbox === false ? undefined : mailbox.permanentFlags;
  const range = (uids: readonly number[]): string => uids.join(',');
  const flag = (uids: readonly number[], flags: string[]): Promise<boolean> =>
    client.messageFlagsAdd(range(uids), flags, { uid: true, silent: true });

  /** Never `EXPUNGE` by itself: that takes away whatever anybody else had marked. */
  const remove = async (uids: readonly number[]): Promise<boolean> =>
    client.capabilities.has('UIDPLUS') || client.capabilities.has('IMAP4rev2')
      ? client.messageDelete(range(uids), { uid: true })
      : flag(uids, ['\\Deleted']);
  const move = async (uids: readonly number[]): Promise<boolean> => {
    if (canMove(client)) return Boolean(await client.messageMove(range(uids), to, { uid: true }));
    return Boolean(await client.messageCopy(range(uids), to, { uid: true })) && flag(uids, ['\\Deleted']);
  };
  const done = async (uids: readonly number[], how: Settled): Promise<boolean> => {
    if (how === 'aside') return flag(uids, [keyword]);
    switch (after) {
      case 'keep':
        return flag(uids, ['\\Seen', keyword]);
      case 'delete':
        return remove(uids);
      case 'move':
        return (await move(uids)) || ((await madeFolder(client, to)) && move(uids));
    }
  };
  return {
    life,
    marks: allowed === undefined || allowed.has('\\*') || allowed.has(keyword),
    async unsettled() {
      const found = await client.search({ deleted: false, unKeyword: keyword }, { uid: true });
      if (!Array.isArray(found)) throw new Error('not-searched');
      return found;
    },
    async lookedAt(uids) {
      const letters: Waiting[] = [];
      for (let at = 0; at < uids.length; at += atOnce) {
        const some = range(uids.slice(at, at + atOnce));
        for await (const { uid, size = 0, envelope } of client.fetch(
          some,
          { uid: true, size: true, envelope: true },
          { uid: true },
        ))
          letters.push({ uid, size, from: envelope?.from?.[0]?.address?.toLowerCase() ?? '' });
      }
      return letters;
    },
    async fetched({ uid, size }) {
      const source = size > largest ? { start: 0, maxLength: largest } : true;
      try {
        const letter = await client.fetchOne(String(uid), { uid: true, source }, { uid: true });
        return letter ? (letter.source ?? null) : null;
      } catch (error) {
        if (!client.usable) throw error;
        return null;
      }
    },
    async settle(uids, how) {
      const settled = await done(uids, how);
      if (!settled && !client.usable) throw new Error('connection-lost');
      return settled;
    },
    rest() {
      if (client.capabilities.has('IDLE') || client.capabilities.has('IMAP4rev2'))
        void client.idle().catch(() => undefined);
    },
    async close() {
      lock.release();
      const gone = client.logout().catch(() => undefined);
      await Promise.race([gone, new Promise((next) => setTimeout(next, 500).unref())]);
      client.close();
    },
  };
}
