import type { Edition } from '#domain/edition/edition.ts';
import { currentEditions } from '../editions.ts';
import type { Logger } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { ChannelCode } from './codes.ts';
import { testDue } from './due.ts';
import { noteChannel } from './seen.ts';
import { testJob, testRows } from './self-test.ts';
import { rowOf } from './shown.ts';

export interface Watching extends Pick<Parts, 'store' | 'now' | 'procedures'> {
  readonly log: Logger;
  /** Each way out that can be tried without sending anything: what is wrong, or `''`. */
  readonly looks: Partial<Readonly<Record<'mail-out' | 'sms', () => Promise<ChannelCode | ''>>>>;
  /** Where test letters go, or `''`; null where none can come back. */
  readonly address: ((editions: readonly Edition[]) => string) | null;
}

/**
 * Tries each way out every minute, whatever happens (see "Note: What a failing way tells"), and sees to it that test
 * letters leave when they are due. Every process does so; the rows are the same, and a test letter is one job.
 */
export function watchChannels(
  { store, now, procedures, log, looks, address }: Watching,
  everyMs = 60_000,
): { readonly stop: () => Promise<void> } {
  let running: Promise<void> | null = null;
  let stopped = false;
  const look = async (): Promise<void> => {
    const organisation = await currentEditions(store, procedures, now());
    if (organisation === null) return;
    for (const way of ['mail-out', 'sms'] as const) {
      const wrong = await looks[way]?.();
      if (stopped) return;
      if (wrong !== undefined)
        await noteChannel({ store, now, procedures }, way, 'looked', wrong === '' ? 'working' : 'down', wrong);
    }
    const { org } = organisation;
    const editions = organisation.editions.map(({ edition }) => edition);
    const rows = await store.channelStates(org);
    if (address === null || address(editions) === '') {
      // No test letter will come back any more: what the last one said would stand for ever.
      for (const way of ['mail-in', 'smtp-in', 'mail-out'] as const)
        if (rows.some(({ channel, state }) => channel === rowOf(way, 'tested') && state === 'down'))
          await noteChannel({ store, now, procedures }, way, 'tested', 'working');
      return;
    }
    const due = testDue(editions, now());
    const left = rows.find(({ channel }) => channel === testRows.left);
    if (left === undefined || left.checkedAt < due) await store.queueJobs(org, [testJob(now(), `due ${due}`)]);
  };
  const turn = (): void => {
    if (stopped || running !== null) return;
    running = look()
      .catch(() => log({ code: 'channels-not-looked-at' }))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(turn, everyMs);
  timer.unref();
  turn();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
