import type { CallBody } from '#wire/bodies.ts';
import { recipientHash, sealTo } from './age.ts';
import { utf8 } from './digest.ts';
import { SealError } from './error.ts';
import { mostReaders, readersHash } from './notice.ts';
import { floors, pack, type Binding } from './packed.ts';
import { newSigner, signText } from './sign.ts';

/**
 * [Note: A call has no author]
 * A call is sealed to those who are called and signed inside by a key made for it alone: a lent phone has no other. So a
 * server that carries it can neither read it, nor lay other words or other readers under its name, nor pass it on as a
 * part of a record. What it can do is to make up a whole call of its own, key and all: nothing in it says who called.
 * Therefore a call opens nothing, and asks of nobody more than to walk to a place and look.
 */

/** What ties a call's file to its name and its readers. `to`: `readersHash` of theirs; `by`: the call's own key, hex. */
export function callBinding(org: string, id: string, to: string, by: string): Binding {
  return { org, stream: `call/${id}`, id, kind: 'call', compartment: '', epoch: 0, to, by };
}

/** The text that the call's own key signs. */
export const signedCall = (org: string, id: string, to: string, body: string): string =>
  `recourse/v1/call\n${org}\n${id}\n${to}\n${body}`;

/**
 * Seals a call to the recipients of those who are called. `id`: 16 random bytes, hex. `by`: the public key, hex, that goes
 * beside the file. Throws `SealError('bad-recipient')` for nobody, too many, or the same one twice.
 */
export async function sealCall(
  { org, id }: { readonly org: string; readonly id: string },
  recipients: readonly string[],
  body: CallBody,
): Promise<{ readonly file: Uint8Array; readonly by: string }> {
  if (recipients.length > mostReaders || new Set(recipients).size !== recipients.length)
    throw new SealError('bad-recipient');
  const signer = newSigner();
  const to = readersHash(recipients.map((one) => recipientHash(one)));
  const text = JSON.stringify(body);
  const signature = signText(signedCall(org, id, to, text), signer);
  const plain = pack(callBinding(org, id, to, signer.public), utf8(`${signature}\n${text}`), floors.entry);
  return { file: await sealTo(recipients, plain), by: signer.public };
}
