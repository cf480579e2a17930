import * as v from 'valibot';
import { active, maySettle, memberOf } from '#domain/team/roster.ts';
import type { ChannelState } from '#store/channel-store.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isLanguage } from '#words/words.ts';
import { dateIn } from '../alerts/date-in.ts';
import type { AlertParts } from '../alerts/message.ts';
import { reach } from '../alerts/reach.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { Logger } from '../log.ts';
import type { Later, WaitingLetter, Waits } from '../mail/letter.ts';
import type { Parts } from '../parts.ts';
import { isChannelCode, type ChannelCode } from './codes.ts';
import { rowOf } from './shown.ts';
import { channelWords, wayName } from './words.ts';

/**
 * [Note: Letters that wait] A letter that cannot be taken stays where it lies, and nobody would know. So those who settle
 * events are told that letters wait, by which way, since when and why: never how many, from whom or for whom, because one
 * of them may be about whoever is told. Nobody else is told, nor shown it.
 */
const waysIn = ['mail-in', 'smtp-in'] as const;
export type WayIn = (typeof waysIn)[number];

/** How long a letter must wait, ms, before anybody hears of it: most of what goes wrong ends by itself. */
export const patienceForLetters = 15 * 60_000;
const day = 24 * 3_600_000;
/** How often it is looked at again while nothing changes, ms. */
const every = 3_600_000;

const codes: Readonly<Record<Later, ChannelCode>> = {
  busy: 'letter-stuck',
  nobody: 'letter-stuck',
  closed: 'all-closed',
  'not-set-up': 'no-server-key',
  'no-reader': 'not-reading',
};

const payload = v.object({ waiting: v.picklist(waysIn), member: v.string(), at: v.number() });

/** Where letters wait, and why. */
export function waitingIn(
  rows: readonly ChannelState[],
): readonly { readonly channel: WayIn; readonly since: number; readonly code: ChannelCode | '' }[] {
  return waysIn.flatMap((channel) => {
    const row = rows.find((one) => one.channel === rowOf(channel, 'waiting'));
    return row?.state === 'down' ? [{ channel, since: row.since, code: isChannelCode(row.code) ? row.code : '' }] : [];
  });
}

/** To each of those who settle, once for every day that letters wait: the names of jobs see to it. */
function jobsFor({ roster }: Organisation, waiting: WayIn, since: number, at: number): readonly NewJob[] {
  const settlers = roster.members.filter((member) => maySettle(member) && active(member, at));
  const which = Math.floor((at - since) / day);
  return settlers.map(({ id: member }) => ({
    id: jobName('channel', 'waiting', waiting, String(since), String(which), member),
    kind: 'channel',
    payload: JSON.stringify({ waiting, member, at }),
    at,
  }));
}

export const isOfWaiting = (job: Pick<Job, 'payload'>): boolean => v.is(payload, JSON.parse(job.payload) as unknown);

/** Keeps whether letters wait, by one way in. Never rejects: whoever takes letters goes on. */
export function waitingNoted(
  parts: Pick<Parts, 'store' | 'now' | 'procedures'> & { readonly log: Logger },
  channel: WayIn,
): Waits {
  const { store, now, procedures, log } = parts;
  const row = rowOf(channel, 'waiting');
  let told = { code: '', at: -Infinity };

  const noted = async (code: ChannelCode | ''): Promise<void> => {
    const at = now();
    if (told.code === code && at - told.at < every) return;
    const organisation = await currentEditions(store, procedures, at);
    if (organisation === null) return;
    const { org } = organisation;
    const before = (await store.channelStates(org)).find((one) => one.channel === row);
    const down = code !== '';
    if (down || before !== undefined)
      await store.setChannelState(org, { channel: row, state: down ? 'down' : 'working', code, checkedAt: at }, []);
    const since = before?.state === 'down' ? before.since : at;
    if (down) await store.queueJobs(org, jobsFor(organisation, channel, since, at));
    told = { code, at };
  };

  return async (letters: readonly WaitingLetter[], sure: boolean) => {
    const [first] = letters.toSorted((a, b) => a.since - b.since);
    try {
      if (first === undefined) {
        if (sure) await noted('');
      } else if (now() - first.since >= patienceForLetters) await noted(codes[first.why]);
    } catch {
      log({ code: 'channel-not-noted', where: channel });
    }
  };
}

/** Tells one member that letters wait. Asked again at this moment: none is told of what is solved. */
export const tellWaiting =
  (parts: AlertParts) =>
  async (job: Job): Promise<Outcome> => {
    const { store, now, procedures, origin } = parts;
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await currentEditions(store, procedures, now());
    if (!read.success || organisation === null) return 'over';
    const { waiting, member: id, at } = read.output;
    const { org, roster, editions } = organisation;
    const member = memberOf(roster, id);
    const row = waitingIn(await store.channelStates(org)).find(({ channel }) => channel === waiting);
    if (!member || !active(member, now()) || !maySettle(member) || row === undefined) return 'over';
    // Solved and back since, or another day's by now: then another job tells of it.
    if (row.since > at || now() - at >= day) return 'over';
    const edition = editions[0]?.edition;
    const language = edition?.languages.find(isLanguage) ?? 'en';
    const t = channelWords[language];
    const way = wayName(t, waiting);
    const when = dateIn(language, edition?.zone ?? 'UTC', row.since);
    const text = t.waitBody({ way, when, link: origin + staffPaths.deskChannels });
    const reached = await reach(parts, id, { id: job.id, subject: t.waitSubject(), text }, 'ordinary');
    return reached === 'reached' || reached === 'nowhere' ? 'over' : reached;
  };
