import { createHash } from 'node:crypto';
import { vi } from 'vitest';

/**
 * Whether a signature holds depends on nothing but itself, its text and its key. Worlds ask the same ones thousands of
 * times over, and it is most of what they cost: each is computed once in a process.
 */
vi.mock('@noble/curves/ed25519.js', async (original) => {
  const real = await original<typeof import('@noble/curves/ed25519.js')>();
  const known = new Map<string, boolean>();
  const verify: typeof real.ed25519.verify = (signature, message, key, options) => {
    const asked = createHash('sha256')
      .update(JSON.stringify(options ?? {}))
      .update(signature)
      .update(key)
      .update(message);
    const name = asked.digest('latin1');
    const holds = known.get(name) ?? real.ed25519.verify(signature, message, key, options);
    known.set(name, holds);
    return holds;
  };
  return { ...real, ed25519: { ...real.ed25519, verify } };
});
