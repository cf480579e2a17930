import * as v from 'valibot';
import type { Job } from '#store/job-store.ts';
import { waitAfter, type Outcome } from '../due/jobs.ts';
import type { AlertParts, How, Message } from './message.ts';
import { reach } from './reach.ts';
import { noteReached } from './unreached.ts';

/** For so long something is tried, ms, beginning with the first time. Then it is on the desk, and old. */
const tryFor = 3 * 24 * 3_600_000;

/** `tried`: when it was tried first and put off, ms. */
const carried = v.looseObject({ tried: v.optional(v.number()) });

/**
 * Reaches a member, and says what becomes of the job. Who has no way to be reached finds it on the desk; what nobody takes
 * now is tried again, with longer and longer waits and for three days.
 */
export async function told(
  parts: AlertParts,
  job: Job,
  org: string,
  member: string,
  message: Message,
  how: How = 'ordinary',
): Promise<Outcome> {
  const reached = await reach(parts, member, message, how);
  const now = parts.now();
  const carries = v.parse(carried, JSON.parse(job.payload));
  const isOld = carries.tried !== undefined && now - carries.tried >= tryFor;
  const ended = reached === 'reached' || reached === 'nowhere';
  if (message.isOpen === true) await noteReached(parts, org, member, isOld && !ended ? 'nowhere' : reached);
  if (ended || isOld) return 'over';
  const at = reached === 'again' ? now + waitAfter(job.tries) : reached.at;
  return carries.tried === undefined ? { at, payload: JSON.stringify({ ...carries, tried: now }) } : { at };
}
