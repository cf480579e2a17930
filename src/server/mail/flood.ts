import { randomBytes, sha256Hex, toHex } from '#seal/digest.ts';

const hour = 3_600_000;

/**
 * How often the same may happen in an hour. In memory alone and by a digest that ends with this process: nobody is
 * flooded through us, and nothing is kept of whom.
 */
export function perHour(most: number): (of: string, now: number) => boolean {
  const salt = toHex(randomBytes(16));
  const times = new Map<string, readonly number[]>();
  return (of, now) => {
    for (const [key, all] of times) if ((all.at(-1) ?? 0) <= now - hour) times.delete(key);
    const key = sha256Hex(`${salt}\n${of.trim().toLowerCase()}`);
    const recent = (times.get(key) ?? []).filter((at) => at > now - hour);
    if (recent.length >= most) return false;
    times.set(key, [...recent, now]);
    return true;
  };
}
