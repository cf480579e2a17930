import { parentPort } from 'node:worker_threads';
import type { Verified } from '#domain/record/header.ts';
import { sealBirth, type Birth, type BirthInput } from '#seal/birth.ts';
import {
  moveMailbox,
  openMailboxFile,
  sealReply,
  type Move,
  type MoveInput,
  type Reply,
  type ReplyInput,
} from '#seal/mailbox.ts';
import { mailboxKeys, type MailboxKeys } from '#seal/words.ts';
import { handedOver } from './large.ts';

/**
 * [Note: Sealing on arrival]
 * What reaches the server in clear (no scripts) is sealed here, by the same code as in a browser, in memory only: no
 * temporary file, no log of it, and an error leaves this thread as its name alone. Plain text and keys are dropped
 * when the answer is posted.
 */
export type Task =
  | { readonly do: 'keys'; readonly entropy: Uint8Array; readonly salt: string }
  | { readonly do: 'birth'; readonly input: BirthInput }
  | { readonly do: 'reply'; readonly input: ReplyInput }
  | { readonly do: 'move'; readonly input: MoveInput }
  | {
      readonly do: 'open';
      readonly keys: MailboxKeys;
      readonly files: readonly { readonly entry: Verified; readonly bytes: Uint8Array }[];
    };

export interface Results {
  readonly keys: MailboxKeys;
  readonly birth: Birth;
  readonly reply: Reply;
  readonly move: Move;
  /** A body for each file; null for one that does not open or is not what its header says. */
  readonly open: readonly (Uint8Array | null)[];
}

export async function work(task: Task): Promise<Results[Task['do']]> {
  switch (task.do) {
    case 'keys':
      return mailboxKeys(task.entropy, task.salt);
    case 'birth':
      return sealBirth(task.input);
    case 'reply':
      return sealReply(task.input);
    case 'move':
      return moveMailbox(task.input);
    case 'open':
      return Promise.all(
        task.files.map(async ({ entry, bytes }) => {
          const body = await openMailboxFile(task.keys, entry, bytes);
          return body instanceof Uint8Array ? body : null;
        }),
      );
  }
}

export interface Asked {
  readonly id: number;
  readonly task: Task;
}
export type Answered =
  | { readonly id: number; readonly result: Results[Task['do']] }
  | { readonly id: number; readonly failed: string };

const port = parentPort;
port?.on('message', ({ id, task }: Asked) => {
  work(task).then(
    (result) => {
      const files = 'files' in result ? handedOver(result.files) : [];
      port.postMessage({ id, result } satisfies Answered, [...files]);
    },
    (error: unknown) =>
      port.postMessage({ id, failed: error instanceof Error ? error.name : 'unknown' } satisfies Answered),
  );
});
