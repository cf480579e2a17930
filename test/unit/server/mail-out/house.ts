import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { letterOf, type Written } from '#kit/mail-client.ts';
import { mailTaker, type MailTaker } from '#kit/mail-taker.ts';
import { cast, opensAt } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { seed } from '#rehearsal/seed.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { currentEditions, type CurrentEdition, type Organisation } from '#server/editions.ts';
import type { Logged } from '#server/log.ts';
import type { Arrived } from '#server/mail/letter.ts';
import { readLetter } from '#server/mail/reading/read.ts';
import { receiving } from '#server/mail/receive.ts';
import { smtpPost } from '#server/post/post.ts';
import { start } from '#server/start.ts';
import { settingsIn } from '../rehearsed.ts';

/** A server whose mail leaves by a real mail server, and to which letters can be handed. */
export interface MailHouse {
  readonly url: string;
  readonly folder: string;
  readonly parts: ApiParts;
  readonly taker: MailTaker;
  readonly logged: readonly Logged[];
  /** ms forward. */
  readonly pass: (ms: number) => void;
  readonly handed: (written: Written) => Promise<Arrived>;
  readonly organised: () => Promise<Organisation & { readonly first: CurrentEdition }>;
  /** Without the server, so that what it left can be read; then all of it is taken away. */
  readonly stop: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export const mailReply = 'care+{token}@pyharbor.example';

export async function mailHouse(
  from = 'recourse@pyharbor.example',
  more: Readonly<Record<string, string>> = { MAIL_REPLY: mailReply },
  socketTimeout = 4_000,
): Promise<MailHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-mail-out-'));
  const taker = await mailTaker();
  const logged: Logged[] = [];
  const settings = settingsIn(folder, { BASE_URL: 'https://report.pyharbor.example', ...more });
  const post = await smtpPost(
    { baseUrl: settings.baseUrl, smtpUrl: `${taker.url}?from=${encodeURIComponent(from)}` },
    { connectionTimeout: 4_000, greetingTimeout: 3_000, socketTimeout },
  );
  let clock = opensAt;
  let parts: ApiParts | null = null;
  const words = cast.map(({ id, name, part }) => ({ name, part, words: eightWordsOf(id) }));
  // Reached by its port: the address people know it by is only written in mails.
  const running = await start(
    { ...settings, baseUrl: null },
    {
      now: () => clock,
      say: () => undefined,
      log: (line) => logged.push(line),
      rehearsal: {
        cast: words,
        post,
        seed,
        pages: (given) => {
          parts = given;
          return new Hono();
        },
      },
    },
  );
  if (parts === null) throw new Error('no parts');
  const own: ApiParts = { ...(parts as ApiParts), baseUrl: 'https://report.pyharbor.example' };
  const take = receiving(own, { read: readLetter });
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await running.stop();
  };
  return {
    url: running.url,
    folder,
    parts: own,
    taker,
    logged,
    pass: (ms) => void (clock += ms),
    handed: (written) => {
      const raw = new TextEncoder().encode(letterOf({ to: 'conduct@pyharbor.example', ...written }));
      return take(raw, { by: 'smtp', to: ['conduct@pyharbor.example'], from: 'noor@home.example' });
    },
    async organised() {
      const organisation = await currentEditions(own.store, own.procedures, clock);
      const first = organisation?.editions[0];
      if (organisation === null || first === undefined) throw new Error('not set up');
      return { ...organisation, first };
    },
    stop,
    async end() {
      await stop();
      await taker.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
