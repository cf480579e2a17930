import type { NewJob } from '#store/job-store.ts';
import { concerned } from '../channels/concerned.ts';
import { jobName } from '../due/job-names.ts';
import { currentEditions } from '../editions.ts';
import { arrivalId } from '../mail/keys.ts';
import type { Parts } from '../parts.ts';
import { eventOf } from './event.ts';
import type { InboundCall } from './provider.ts';
import { languageOf, wordsFor } from './said.ts';

/** What a caller hears when nobody takes the call, and in which language. */
interface Spoken {
  readonly words: string;
  readonly language: string;
}

/** Of calls that nobody took, one alert in so long, ms: whoever dials again and again wakes nobody each time. */
const alertEvery = 5 * 60_000;

/**
 * Notes a call to the team's number: that there was one, when, and whether somebody took it (RPT-12). No number is kept.
 * Of one that nobody took, those who are on duty are told, at any hour; else the readers of new reports, when they
 * are awake. Of no incident, and all of them the same.
 */
export async function calledIn(parts: Parts, { id, to, state }: InboundCall): Promise<Spoken> {
  const { store, signer } = parts;
  const at = parts.now();
  const organisation = await currentEditions(store, parts.procedures, at);
  const current = organisation && (eventOf(organisation, to, at)?.current ?? organisation.editions.at(-1));
  if (!organisation || !current) return { words: wordsFor(undefined).spokenPlain(), language: 'en' };
  const { edition } = current;
  const { org } = organisation;
  const call = { id: arrivalId(signer, 'call', [id]), edition: edition.id, state, at };
  const known = await store.phoneCalls(org, edition.id, 0);
  // Told of again, by the provider or by whoever overheard it, it wakes nobody again; and it is noted last, so that what
  // was not queued is queued when it is told of again.
  const isTold = known.some((one) => one.id === call.id && one.state === state);
  if (!isTold && (state === 'missed' || state === 'message-left')) {
    const { members, urgent } = concerned({ ...organisation, editions: [current] }, at);
    const turn = String(Math.floor(at / alertEvery));
    await store.queueJobs(
      org,
      members.map(({ id: member }): NewJob => ({
        id: jobName('line', edition.id, turn, member),
        kind: 'line',
        payload: JSON.stringify({ edition: edition.id, member, urgent }),
        at,
      })),
    );
  }
  await store.putPhoneCall(org, call);
  const t = wordsFor(edition);
  const number = edition.emergency[0]?.number ?? '';
  return { words: number === '' ? t.spokenPlain() : t.spoken({ number }), language: languageOf(edition) };
}
