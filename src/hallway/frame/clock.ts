import type { HallwayPack } from '#wire/hallway.ts';

const kept = 'rehearsal-clock';
/** A phone that is further off is not wrong: the rehearsal plays at another time, ms. */
const another = 7 * 86_400_000;

function shiftKept(): number {
  try {
    return Number(localStorage.getItem(kept) ?? '') || 0;
  } catch {
    return 0;
  }
}

function keep(shift: number): void {
  try {
    if (shift === 0) localStorage.removeItem(kept);
    else localStorage.setItem(kept, String(shift));
  } catch {
    // A browser that keeps nothing: it is heard anew.
  }
}

/**
 * The phone's clock, as every time of the hallway is taken from it. In a rehearsal, which plays at another time, it goes as
 * the rehearsal's did when last heard; that, of everything here, is kept in the clear, and only there.
 */
export interface Clock {
  /** ms. */
  readonly now: () => number;
  /** A pack that was just fetched: how far the phone's clock is off, ms. */
  readonly hear: (pack: Pick<HallwayPack, 'now' | 'rehearsal'>) => number;
}

export function startClock(): Clock {
  let shift = shiftKept();
  return {
    now: () => Date.now() + shift,
    hear({ now, rehearsal }) {
      const off = Date.now() - now;
      shift = rehearsal && Math.abs(off) > another ? -off : 0;
      keep(shift);
      return off + shift;
    },
  };
}
