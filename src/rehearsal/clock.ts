import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A clock that runs on by itself and can be put forward; never back, because received-times never go back. */
export interface Clock {
  readonly now: () => number;
  /** False when that would be earlier than now. */
  readonly moveTo: (instant: number) => boolean;
  /** Remembers where it stands, so that a rehearsal goes on where it was left. */
  readonly keep: () => void;
}

export function movableClock(from: number, file: string): Clock {
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  let base = Number.isSafeInteger(kept) ? Math.max(kept, from) : from;
  let since = performance.now();
  const now = (): number => Math.floor(base + performance.now() - since);
  const keep = (): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, String(now()));
  };
  return {
    now,
    keep,
    moveTo(instant) {
      if (!Number.isSafeInteger(instant) || instant < now()) return false;
      base = instant;
      since = performance.now();
      keep();
      return true;
    },
  };
}
