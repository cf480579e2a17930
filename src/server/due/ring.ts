import * as v from 'valibot';
import { onDutyAt } from '#domain/edition/rota.ts';
import { ringsOf, woken } from '#domain/promises/promises.ts';
import type { Job } from '#store/job-store.ts';
import { currentEditions } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { holdersIn, wakesApart } from './circle.ts';
import { inFlight } from './in-flight.ts';
import type { Outcome } from './jobs.ts';
import { ringAt, wakingAlert } from './owed.ts';
import { standing } from './standing.ts';

const payload = v.object({
  incident: v.string(),
  duty: v.string(),
  cause: v.string(),
  stream: v.string(),
  step: v.string(),
});

type Ringing = Pick<Parts, 'store' | 'now' | 'procedures' | 'log' | 'post'>;

/**
 * Those of them whom something could reach: a step that means only people without any way would be five minutes of silence.
 * Where there are none, all of them: the desk still shows it.
 */
async function within(
  { store, post }: Pick<Ringing, 'store' | 'post'>,
  org: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const ways = await Promise.all(
    ids.map(async (id) => {
      const address = post === undefined ? '' : ((await store.alertAddress(org, id)) ?? '');
      return address !== '' || (await store.alertRoutes(org, id)).length > 0;
    }),
  );
  const heard = ids.filter((_, at) => ways[at]);
  return heard.length > 0 ? heard : ids;
}

/**
 * One step of waking (see "Note: Waking"). Everything is asked again at this moment: who is on duty by the rota as it is
 * now, who is free, whom something can reach, and whether anybody has it already. One alert for each whom it means, under a name that is theirs for
 * this duty, and the job of the next step, together: a crash wakes nobody twice and loses no step.
 */
export const ring = ({ store, now, procedures, log, ...ways }: Ringing) => {
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success) return 'over';
    const organisation = await organised();
    const found = organisation && (await standing({ store, now, procedures }, organisation, read.output));
    if (found === 'unreadable') {
      log('reminder-unreadable', 'ring');
      return 'over';
    }
    if (!organisation || !found) return 'over';
    const { incident, step } = read.output;
    const { duty, rule, edition, handling, begun } = found;
    const steps = ringsOf(rule, begun);
    const place = steps.findIndex(({ id }) => id === step);
    const here = steps[place];
    if (here === undefined) return 'over';
    if (here.at > now()) return { at: here.at };
    const later = steps.slice(place + 1);
    const passed = later.findLast(({ at }) => at <= now());
    const next = passed ?? later[0];
    const meant = woken(here.whom, {
      onDuty: onDutyAt(edition, now()).map(({ member }) => member),
      owing: found.members.map(({ id }) => id),
      holding: await within({ store, ...ways }, organisation.org, holdersIn(handling, organisation.roster, now())),
    });
    // Whom a later step means is asked for now: what rang just before it is that ring, and nothing older.
    const since = Math.max(begun, here.at - wakesApart);
    const alerts = (passed === undefined ? meant : []).map((id) =>
      wakingAlert(incident, id, duty, { again: here.id === 'again', since, at: now() }),
    );
    const jobs = [...alerts, ...(next === undefined ? [] : [ringAt(next, incident, duty)])];
    await store.append({ org: organisation.org, streams: [], jobs });
    return 'over';
  };
};
