import { arrivalId } from '../mail/keys.ts';
import type { Parts } from '../parts.ts';

const day = 24 * 3_600_000;
/** How long after their last message a number still leads to its report, ms. */
export const threadLasts = 30 * day;

/** Beginnings of what is kept of a number and of a message: digests, no more. */
export const kept = { number: 'number/', agreed: 'agreed/', message: 'texted/' } as const;

/** By what a message is known when it is told of again: its name leads to it at the provider, a digest of it does not. */
export const messageKey = ({ signer }: Pick<Parts, 'signer'>, id: string): string =>
  kept.message + arrivalId(signer, 'texted', [id]);

/** Ends what is kept of numbers that have been silent for thirty days. */
export async function forgetSilent({ store, now }: Pick<Parts, 'store' | 'now'>): Promise<void> {
  const row = await store.organisation();
  if (row === null) return;
  for (const beginning of Object.values(kept)) await store.forgetThreads(row.org, beginning, now() - threadLasts);
}
