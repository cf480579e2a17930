import { openOne, recipientHash, sealTo } from './age.ts';
import { sha256Hex, textOf, utf8 } from './digest.ts';
import { floors, pack, unpack, type Binding } from './packed.ts';
import { signerOf, signText, verifyText } from './sign.ts';
import type { MailboxKeys } from './words.ts';

function againBinding({ recipient, sign }: MailboxKeys, report: string): Binding {
  const to = recipientHash(recipient);
  const id = sha256Hex(`recourse/v1/again-of\n${report}`).slice(0, 32);
  return { org: '', stream: `report/${report}`, id, kind: 'again', compartment: '', epoch: 0, to, by: sign };
}

const signedAgain = (report: string, text: string): string => `recourse/v1/again\n${report}\n${text}`;

/**
 * A form as it is being filled in, sealed to the eight words of its report: only they open it again, on whichever device
 * it lies. Signed inside by the mailbox key, because anybody can seal to a public one.
 */
export async function sealAgain(
  { keys, reportId }: { readonly keys: MailboxKeys; readonly reportId: string },
  text: string,
): Promise<Uint8Array> {
  const signature = signText(signedAgain(reportId, text), signerOf(keys.signSeed));
  return sealTo([keys.recipient], pack(againBinding(keys, reportId), utf8(`${signature}\n${text}`), floors.entry));
}

/** The form in it; null for other words, another report, altered bytes, or what the mailbox key did not sign. */
export async function openAgain(keys: MailboxKeys, reportId: string, bytes: Uint8Array): Promise<string | null> {
  const plain = await openOne(keys.identity, bytes);
  if (!(plain instanceof Uint8Array)) return null;
  const body = unpack(againBinding(keys, reportId), plain, floors.entry);
  const inside = body instanceof Uint8Array ? textOf(body) : null;
  const cut = inside?.indexOf('\n') ?? -1;
  if (inside === null || cut < 0) return null;
  const text = inside.slice(cut + 1);
  return verifyText(signedAgain(reportId, text), inside.slice(0, cut), keys.sign) ? text : null;
}
