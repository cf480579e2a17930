import { utf8 } from '#seal/digest.ts';
import { signEntry, type Draft, type FileMade, type Signed, type Signer } from '#seal/entry.ts';
import { sealFile } from '#seal/seal.ts';
import type { IdentityBody } from '#wire/bodies.ts';
import { newId } from './birth-append.ts';

/** Who they are, as they say it later: sealed to the readers of the identity alone. */
export async function sealedIdentity(
  draft: Omit<Draft, 'id' | 'facts' | 'kind' | 'compartment'>,
  recipient: string,
  body: IdentityBody,
  signer: Signer,
): Promise<{ readonly entry: Signed; readonly file: FileMade }> {
  const whole: Draft = { ...draft, id: newId(), facts: [], kind: 'added', compartment: 'identity' };
  const file = await sealFile(whole, signer.public, recipient, utf8(JSON.stringify(body)));
  return { entry: signEntry(whole, file, signer), file };
}
