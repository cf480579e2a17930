import * as v from 'valibot';
import type { Edition } from '#domain/edition/edition.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import type { Store } from '#store/store.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { jobName } from './job-names.ts';
import type { Outcome } from './jobs.ts';
import { following } from './owed.ts';
import { heldBeside, wholeOf } from './whole.ts';

const payload = v.object({ edition: v.string(), settled: v.string(), after: v.string() });

/** Incidents a run; what is left is the next job's, so that none outlasts its lease. */
const most = 50;
const tries = 5;

type Reading = Pick<Parts, 'procedures' | 'now'> & { readonly store: Store };

function page(edition: string, settled: string, after: string, at: number): NewJob {
  const carried = JSON.stringify({ edition, settled, after });
  return { id: jobName('reckon', edition, settled, after), kind: 'reckon', payload: carried, at };
}

/** What an append of new settings carries: dates that follow from the event's own are reckoned again. */
export function reckoningAfter(before: Edition | undefined, after: Edition, settled: string, at: number): NewJob[] {
  const moved =
    before !== undefined && (before.zone !== after.zone || before.from !== after.from || before.to !== after.to);
  return moved ? [page(after.id, settled, '', at)] : [];
}

/** False when others wrote each time between folding and storing. */
async function reckonedAgain(parts: Reading, organisation: Organisation, incident: string): Promise<boolean> {
  for (let n = 0; n < tries; n++) {
    const whole = await wholeOf(parts, organisation, incident);
    if (!whole?.ground) return true;
    const follows = following(whole, [], parts.now());
    const done = await parts.store.append({ org: organisation.org, streams: heldBeside([whole], []), ...follows });
    if ('appended' in done) return true;
  }
  return false;
}

/** The event's days or zone moved: rows, what is owed and reminders of its incidents follow, in the background. */
export const reckon =
  (parts: Reading) =>
  async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
    if (!read.success || organisation === null) return 'over';
    const { edition, settled, after } = read.output;
    const incidents = await parts.store.incidentsOwing(organisation.org, edition, { after, most });
    for (const incident of incidents) if (!(await reckonedAgain(parts, organisation, incident))) return 'again';
    const last = incidents.length === most ? incidents.at(-1) : undefined;
    if (last !== undefined)
      await parts.store.append({
        org: organisation.org,
        streams: [],
        jobs: [page(edition, settled, last, parts.now())],
      });
    return 'over';
  };
