/**
 * Slows down guessing of eight words, for everybody together and not by address (no address is kept).
 * Look the bearer up first; only when it is wrong, `await wrong()`. A right one is never delayed (sealing §1).
 */
export interface BearerCap {
  /** Resolves when it is this wrong bearer's turn to be answered; at once with `slow-down` when too many wait. */
  wrong(): Promise<'answer' | 'slow-down'>;
}

const sleepFor = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** `free` wrong bearers at once are answered without a wait; after that one every `everyMs`, with at most `waiting` in line. */
export function bearerCap({
  free = 10,
  everyMs = 200,
  waiting = 100,
  clock = () => performance.now(),
  sleep = sleepFor,
}: {
  free?: number;
  everyMs?: number;
  waiting?: number;
  clock?: () => number;
  sleep?: (ms: number) => Promise<void>;
} = {}): BearerCap {
  /** When the next turn is, in the clock's ms; turns not used in the past are kept, up to `free` of them. */
  let turn = -Infinity;
  return {
    async wrong() {
      const now = clock();
      const mine = Math.max(turn, now - (free - 1) * everyMs);
      if (mine - now > waiting * everyMs) return 'slow-down';
      turn = mine + everyMs;
      if (mine > now) await sleep(mine - now);
      return 'answer';
    },
  };
}
