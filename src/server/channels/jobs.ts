import type { AlertParts } from '../alerts/message.ts';
import type { Handlers } from '../due/jobs.ts';
import { hook, type HookSettings } from './hook.ts';
import { selfTest, type Testing } from './self-test.ts';
import { tell } from './tell.ts';
import { isOfWaiting, tellWaiting } from './waiting.ts';

/** What is done about the ways in and out. `testing`: null where no test letter can leave. */
export const channelJobs = (
  alerting: AlertParts,
  testing: Testing | null,
  to: HookSettings | null,
): Pick<Handlers, 'channel' | 'self-test' | 'hook'> => {
  const [changed, waiting] = [tell(alerting), tellWaiting(alerting)];
  return {
    channel: (job) => (isOfWaiting(job) ? waiting(job) : changed(job)),
    'self-test': selfTest(testing),
    hook: hook({ now: alerting.now, log: alerting.log, to }),
  };
};
