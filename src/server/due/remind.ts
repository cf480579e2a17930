import * as v from 'valibot';
import { stepsOf } from '#domain/promises/promises.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { currentEditions } from '../editions.ts';
import type { Parts } from '../parts.ts';
import type { Outcome } from './jobs.ts';
import { jobName } from './job-names.ts';
import { reminderAt } from './owed.ts';
import { inFlight } from './in-flight.ts';
import { standing } from './standing.ts';

const payload = v.object({
  incident: v.string(),
  duty: v.string(),
  cause: v.string(),
  stream: v.string(),
  step: v.string(),
});

/**
 * One step of reminding. Everything is asked again at this moment: what is met or waived needs nobody, and of several
 * steps that passed while nobody looked only the latest speaks. One alert for each who owes it, under a name of its
 * own, and the job of the next step, together: running twice sends once and loses no step. Whether they may see the
 * incident at all is asked when the mail is made.
 */
export const remind = ({ store, now, procedures, log }: Pick<Parts, 'store' | 'now' | 'procedures' | 'log'>) => {
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success) return 'over';
    const organisation = await organised();
    const found = organisation && (await standing({ store, now, procedures }, organisation, read.output));
    if (found === 'unreadable') {
      // Nobody can say any more what was promised by when; members who hold the key see the incident all the same.
      log('reminder-unreadable', 'remind');
      return 'over';
    }
    if (!organisation || !found) return 'over';
    const { incident, duty, cause, stream, step } = read.output;
    const steps = stepsOf(found.rule, found.duty);
    const place = steps.findIndex(({ id }) => id === step);
    const at = steps[place]?.at;
    if (at === undefined) return 'over';
    // The event's settings moved its date since.
    if (at > now()) return { at };
    const later = steps.slice(place + 1);
    const passed = later.findLast((one) => one.at <= now());
    const next = passed ?? later[0];
    const alerts = (passed === undefined ? found.members : []).map(({ id: member }): NewJob => ({
      id: jobName('alert', incident, member, 'remind', duty, cause, stream, step),
      kind: 'alert',
      payload: JSON.stringify({ incident, member, duty, cause, stream }),
      at: now(),
    }));
    const jobs = [...alerts, ...(next === undefined ? [] : [reminderAt(next, incident, found.duty)])];
    await store.append({ org: organisation.org, streams: [], jobs });
    return 'over';
  };
};
