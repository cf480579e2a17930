import { contactsOn } from '#domain/edition/contacts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { sha256Hex, toHex } from '#seal/digest.ts';
import type { SentRow } from '#store/channel-store.ts';
import { channelCodes } from '../channels/codes.ts';
import { channelSeen } from '../channels/seen.ts';
import type { Parts } from '../parts.ts';
import { domainOf, isAddress } from '../post/address.ts';
import type { Delivered } from '../post/delivered.ts';
import type { Post } from '../post/post.ts';
import { mailMac, replyAddress, replyToken, sentKeys } from './keys.ts';

/** One mail to somebody who reported by mail. */
interface ToReporter {
  readonly org: string;
  readonly edition: Edition;
  readonly report: string;
  /** Sent to one member alone: then no address that others read stands in it. */
  readonly narrow: boolean;
  readonly to: string;
  readonly text: string;
  readonly what: SentRow['what'];
  /** Id of the entry that says the same in the record, or `''`. */
  readonly entry: string;
  /** Message-IDs of theirs, nearest first. */
  readonly answers: readonly string[];
}

const idIn = (
  { signer, post }: { readonly signer: Parts['signer']; readonly post: Post },
  report: string,
  what: SentRow['what'],
  entry: string,
): string => {
  const mac = mailMac(signer, 'message-id', JSON.stringify([report, what, entry]));
  return `${toHex(mac.subarray(0, 16))}@${post.host}`;
};

/** The event's shared address as everybody may read it, or `''`. */
function sharedAddress(edition: Pick<Edition, 'contacts'>): string {
  return contactsOn(edition, 'shared-address', 'public').find(({ email }) => isAddress(email))?.email ?? '';
}

/** Under which address it leaves, and where it is answered. */
function addressesOf(
  { signer, mailReply }: Parts,
  own: string,
  { edition, report, narrow, to }: ToReporter,
): { readonly from?: string; readonly replyTo?: string } {
  const shared = narrow ? '' : sharedAddress(edition);
  const from = shared !== '' && domainOf(shared) === domainOf(own) ? { from: shared } : {};
  const reply = mailReply === undefined ? shared : replyAddress(mailReply, replyToken(signer, report, to));
  return { ...from, ...(reply !== '' && { replyTo: reply }) };
}

/** What it says of the way out: one address that is refused says nothing of all the others. */
async function noteWay({ store, now, procedures }: Parts, { state, code }: Delivered): Promise<void> {
  const parts = { store, now, procedures };
  const known = channelCodes.find((one) => one === code);
  if (known !== undefined) return channelSeen(parts, 'mail-out', 'down', known);
  if (state === 'sent') return channelSeen(parts, 'mail-out', 'working');
  if (code === '421') return channelSeen(parts, 'mail-out', 'down', 'server-busy');
  if (state === 'deferred' && code === '') return channelSeen(parts, 'mail-out', 'down', 'bad-answer');
}

/** Our earlier mails in this report that left, newest first: what this one is threaded behind. */
async function earlier(parts: Parts, post: Post, { org, report, entry }: ToReporter): Promise<readonly string[]> {
  const rows = await parts.store.sentOf(org, report);
  return rows
    .filter((row) => row.channel === 'e-mail' && row.state === 'sent' && row.entry !== entry)
    .map((row) => ({ id: row.id, messageId: idIn({ ...parts, post }, report, row.what, row.entry) }))
    .filter(({ id, messageId }) => sha256Hex(messageId) === id)
    .map(({ messageId }) => messageId)
    .toReversed();
}

/**
 * [Note: Sent from memory] What is written to a reporter leaves at once or not at all: neither its text nor its address is
 * ever laid down. Only that it was sent is kept, by digests, and that first: whoever is stopped in the middle finds
 * `deferred` and knows that nobody knows. The same entry again has the same Message-ID.
 */
export async function sendLetter(parts: Parts, letter: ToReporter): Promise<Delivered> {
  const { store, signer, post, now } = parts;
  const { org, edition, report, to, text, what, entry } = letter;
  if (post === undefined) return { state: 'refused', code: 'no-route' };
  const messageId = idIn({ signer, post }, report, what, entry);
  const row = { id: sha256Hex(messageId), report, channel: 'e-mail', what, entry } as const;
  await store.putSent(org, { ...row, state: 'deferred', code: '', at: now() });
  await store.putThread(org, sentKeys(signer, messageId, to), report, now());
  const done = await post.deliver({
    to,
    name: edition.name,
    ...addressesOf(parts, post.from, letter),
    subject: edition.neutralTitle,
    text,
    messageId,
    answers: [...letter.answers, ...(await earlier(parts, post, letter))],
    what,
  });
  await store.putSent(org, { ...row, ...done, at: now() });
  await noteWay(parts, done);
  return done;
}
