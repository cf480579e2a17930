import * as v from 'valibot';
import type { Edition } from '#domain/edition/edition.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { isLanguage } from '#words/words.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions } from '../editions.ts';
import type { Arrived, Envelope } from '../mail/letter.ts';
import type { Parts } from '../parts.ts';
import type { Channel } from './codes.ts';
import { hookJobs } from './hook.ts';
import { noteChannel } from './seen.ts';
import { rowOf } from './shown.ts';
import { testIn, testToken } from './test-letter.ts';
import type { MailTrial } from './trial.ts';
import { channelWords } from './words.ts';

export interface Testing extends Pick<Parts, 'store' | 'now' | 'procedures' | 'signer'> {
  readonly trial: MailTrial;
  /** The team's own address, which the test letter is sent to; `''` while there is none. */
  readonly address: (editions: readonly Edition[]) => string;
  /** By which ways letters come in here. */
  readonly ways: readonly Extract<Channel, 'mail-in' | 'smtp-in'>[];
}

/** When the last test letter left, and when the newest that came back had left: rows beside the states, in ms. */
export const testRows = { left: 'self-test/left', back: 'self-test/back' } as const;

const waysIn = ['mail-in', 'smtp-in'] as const;

/** How long a letter may take. */
export const patienceForMail = 15 * 60_000;

const payload = v.variant('step', [
  v.object({ step: v.literal('send') }),
  v.object({ step: v.literal('await'), left: v.number() }),
]);

/** A test letter at `at`, ms; `why`: the same for the same occasion, so that one process sends it. */
export const testJob = (at: number, why: string): NewJob => ({
  id: jobName('self-test', why),
  kind: 'self-test',
  payload: JSON.stringify({ step: 'send' }),
  at,
});

/** Another try after one that failed: however many failed, one for each quarter of an hour. */
const againJob = (at: number): NewJob => testJob(at, `again ${Math.floor(at / patienceForMail)}`);

const awaitJob = (left: number): NewJob => ({
  id: jobName('self-test', 'await', String(left)),
  kind: 'self-test',
  payload: JSON.stringify({ step: 'await', left }),
  at: left + patienceForMail,
});

/** Sends the letter, and a quarter of an hour later asks whether it came back; if not, says so and sends another. */
export const selfTest =
  (testing: Testing | null) =>
  async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const row = await testing?.store.organisation();
    if (!read.success || testing === null || row === null || row === undefined) return 'over';
    return read.output.step === 'send' ? sent(testing, row.org) : awaited(testing, row.org, read.output.left);
  };

async function sent(testing: Testing, org: string): Promise<Outcome> {
  const { store, now, procedures, signer, trial, address } = testing;
  const left = now();
  const organisation = await currentEditions(store, procedures, left);
  const to = address((organisation?.editions ?? []).map(({ edition }) => edition));
  if (to === '') return 'over';
  const t = channelWords[organisation?.editions[0]?.edition.languages.find(isLanguage) ?? 'en'];
  const token = testToken(signer, left);
  const wrong = await trial.send({ to, subject: t.testSubject(), text: t.testText(), token });
  if (wrong !== '') {
    await noteChannel(testing, 'mail-out', 'tested', 'down', wrong);
    await store.queueJobs(org, [...hookJobs('self-test-failed', left), againJob(now() + patienceForMail)]);
    return 'over';
  }
  await noteChannel(testing, 'mail-out', 'tested', 'working');
  await store.setChannelState(org, { channel: testRows.left, state: 'working', code: '', checkedAt: left }, []);
  await store.queueJobs(org, [awaitJob(left)]);
  return 'over';
}

async function awaited(testing: Testing, org: string, left: number): Promise<Outcome> {
  const { store, now, ways } = testing;
  const back = (await store.channelStates(org)).find(({ channel }) => channel === testRows.back);
  if (back !== undefined && back.checkedAt >= left) return 'over';
  for (const way of ways) await noteChannel(testing, way, 'tested', 'down', 'not-read-back');
  await store.queueJobs(org, [...hookJobs('self-test-failed', left), againJob(now())]);
  return 'over';
}

/**
 * Whether a letter that came in is one of our tests; then it is noted, and there is nothing for the team in it. Null: a
 * letter like any other. Asked before anything else reads the letter.
 */
export const testCameBack =
  (testing: Pick<Testing, 'store' | 'now' | 'procedures' | 'signer'>) =>
  async (raw: Uint8Array, { by }: Pick<Envelope, 'by'>): Promise<Arrived | null> => {
    const { store, now, signer } = testing;
    const left = testIn(signer, raw, now());
    const row = left === null ? null : await store.organisation();
    if (left === null || row === null) return null;
    const { org } = row;
    const rows = await store.channelStates(org);
    const back = rows.find(({ channel }) => channel === testRows.back);
    // One that was read before says nothing of now: whoever kept it could send it again.
    if (back === undefined || back.checkedAt < left) {
      const way = by === 'imap' ? 'mail-in' : 'smtp-in';
      // Which way it was to come by nobody knew: all were called down when it did not, and none is when it does.
      for (const one of waysIn)
        if (one === way || rows.some(({ channel, state }) => channel === rowOf(one, 'tested') && state === 'down'))
          await noteChannel(testing, one, 'tested', 'working');
      const state = { channel: testRows.back, state: 'working', code: '', checkedAt: left } as const;
      await store.setChannelState(org, state, []);
      await store.queueJobs(org, hookJobs('self-test-passed', left));
    }
    return { done: 'noted' };
  };
