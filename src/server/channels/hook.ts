import * as v from 'valibot';
import type { Job, NewJob } from '#store/job-store.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import type { Logger } from '../log.ts';
import { signatureHeader } from '../post/signature.ts';
import { channels, type Channel } from './codes.ts';

/** What another program may be told. Nothing that depends on any incident, ever: see `hook.test.ts`. */
export const hookFacts = [
  'channel-down',
  'channel-up',
  'rota-gap',
  'settings-changed',
  'self-test-passed',
  'self-test-failed',
] as const;
export type HookFact = (typeof hookFacts)[number];

export interface HookSettings {
  readonly url: string;
  readonly secret: string;
}

const payload = v.strictObject({
  fact: v.picklist(hookFacts),
  at: v.number(),
  channel: v.optional(v.picklist(channels)),
});

const waitMs = 10_000;
/** About a day of trying: then what it would have said is old. */
const mostTries = 32;

/**
 * The job that tells another program of one fact at `at`, ms; queued in any case, and over at once where none is named.
 * `occasion`: the same for the same fact, whichever process saw it.
 */
export function hookJobs(fact: HookFact, at: number, channel?: Channel, occasion = String(at)): readonly NewJob[] {
  const id = jobName('hook', fact, channel ?? '', occasion);
  return [{ id, kind: 'hook', payload: JSON.stringify({ fact, at, ...(channel !== undefined && { channel }) }), at }];
}

/**
 * Sends it: `POST`, JSON `{ fact, at, channel? }`, `at` as ISO 8601 in UTC, signed with `HOOK_SECRET` over the time and
 * the body. Anything but 2xx is tried again. No redirect is followed.
 */
export const hook =
  ({ now, log, to }: { readonly now: () => number; readonly log: Logger; readonly to: HookSettings | null }) =>
  async (job: Job): Promise<Outcome> => {
    if (to === null) return 'over';
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success) return 'over';
    const { fact, at, channel } = read.output;
    const body = JSON.stringify({
      fact,
      at: new Date(at).toISOString(),
      ...(channel !== undefined && { channel }),
    });
    try {
      const answer = await fetch(to.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'x-recourse-signature': signatureHeader(to.secret, now(), body),
        },
        body,
        signal: AbortSignal.timeout(waitMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return 'over';
    } catch {
      // No answer is an answer too: later.
    }
    log({ code: 'hook-not-taken' });
    return job.tries >= mostTries ? 'over' : 'again';
  };
