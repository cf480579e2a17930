import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { freePort } from '#kit/free-port.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import type { Logged } from '#server/log.ts';
import type { Mail, Post } from '#server/post/post.ts';
import { ok, unlocked, type DeskOf } from '../../desk/desks.ts';
import { settingsIn } from '../rehearsed.ts';
import { account, secret, token } from './carrier.ts';

/** The rehearsal with a provider of text messages; its own address is the one that the provider calls. */
export interface House extends Rehearsing {
  readonly logged: readonly Logged[];
  readonly folder: string;
  /** Every mail that left, oldest first. */
  readonly mails: readonly Mail[];
  /** Whether a file of the data folder has these bytes in it. */
  readonly holds: (text: string) => boolean;
  readonly end: () => Promise<void>;
}

/** `more`: at the end of its URL. `api`: where messages are handed in. `before`: the folder of one that was stopped. */
export async function houseWith(
  kind: 'twilio' | 'generic',
  more = '',
  api = '',
  before = mkdtempSync(join(tmpdir(), 'recourse-texts-')),
): Promise<House> {
  const [folder, port] = [before, await freePort()];
  const logged: Logged[] = [];
  const mails: Mail[] = [];
  const post: Post = {
    from: 'recourse@example.org',
    host: 'example.org',
    send: async (mail) => void mails.push(mail),
    deliver: async () => ({ state: 'sent', code: '' }),
    close: () => undefined,
  };
  const url =
    kind === 'twilio'
      ? `twilio://${account}:${token}@api.twilio.com/?from=%2B14125550142${more}`
      : `https://${encodeURIComponent(secret)}@sms.example.org/send?from=%2B14125550142`;
  const settings = settingsIn(folder, {
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    SMS_URL: url,
    ...(api !== '' && { SMS_API: api }),
  });
  const running = await rehearse(settings, { say: () => undefined, log: (line) => logged.push(line), post });
  return {
    ...running,
    logged,
    folder,
    mails,
    holds: (text) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .some((one) => readFileSync(join(one.parentPath, one.name)).includes(text)),
    async end() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every report by text message that this member sees and that came since then, newest first, opened. */
export async function textedTo(desk: DeskOf, since: number): Promise<readonly Opened[]> {
  const rows = (await desk.incidents()).filter(({ channel, receivedAt }) => channel === 'sms' && receivedAt >= since);
  const opened: Opened[] = [];
  for (const { incident } of rows.toSorted((a, b) => b.receivedAt - a.receivedAt))
    opened.push(ok(await desk.open(incident)));
  return opened;
}

export const desk = (house: House, member: string): Promise<DeskOf> => unlocked(house.url, member);
