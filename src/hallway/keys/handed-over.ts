import { randomHex } from '#seal/digest.ts';
import { pinHash } from '#seal/words.ts';
import type { Kept } from './files.ts';
import { readRecord, writeRecord } from './records.ts';
import { turns } from './turns.ts';

/** Somebody writes alone on this phone. */
interface Handed {
  readonly draft: string;
  /** Hex. */
  readonly salt: string;
  readonly hash: string;
  /** PINs that were wrong since. */
  readonly wrong: number;
}

const name = 'handed-over';
const longest = 64_000;

/** How long the next try waits, ms: 1 s after the first wrong one, then twice as long each time. */
const waitAfter = (wrong: number): number => (wrong === 0 ? 0 : Math.min(longest, 1_000 * 2 ** (wrong - 1)));

const slept = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The phone is with the reporter, also after a restart. The PIN locks nothing, there is nothing here that it could open: it
 * keeps a passer-by, or whoever the phone is handed to, from the staff's pages. `wait` is a parameter for tests.
 */
export class HandedOver {
  readonly #kept: Kept;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #inTurn = turns();
  #handed: Handed | null = null;

  constructor(kept: Kept, wait: (ms: number) => Promise<void> = slept) {
    this.#kept = kept;
    this.#wait = wait;
  }

  async start(): Promise<void> {
    this.#handed = await readRecord<Handed>(this.#kept, name);
  }

  get now(): { readonly draft: string } | null {
    return this.#handed && { draft: this.#handed.draft };
  }

  handOver(pin: string, draft: string): Promise<void> {
    return this.#inTurn(async () => {
      const salt = randomHex(16);
      await this.#lay({ draft, salt, hash: await pinHash(pin, salt), wrong: 0 });
    });
  }

  takeBack(pin: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const handed = this.#handed;
      if (handed === null) return true;
      await this.#wait(waitAfter(handed.wrong));
      // Counted before it is looked at: switching the phone off saves nobody the wait.
      await this.#lay({ ...handed, wrong: handed.wrong + 1 });
      if ((await pinHash(pin, handed.salt)) !== handed.hash) return false;
      this.#handed = null;
      await this.#kept.remove(name).catch(() => undefined);
      return true;
    });
  }

  /** Whoever signs in is staff, and needs no PIN: one that was forgotten keeps nobody from what waits here. */
  end(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#handed === null) return;
      this.#handed = null;
      await this.#kept.remove(name).catch(() => undefined);
    });
  }

  async #lay(handed: Handed): Promise<void> {
    this.#handed = handed;
    await writeRecord(this.#kept, name, handed).catch(() => undefined);
  }
}
