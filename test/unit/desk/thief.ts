import { setImmediate } from 'node:timers/promises';
import { identityOf, openOne } from '#seal/age.ts';
import { textOf } from '#seal/digest.ts';
import type { Keyring } from '#seal/keyring.ts';

/** The 32 bytes of a key, where the packed line says that a file is a grant or the key before. */
function seedIn(plain: Uint8Array): Uint8Array | null {
  const end = plain.indexOf(10);
  const line = JSON.parse(textOf(plain.subarray(0, end)) ?? '{}') as { kind?: string; len?: number };
  const isKey = (line.kind === 'grant' || line.kind === 'access') && line.len === 32;
  return isKey ? plain.slice(end + 1, end + 33) : null;
}

/**
 * Somebody with a keyring and every file there ever was, who keeps to no rule: every file is tried with every key that
 * any of them gave out, until nothing new opens. Returns the hashes of what opened.
 */
export async function openedBy(keyring: Keyring, files: ReadonlyMap<string, Blob>): Promise<ReadonlySet<string>> {
  const left = new Map<string, Uint8Array>();
  for (const [hash, file] of files) left.set(hash, new Uint8Array(await file.arrayBuffer()));
  const opened = new Set<string>();
  const keys = [keyring.identity];
  for (let key = keys.shift(); key !== undefined; key = keys.shift())
    for (const [hash, bytes] of left) {
      // The server of the same test runs in this process: it must not starve.
      await setImmediate();
      const plain = await openOne(key, bytes);
      if (!(plain instanceof Uint8Array)) continue;
      left.delete(hash);
      opened.add(hash);
      const seed = seedIn(plain);
      if (seed !== null) keys.push(identityOf(seed));
    }
  return opened;
}
