import { useState } from 'react';
import { usePolled } from '../frame/polled.ts';
import type { Keys } from '../keys/client.ts';
import type { Started } from '../keys/protocol.ts';

/** How often it is tried while something waits, ms. */
const triedAfter = 20_000;

interface Handing {
  /** How many were handed over since the page was opened. */
  readonly sent: number;
  readonly tryNow: () => void;
}

/** Hands over what waits: at once, when the network returns, when the page is looked at, and every little while. */
export function useHanding(keys: Keys, started: Started | null, now: () => number, look: () => Promise<void>): Handing {
  const [sent, setSent] = useState(0);
  const attempt = async (asked: boolean): Promise<void> => {
    if (started === null || started.elsewhere) return;
    if (!asked && started.waiting.length === 0 && started.drafts.every(({ open }) => open)) return;
    const handed = await keys.handIn(now()).catch(() => null);
    if (handed === null) return;
    if (handed.sent.length > 0) setSent((before) => before + handed.sent.length);
    await look();
  };
  usePolled(() => attempt(false), triedAfter, started !== null);
  return { sent, tryNow: () => void attempt(true) };
}
