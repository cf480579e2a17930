import { unlockKeyring, signerOfKeyring } from './keyring.ts';
import { signText, verifyText, type Signer } from './sign.ts';
import { memberSecrets } from './words.ts';

/**
 * [Note: Who took it] A member puts their name to what they took down: over the report and the key of its mailbox, which
 * in turn signs all that is in it. It stands sealed inside, so that outside nothing tells who took what.
 */
const takenText = (report: string, mailboxSign: string): string => `recourse/v1/taken\n${report}\n${mailboxSign}`;

/** The member's word, hex. `report`: its id; `mailboxSign`: the mailbox's Ed25519 key, hex. */
export function signTaken(signer: Signer, report: string, mailboxSign: string): string {
  return signText(takenText(report, mailboxSign), signer);
}

/** Whether the member with the key `sign` (hex, out of a verified list) took this very report. Never throws. */
export function verifyTaken(sig: string, report: string, mailboxSign: string, sign: string): boolean {
  return verifyText(takenText(report, mailboxSign), sig, sign);
}

/**
 * The key that signs, out of a member's locked keyring by their eight words; what opens reports is dropped at once. Null
 * for other words, an altered lock, or a keyring that believes another root (hex). `saltHex`: as for every word.
 */
export async function signerFrom(
  unlockFile: Uint8Array,
  entropy: Uint8Array,
  saltHex: string,
  root: string,
): Promise<{ readonly member: string; readonly signer: Signer } | null> {
  const { passphrase } = await memberSecrets(entropy, saltHex);
  const keyring = await unlockKeyring(unlockFile, passphrase);
  if (keyring?.root !== root) return null;
  return { member: keyring.member, signer: signerOfKeyring(keyring) };
}
