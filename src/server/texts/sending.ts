import { sha256Hex, toHex } from '#seal/digest.ts';
import type { MailOutState } from '#wire/api.ts';
import type { ApiParts } from '../api/answers.ts';
import { mailMac, numberKey } from '../mail/keys.ts';
import { plainNumber } from './number.ts';
import { kept } from './kept.ts';

/** One text message to somebody who reported by text message. */
interface TextToReporter {
  readonly org: string;
  readonly report: string;
  readonly to: string;
  readonly text: string;
  /** Id of the entry that says the same in the record. */
  readonly entry: string;
}

/** Characters that every provider takes as one message, in parts. */
const longest = 1_600;

/**
 * Sends from memory, at once or not at all, and only to the number that agreed to it in this very report; whoever said STOP
 * since is never written to. Kept is that it was sent, and that first, as with mail ("Note: Sent from memory").
 */
export async function sendText(parts: ApiParts, given: TextToReporter): Promise<MailOutState> {
  const { store, signer, texts, now } = parts;
  const { org, report, text, entry } = given;
  const number = plainNumber(given.to);
  if (texts === undefined) return { state: 'refused', code: 'no-provider' };
  const agreed = number === '' ? null : await store.threadOf(org, [kept.agreed + numberKey(signer, number)]);
  if (agreed?.report !== report) return { state: 'refused', code: 'not-agreed' };
  if (text.length > longest) return { state: 'refused', code: 'too-long' };
  const id = sha256Hex(toHex(mailMac(signer, 'text-out', JSON.stringify([report, entry]))));
  const row = { id, report, channel: 'sms', what: 'message', entry, code: '' } as const;
  await store.putSent(org, { ...row, state: 'deferred', at: now() });
  // A provider that says no, and one that says nothing, look the same from here: nobody knows.
  const state = (await texts.send(number, text)) === 'sent' ? 'sent' : 'deferred';
  await store.putSent(org, { ...row, state, at: now() });
  if (state === 'sent') await store.keepThread(org, kept.number + numberKey(signer, number), report, now());
  if (state === 'sent') await store.keepThread(org, kept.agreed + numberKey(signer, number), report, now());
  return { state, code: '' };
}
