import { identityOf, openAny } from '#seal/age.ts';
import { keysHeldBy } from './house.ts';
import type { Kept, World } from './world.ts';

/** The 32 bytes that a packed body is, where it is a key: of an epoch, in a grant or passed on by a newer one. */
function keyIn(plain: Uint8Array): Uint8Array | null {
  const end = plain.indexOf(10);
  const line = Buffer.from(plain.subarray(0, Math.max(0, end))).toString('utf8');
  return line.endsWith(',"len":32}') ? plain.slice(end + 1, end + 33) : null;
}

/**
 * Everything this member can open of all that was ever stored, with their keyring alone: each key found is tried on
 * everything again. No rule is asked, no header believed.
 */
async function openedBy(member: string, kept: readonly Kept[]): Promise<ReadonlySet<Kept>> {
  const opened = new Set<Kept>();
  const keys = [keysHeldBy(member).keyring.identity];
  for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
    for (const file of kept) {
      if (opened.has(file)) continue;
      const plain = await openAny(key, file.bytes);
      if (!(plain instanceof Uint8Array)) continue;
      opened.add(file);
      const found = keyIn(plain);
      if (found !== null) keys.push(identityOf(found));
    }
  }
  return opened;
}

/**
 * Who is kept out of X, with the whole database of every moment: nothing of X opens that was written since, and nothing
 * at all for whoever never held it. `late`: what does open, in words; `early`: how much did before, as it must.
 */
export async function openedSince(world: World): Promise<{ readonly late: readonly string[]; readonly early: number }> {
  const ofX = world.kept.filter((file) => file.ofX);
  const late: string[] = [];
  let early = 0;
  for (const { member, since, everIn } of world.out) {
    for (const { append, what } of await openedBy(member, ofX)) {
      if (everIn && append < since) early += 1;
      else late.push(`${member} opens a file of ${what}, stored by append ${append}, kept out since ${since}`);
    }
  }
  return { late, early };
}
