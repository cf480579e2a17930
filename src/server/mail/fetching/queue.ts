import { Turns } from './turns.ts';

/** Who hands something over, coarse to fine; in memory only, and for as long as it lasts. */
export type Whose = readonly [address: string, sender: string];

/**
 * Lets a few run at once and the others wait in turn by whose they are; null, at once, for whoever has `mostEach` waiting
 * already.
 */
export class Queue {
  readonly #atOnce: number;
  readonly #mostEach: number;
  readonly #turns = new Turns<() => void>();
  readonly #waiting = new Map<string, number>();
  #running = 0;

  constructor(atOnce: number, mostEach: number) {
    this.#atOnce = atOnce;
    this.#mostEach = mostEach;
  }

  async run<T>(whose: Whose, act: () => Promise<T>): Promise<T | null> {
    const [address] = whose;
    if (this.#running >= this.#atOnce) {
      const waiting = this.#waiting.get(address) ?? 0;
      if (waiting >= this.#mostEach) return null;
      this.#waiting.set(address, waiting + 1);
      await new Promise<void>((go) => {
        this.#turns.push(whose, go);
      });
      const left = (this.#waiting.get(address) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(address);
      else this.#waiting.set(address, left);
    } else this.#running++;
    try {
      return await act();
    } finally {
      // The place goes to whoever's turn it is.
      const next = this.#turns.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

/** So many of something for all, and so many for each. */
export class Shares {
  readonly #all: number;
  readonly #each: number;
  readonly #of = new Map<string, number>();
  #taken = 0;

  constructor(all: number, each: number) {
    this.#all = all;
    this.#each = each;
  }

  take(whose: string, amount: number): boolean {
    const has = this.#of.get(whose) ?? 0;
    if (this.#taken + amount > this.#all || has + amount > this.#each) return false;
    this.#taken += amount;
    this.#of.set(whose, has + amount);
    return true;
  }

  give(whose: string, amount: number): void {
    const left = (this.#of.get(whose) ?? 0) - amount;
    this.#taken -= amount;
    if (left > 0) this.#of.set(whose, left);
    else this.#of.delete(whose);
  }
}
