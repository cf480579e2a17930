import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { opensAt } from '#rehearsal/cast.ts';
import { outbox, type Outbox } from '#rehearsal/outbox.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { currentEditions, type Organisation } from '#server/editions.ts';
import type { Arrived, Envelope } from '#server/mail/letter.ts';
import { readLetter } from '#server/mail/reading/read.ts';
import { receiving } from '#server/mail/receive.ts';
import { start } from '#server/start.ts';
import { settingsIn } from './rehearsed.ts';

/** The rehearsal's event on a real server, with a hand that gives it letters as they come over the network. */
export interface Lettered {
  readonly url: string;
  /** Where its store lies. */
  readonly folder: string;
  readonly parts: ApiParts;
  readonly post: Outbox;
  /** Hands a letter over once. */
  readonly hand: (raw: Uint8Array, envelope?: Partial<Envelope>) => Promise<Arrived>;
  readonly organisation: () => Promise<Organisation>;
  readonly moveTo: (instant: number) => void;
  readonly end: () => Promise<void>;
}

export async function lettered(more: Readonly<Record<string, string>> = {}): Promise<Lettered> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-letters-'));
  const clock = { at: opensAt };
  const post = outbox();
  const begun: ApiParts[] = [];
  const running = await start(settingsIn(folder, more), {
    now: () => clock.at,
    say: () => undefined,
    log: () => undefined,
    rehearsal: {
      cast: [],
      post,
      pages: () => new Hono(),
      async seed(parts) {
        begun.push(parts);
        await seed(parts);
      },
    },
  });
  const [parts] = begun;
  if (parts === undefined) throw new Error('not started');
  const take = receiving(parts, { read: readLetter });
  return {
    url: running.url,
    folder,
    parts,
    post,
    hand: (raw, envelope = {}) => take(raw, { by: 'imap', to: [], from: null, ...envelope }),
    async organisation() {
      const found = await currentEditions(parts.store, parts.procedures, clock.at);
      if (found === null) throw new Error('not set up');
      return found;
    },
    moveTo(instant) {
      clock.at = instant;
    },
    async end() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;

/** The bytes of a letter, made by a mail program of this machine. */
export function mailed(letter: Mail.Options): Promise<Buffer> {
  const own = {
    messageId: `<letter-${count++}@mail.example>`,
    date: new Date(opensAt),
    to: 'conduct@pyharbor.example',
  };
  return new MailComposer({ ...own, ...letter }).compile().build();
}
