import { createHash } from 'node:crypto';

/**
 * The platform under a world, and nothing of ours: its clock, its random bytes, its network. Bytes are drawn from a
 * digest of what is happening just now, so that what happens in two worlds draws the same in both, whatever else
 * happens in one of them. Anything drawn by two things at once in another order shows as a difference of a world to
 * itself, which is asked first.
 */
export interface Platform {
  /** ms since 1970; stands still until it is moved. */
  at: number;
  /** What is happening: random bytes follow from it and from how many were drawn for it. */
  doing: (label: string) => void;
}

const block = 32;

const blindBytes = 16;
/**
 * Bytes that only blind a multiplication change nothing that is computed, and how many are drawn hangs on how much is
 * signed and opened: they are told apart by who asks, and do not count.
 */
function onlyBlinds(length: number): boolean {
  if (length !== blindBytes) return false;
  const most = Error.stackTraceLimit;
  Error.stackTraceLimit = 8;
  const { stack = '' } = new Error('who asks');
  Error.stackTraceLimit = most;
  return stack.includes('/curves/abstract/curve.js');
}

function drawing(): { readonly doing: (label: string) => void; readonly fill: (into: Uint8Array) => void } {
  let label = '';
  let count = 0;
  return {
    doing(next) {
      label = next;
      count = 0;
    },
    fill(into) {
      if (onlyBlinds(into.length)) {
        into.fill(1);
        return;
      }
      for (let from = 0; from < into.length; from += block) {
        const bytes = createHash('sha256').update(`${label}\n${count++}`).digest();
        into.set(bytes.subarray(0, Math.min(block, into.length - from)), from);
      }
    },
  };
}

const { subtle } = crypto;
const importKey = subtle.importKey.bind(subtle);
const deriveBits = subtle.deriveBits.bind(subtle);
const secretOf = new WeakMap<CryptoKey, string>();
const derived = new Map<string, Promise<ArrayBuffer>>();
const hexOf = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString('hex');

/** Stretching words is slow on purpose; the same words are stretched once in all the worlds of a process. */
const stretchedOnce = {
  async importKey(...given: readonly unknown[]): Promise<CryptoKey> {
    const key = await (importKey as (...all: readonly unknown[]) => Promise<CryptoKey>)(...given);
    if (given[2] === 'PBKDF2') secretOf.set(key, hexOf(given[1]));
    return key;
  },
  deriveBits(how: { readonly name: string; readonly salt?: unknown }, key: CryptoKey, length: number) {
    const secret = secretOf.get(key);
    const ask = (): Promise<ArrayBuffer> => deriveBits(how, key, length);
    if (how.name !== 'PBKDF2' || secret === undefined) return ask();
    const name = `${secret} ${hexOf(how.salt)} ${length}`;
    const known = derived.get(name) ?? ask();
    derived.set(name, known);
    return known;
  },
};

/** Runs `world` on a platform of its own, and puts the real one back. Worlds run one after the other. */
export async function onPlatform<T>(
  network: (request: Request) => Promise<Response>,
  world: (platform: Platform) => Promise<T>,
): Promise<T> {
  const { doing, fill } = drawing();
  const platform: Platform = { at: 0, doing };
  const [fetched, now] = [globalThis.fetch, Date.now];
  const own = (of: object, name: string, value: unknown): void => {
    Object.defineProperty(of, name, { value, configurable: true, writable: true });
  };
  own(crypto, 'getRandomValues', (into: Uint8Array) => {
    fill(new Uint8Array(into.buffer, into.byteOffset, into.byteLength));
    return into;
  });
  for (const [name, replaced] of Object.entries(stretchedOnce)) own(subtle, name, replaced);
  Date.now = () => platform.at;
  globalThis.fetch = async (asked, init) => network(new Request(asked, init));
  try {
    return await world(platform);
  } finally {
    globalThis.fetch = fetched;
    Date.now = now;
    Reflect.deleteProperty(crypto, 'getRandomValues');
    for (const name of Object.keys(stretchedOnce)) Reflect.deleteProperty(subtle, name);
  }
}
