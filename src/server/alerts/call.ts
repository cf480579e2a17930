import * as v from 'valibot';
import { callOver, callTaken, goneAt, ringsAt } from '#domain/promises/calling.ts';
import { active, memberOf } from '#domain/team/roster.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import type { CallSent } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { isLanguage } from '#words/words.ts';
import { answersIn } from '../calling.ts';
import { inFlight } from '../due/in-flight.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions } from '../editions.ts';
import { spoken } from './alert.ts';
import type { AlertParts } from './message.ts';
import { reach } from './reach.ts';

const payload = v.variant('step', [
  v.object({ step: v.literal('ring'), call: v.string(), member: v.string(), ring: v.number() }),
  v.object({ step: v.literal('forget'), call: v.string() }),
]);

const day = 24 * 3_600_000;
/** Somebody stands there and waits: what was not taken is tried again at once, not after a while. */
const againAfter = 15_000;

/** The jobs of a new call made at `at`, ms: each ring of each member, and a day after its end that it is forgotten. */
export function callJobs({ id, purpose, members }: CallSent, at: number): readonly NewJob[] {
  const rings = ringsAt(purpose, at).flatMap((due, ring) =>
    members.map((member): NewJob => ({
      id: jobName('call', id, member, String(ring)),
      kind: 'call',
      payload: JSON.stringify({ step: 'ring', call: id, member, ring }),
      at: due,
    })),
  );
  const forget = JSON.stringify({ step: 'forget', call: id });
  return [...rings, { id: jobName('call', id, 'forget'), kind: 'call', payload: forget, at: goneAt(at) + day }];
}

/**
 * Rings one member, by every way they have: that somebody needs them, and nothing of where, why or who (IMM-06). Asked again at
 * this moment: once somebody comes it rings nobody, nor whoever answered, is suspended or gone; and of several rings that
 * passed while nobody looked only the latest counts.
 */
export const call = (parts: AlertParts) => {
  const { store, now, procedures, origin } = parts;
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await organised();
    if (!read.success || organisation === null) return 'over';
    const { org, roster, editions } = organisation;
    if (read.output.step === 'forget') {
      await store.forgetCall(org, read.output.call);
      return 'over';
    }
    const { call: id, member: who, ring } = read.output;
    const made = await store.callById(org, id);
    const standing = made && answersIn(made);
    if (made === null || standing === null || callTaken(standing) || callOver(standing, now())) return 'over';
    const latest = ringsAt(standing.purpose, made.at).findLastIndex((at) => at <= now());
    if (ring !== latest) return 'over';
    await store.callRang(org, id, ring + 1);
    const member = memberOf(roster, who);
    const asked = standing.answers.some((one) => one.member === who && one.says === '');
    if (!asked || !member || !active(member, now())) return 'over';
    const edition = editions.find((one) => one.edition.id === made.edition)?.edition;
    const words = spoken[edition?.languages.find(isLanguage) ?? 'en'];
    const text = words.callBody({ link: origin + paths.desk });
    const message = { id: job.id, subject: words.callSubject(), text, edition: made.edition };
    const reached = await reach(parts, who, message, 'urgent');
    return reached === 'reached' || reached === 'nowhere' ? 'over' : { at: now() + againAfter };
  };
};
