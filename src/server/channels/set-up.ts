import type { Edition } from '#domain/edition/edition.ts';
import type { Logger } from '../log.ts';
import type { MailboxSettings } from '../mail/fetching/mailbox-url.ts';
import type { Parts } from '../parts.ts';
import type { Settings } from '../settings.ts';
import type { TeamChannel } from './codes.ts';
import type { Testing } from './self-test.ts';
import { smsLook } from './sms-trial.ts';
import { mailTrial } from './trial.ts';
import { watchChannels } from './watch.ts';

export interface Ways extends Pick<Settings, 'smtpUrl' | 'sms' | 'mailReply' | 'baseUrl'> {
  /** Where letters are fetched; null: nowhere. */
  readonly mailbox: Pick<MailboxSettings, 'user'> | null;
  /** Whether letters are handed over to this server itself. */
  readonly listens: boolean;
}

/** The team's ways in and out that this server has. */
export function channelsOf({ smtpUrl, sms, mailbox, listens }: Ways): readonly TeamChannel[] {
  return [
    ...(mailbox === null ? [] : ['mail-in' as const]),
    ...(listens ? ['smtp-in' as const] : []),
    ...(smtpUrl === null ? [] : ['mail-out' as const]),
    ...(sms === null ? [] : ['sms' as const]),
  ];
}

/** Where a test letter is sent to be read back: an address of the team's own, or `''`. */
export function testAddress({ mailReply, mailbox }: Pick<Ways, 'mailReply' | 'mailbox'>, editions: readonly Edition[]) {
  // As long as the token of a report, and none.
  if (mailReply !== null) return mailReply.replace('{token}', 'a'.repeat(40));
  const shared = editions
    .flatMap(({ contacts }) => contacts)
    .find(({ lists, email }) => email !== '' && lists.includes('shared-address'));
  if (shared !== undefined) return shared.email;
  return mailbox?.user.includes('@') === true ? mailbox.user : '';
}

/** Watches what there is to watch; `testing` is null where no letter can leave and come back. */
export async function watchedWays(
  settings: Ways,
  parts: Pick<Parts, 'store' | 'now' | 'procedures' | 'signer'>,
  log: Logger,
): Promise<{
  readonly testing: Testing | null;
  readonly watch: (everyMs?: number) => void;
  readonly stop: () => Promise<void>;
}> {
  const { store, now, procedures, signer } = parts;
  const { smtpUrl, baseUrl, sms } = settings;
  const trial = smtpUrl === null ? null : await mailTrial({ smtpUrl, baseUrl });
  const ways = (['mail-in', 'smtp-in'] as const).filter((way) => channelsOf(settings).includes(way));
  const address = (editions: readonly Edition[]): string => testAddress(settings, editions);
  const testing = trial !== null && ways.length > 0 ? { store, now, procedures, signer, trial, address, ways } : null;
  const look = smsLook(sms);
  const looks = { ...(trial !== null && { 'mail-out': trial.look }), ...(look !== undefined && { sms: look }) };
  let watching: ReturnType<typeof watchChannels> | null = null;
  return {
    testing,
    watch(everyMs) {
      watching = watchChannels({ store, now, procedures, log, looks, address: testing && address }, everyMs);
    },
    async stop() {
      trial?.close();
      await watching?.stop();
    },
  };
}
