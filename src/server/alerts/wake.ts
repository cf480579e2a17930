import type { Job } from '#store/job-store.ts';
import { wakesApart } from '../due/circle.ts';
import type { Outcome } from '../due/jobs.ts';
import type { AlertParts, Message } from './message.ts';
import { ringOut } from './reach.ts';

/** How soon what is urgent is tried again, ms, and how often: for the first hours, whatever was asked for. */
const soon = { first: 15_000, after: 60_000, atMost: 5 * 60_000, tries: 240 };
/** For so long nobody else rings somebody who is being rung, ms. */
const lease = 60_000;

/** What wakes is not left until an hour is over because nobody took it before: what was down may be back long since. */
function soonAgain(outcome: Outcome, tries: number, now: number): Outcome {
  if (outcome === 'over' || tries > soon.tries) return outcome;
  if (outcome === 'again') return { at: now + (tries < 3 ? soon.first : soon.after) };
  return { at: Math.min(outcome.at, now + soon.atMost) };
}

/** Whom to wake for what. */
export interface Waking {
  readonly org: string;
  readonly member: string;
  /** Who is free for it; null where nobody can say: it rings by itself. */
  readonly circle: string | null;
  /** A ring from then on is this one's too, ms. */
  readonly since: number;
}

async function rings(
  parts: AlertParts,
  job: Job,
  member: string,
  message: Message,
): Promise<{ readonly outcome: Outcome; readonly rang: boolean }> {
  const { reached, rang } = await ringOut(parts, member, message);
  const outcome = reached === 'reached' || reached === 'nowhere' ? 'over' : reached;
  return { outcome: soonAgain(outcome, job.tries, parts.now()), rang };
}

/**
 * [Note: One ring for many] A ring says "look at the desk now", and nothing of how much waits there: whoever was rung since
 * something was there to be seen has been rung for it. So what is urgent joins a ring for what the same people could take,
 * and nobody is woken for that more often than every fifty seconds; what came just after a ring waits so long, is
 * asked again whether anybody has it, and then rings, once for all that waited. A ring counts once something took it. Whom
 * a later step means is asked anew: a ring of minutes ago, for something else, is none for that step.
 * Where somebody else is free, it is another ring: the phone of who is kept out of an incident rings, and is silent, as if
 * there were none, and so does everybody's beside them.
 */
export async function wake(
  parts: AlertParts,
  job: Job,
  { org, member, circle, since }: Waking,
  message: Message,
): Promise<Outcome> {
  if (circle === null) return (await rings(parts, job, member, message)).outcome;
  const { store, now } = parts;
  const begun = now();
  const wanted = { member, circle, by: job.id, since, now: begun, apart: wakesApart, lease };
  const claimed = await store.claimWake(org, wanted);
  if (claimed === 'rung') return 'over';
  if (claimed === 'busy') return { at: begun + soon.first };
  if (claimed !== 'ring') return claimed;
  let rung: number | null = null;
  try {
    const { outcome, rang } = await rings(parts, job, member, message);
    if (rang) rung = begun;
    return outcome;
  } finally {
    await store.endWake(org, wanted, rung);
  }
}
