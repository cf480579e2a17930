import { watchMailbox, type Watching } from '#server/mail/fetching/imap.ts';
import type { Arrived, Envelope } from '#server/mail/letter.ts';
import { mailboxIn } from '#server/mail/fetching/mailbox-url.ts';
import type { ImapServer } from '#kit/imap-server.ts';

export const idOf = (raw: Uint8Array): string =>
  /^Message-ID: <([^>]+)>/mu.exec(Buffer.from(raw.subarray(0, 4096)).toString('latin1'))?.[1] ?? '';

/** A mailbox that is watched, with a hand that takes what comes. */
export interface Watched {
  /** Message-IDs in the order they were taken, each time. */
  readonly taken: readonly string[];
  readonly envelopes: readonly Envelope[];
  readonly sizes: readonly number[];
  /** `working`, or what was wrong, each time it changed. */
  readonly said: readonly string[];
  readonly logged: readonly string[];
  /** Why each letter that waits was not taken, as it was at the last look. */
  readonly waiting: readonly string[];
  /** At each look whether it was sure that none waits. */
  readonly none: readonly boolean[];
  readonly stop: () => Promise<void>;
}

export interface Watch {
  readonly url: string;
  readonly take?: (id: string, before: number) => Promise<Arrived> | Arrived;
  readonly every?: number;
  readonly first?: number;
  readonly largest?: number;
}

const report: Arrived = { done: 'report' };

export function watched({ url, take = () => report, every = 60_000, first = 50, largest }: Watch): Watched {
  const mailbox = mailboxIn(url);
  if (mailbox === null) throw new Error(`no mailbox: ${url}`);
  const taken: string[] = [];
  const envelopes: Envelope[] = [];
  const sizes: number[] = [];
  const said: string[] = [];
  const logged: string[] = [];
  const waiting: string[] = [];
  const none: boolean[] = [];
  const watching: Watching = watchMailbox({
    mailbox,
    every,
    first,
    ...(largest !== undefined && { largest }),
    async take(raw, envelope) {
      const id = idOf(raw);
      const before = taken.filter((one) => one === id).length;
      taken.push(id);
      envelopes.push(envelope);
      sizes.push(raw.length);
      return take(id, before);
    },
    async seen(state, code) {
      const now = code === '' ? state : code;
      if (said.at(-1) !== now) said.push(now);
    },
    async waits(letters, sure) {
      none.push(sure && letters.length === 0);
      waiting.splice(0, waiting.length, ...letters.map(({ why }) => why));
    },
    now: () => 0,
    log: ({ code, where = '' }) => void logged.push(`${code} ${where}`),
  });
  return { taken, envelopes, sizes, said, logged, waiting, none, stop: watching.stop };
}

/** Message-IDs in a folder. */
export async function idsIn(server: ImapServer, folder = 'INBOX'): Promise<readonly string[]> {
  return (await server.letters(folder)).map(({ raw }) => idOf(Buffer.from(raw, 'latin1')));
}

export async function flagsOf(server: ImapServer, id: string, folder = 'INBOX'): Promise<readonly string[]> {
  const letters = await server.letters(folder);
  const found = letters.find(({ raw }) => idOf(Buffer.from(raw, 'latin1')) === id);
  return found === undefined ? ['not there'] : [...found.flags].filter((flag) => flag !== '\\Recent').toSorted();
}

/** Waits for a condition, at most ten seconds. */
export async function becomes(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not become so');
    await new Promise((next) => setTimeout(next, 40));
  }
}
