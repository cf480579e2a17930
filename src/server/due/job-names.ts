import { sha256Hex } from '#seal/digest.ts';
import type { NewJob } from '#store/job-store.ts';

/**
 * The name of a job: the same for the same thing, so that it is queued once whoever asks and however often. A digest,
 * because names outlive what they name: whoever takes the table finds no list of who was told of what.
 */
export function jobName(kind: NewJob['kind'], ...about: readonly string[]): string {
  return `${kind}/${sha256Hex(about.join('/'))}`;
}

/** How long the name of a job that is over is kept, ms. Until then it does not come back. */
export const keptFor = 30 * 24 * 3_600_000;
