import { toHex } from '#seal/digest.ts';
import type { Later, WaitingLetter } from '../letter.ts';

const hour = 3_600_000;
/** Mail servers try again for days, with hours between; one that was not tried for so long, ms, was given up or came another way. */
const forgotten = 12 * hour;
const most = 1_000;

const digestOf = async (raw: Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(raw))));

/** Letters whose servers were told "later", known again by a digest of their bytes, in memory alone. */
export class TurnedAway {
  readonly #now: () => number;
  readonly #began: number;
  readonly #letters = new Map<string, WaitingLetter & { readonly tried: number }>();
  #knows = false;

  constructor(now: () => number) {
    this.#now = now;
    this.#began = now();
  }

  async later(raw: Uint8Array, why: Later): Promise<void> {
    const key = await digestOf(raw);
    const tried = this.#now();
    const since = this.#letters.get(key)?.since ?? tried;
    if (this.#letters.size < most || this.#letters.has(key)) this.#letters.set(key, { since, why, tried });
  }

  async taken(raw: Uint8Array): Promise<void> {
    if (this.#letters.size > 0 && this.#letters.delete(await digestOf(raw))) this.#knows ||= this.#letters.size === 0;
  }

  all(): readonly WaitingLetter[] {
    const old = this.#now() - forgotten;
    for (const [key, { tried }] of this.#letters) if (tried < old) this.#letters.delete(key);
    return [...this.#letters.values()];
  }

  /** Whether all of them are known: those from before this process were tried again by now, or given up. */
  get sure(): boolean {
    return this.#knows || this.#now() - this.#began > forgotten;
  }
}
