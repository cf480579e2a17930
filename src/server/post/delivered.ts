import type { SendMailOptions } from 'nodemailer';
import * as v from 'valibot';
import { codeOf, type ChannelCode } from '../channels/codes.ts';
import { isAddress } from './address.ts';

/** One mail to somebody who reported. Plain text: nothing in it tells anybody that it was read. */
export interface Outgoing {
  readonly to: string;
  /** The name it leaves under, and the address, where it is another one than the server's own. */
  readonly name: string;
  readonly from?: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  /** Whole, without brackets. */
  readonly messageId: string;
  /** Message-IDs of theirs, nearest first. */
  readonly answers: readonly string[];
  /** `receipt`: sent by itself (RFC 3834). `message`: somebody wrote it. */
  readonly what: 'receipt' | 'message';
}

/**
 * What became of it. `deferred`: not now, or it is not known (`''`). `refused`: it will not be taken, or may not leave.
 * `code`: the other server's own number, or why it could not be asked (`channelCodes`).
 */
export interface Delivered {
  readonly state: 'sent' | 'deferred' | 'refused';
  readonly code: string;
}

const errors = v.object({
  code: v.optional(v.string(), ''),
  command: v.optional(v.string(), ''),
  responseCode: v.optional(v.number(), 0),
  timeoutType: v.optional(v.string(), ''),
});
/** Where the way to the mail server ended before anything of the letter was handed over. */
const early: ReadonlySet<string> = new Set<ChannelCode>(['no-route', 'refused-login', 'bad-certificate']);

/** What nodemailer's errors say of the mail: the number of the other server's answer, or where the way there ended. */
function becameOf(error: unknown): Delivered {
  const read = v.safeParse(errors, error);
  if (!read.success) return { state: 'deferred', code: '' };
  const { code, command, responseCode, timeoutType } = read.output;
  const known = codeOf(error);
  if (known === 'refused-login') return { state: 'deferred', code: known };
  if (responseCode >= 500 && responseCode < 600) return { state: 'refused', code: String(responseCode) };
  if (responseCode >= 400 && responseCode < 500) return { state: 'deferred', code: String(responseCode) };
  if (early.has(known)) return { state: 'deferred', code: known };
  // It answered nothing, or not in time, before it was asked to take anything.
  if (known === 'timed-out' && timeoutType !== '' && timeoutType !== 'SOCKET_TIMEOUT')
    return { state: 'deferred', code: known };
  // Never handed over: the letter itself could not be written down.
  if (command === 'API' || code === 'EENVELOPE') return { state: 'refused', code: '' };
  // The line broke while the letter was on its way: nobody knows whether it was taken.
  return { state: 'deferred', code: '' };
}

// Anything that could end a header line or hide in one: line ends, other control characters, direction marks.
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** One line, whatever was handed over. */
const line = (text: string): string => text.replaceAll(unprintable, ' ').trim().slice(0, 200);

const isMessageId = (id: string): boolean => /^[^\s<>\p{Cc}]{1,250}$/u.test(id);
const mostReferences = 20;

/** Hands over one mail, once. An address that is none, or more than one, is refused here: no header can be slipped in. */
export async function triedWith(
  send: (mail: SendMailOptions) => Promise<unknown>,
  own: string,
  { to, name, from = own, replyTo, subject, text, messageId, answers, what }: Outgoing,
): Promise<Delivered> {
  if (![to, from, ...(replyTo === undefined ? [] : [replyTo])].every(isAddress) || !isMessageId(messageId))
    return { state: 'refused', code: '' };
  const theirs = answers.filter(isMessageId).slice(0, mostReferences);
  const [nearest] = theirs;
  try {
    await send({
      from: { name: line(name), address: from },
      to: { name: '', address: to },
      ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
      subject: line(subject),
      text,
      messageId: `<${messageId}>`,
      ...(nearest !== undefined && {
        inReplyTo: `<${nearest}>`,
        references: theirs.toReversed().map((id) => `<${id}>`),
      }),
      headers: {
        'X-Recourse': what,
        ...(what === 'receipt' && { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { state: 'sent', code: '' };
  } catch (error) {
    return becameOf(error);
  }
}
