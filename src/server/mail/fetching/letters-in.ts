import { channelSeen } from '../../channels/seen.ts';
import { waitingNoted, type WayIn } from '../../channels/waiting.ts';
import { currentEditions } from '../../editions.ts';
import type { Logger } from '../../log.ts';
import type { Parts } from '../../parts.ts';
import type { Settings } from '../../settings.ts';
import { plainAddress } from '../addressed.ts';
import { watchMailbox } from './imap.ts';
import { tokenIn } from '../keys.ts';
import type { Arrived, Envelope, Seen, Take } from '../letter.ts';
import { lettersThread } from '../reading/reading-letters.ts';
import { receiving } from '../receive.ts';
import { listenForLetters } from './smtp.ts';

type LetterSettings = Pick<Settings, 'imap' | 'smtpIn' | 'mailReply' | 'baseUrl'>;

export interface LettersIn {
  /** Of the port for letters; null while, or where, nothing listens. */
  readonly port: () => Promise<number | null>;
  /** What is in hand comes to its end, or is fetched or handed over again. */
  readonly stop: () => Promise<void>;
}

export interface LettersFor {
  readonly settings: LetterSettings;
  readonly parts: Parts;
  readonly log: Logger;
  /** The built `letter-worker`. */
  readonly worker: URL;
  /** Asked first: letters that are no letters for the team. */
  readonly test: (raw: Uint8Array, envelope: Envelope) => Promise<Arrived | null>;
}

/**
 * Whether letters for this address, in lower case, are ours: what `SMTP_FOR` says, else whatever an event names and where
 * one report is answered. Rejects before anything is set up: then it is too early to say no.
 */
export function acceptedAt(
  parts: Pick<Parts, 'store' | 'procedures' | 'now'>,
  { smtpIn, mailReply }: Pick<LetterSettings, 'smtpIn' | 'mailReply'>,
): (address: string) => Promise<boolean> {
  const accepted = smtpIn?.accepted ?? [];
  return async (address) => {
    if (mailReply !== null && tokenIn(mailReply, address) !== null) return true;
    const plain = plainAddress(address);
    if (accepted.length > 0)
      return [address, plain, plain.slice(plain.lastIndexOf('@'))].some((one) => accepted.includes(one));
    const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
    if (organisation === null) throw new Error('not-set-up');
    const contacts = organisation.editions.flatMap(({ edition }) => edition.contacts);
    return contacts.some(({ email }) => email !== '' && plainAddress(email) === plain);
  };
}

/** Opens the ways in for letters that are set: a mailbox that is watched, a port that is listened on. */
export function lettersIn({ settings, parts, log, worker, test }: LettersFor): LettersIn {
  const { imap, smtpIn, baseUrl } = settings;
  if (imap === null && smtpIn === null) return { port: async () => null, stop: async () => undefined };
  const reader = lettersThread(worker);
  const receive = receiving(parts, reader);
  const take: Take = async (raw, envelope) =>
    (await test(raw, envelope)) ?? parts.sealer.inTurn(raw.length, () => receive(raw, envelope));
  let reads = true;
  const seen =
    (channel: WayIn): Seen =>
    async (state, code) => {
      const before = reads;
      reads = await reader.works();
      if (before && !reads) log({ code: 'letters-not-read' });
      const how = state === 'working' && !reads ? (['down', 'not-reading'] as const) : ([state, code] as const);
      await channelSeen({ ...parts, log }, channel, ...how);
    };
  const told = (channel: WayIn) => {
    return { seen: seen(channel), waits: waitingNoted({ ...parts, log }, channel), now: parts.now, log };
  };
  const watching = imap === null ? null : watchMailbox({ mailbox: imap, take, ...told('mail-in') });
  const name = baseUrl === null ? 'localhost' : new URL(baseUrl).hostname;
  const accepts = acceptedAt(parts, settings);
  const listening =
    smtpIn === null ? null : listenForLetters({ smtp: smtpIn, name, take, accepts, ...told('smtp-in') });
  return {
    port: async () => (await listening?.port()) ?? null,
    async stop() {
      await Promise.all([watching?.stop(), listening?.stop()]);
      await reader.close();
    },
  };
}
