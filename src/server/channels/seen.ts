import type { NewJob } from '#store/job-store.ts';
import { jobName } from '../due/job-names.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import type { Channel, ChannelCode } from './codes.ts';
import { concerned } from './concerned.ts';
import { hookJobs } from './hook.ts';
import { isTeams, rowOf, shownOf, type ChannelShown, type Known } from './shown.ts';

export type Seeing = Pick<Parts, 'store' | 'now' | 'procedures'>;

/** How long a way must be down, ms, before anybody is woken: a server that restarts is no news. The desk says it at once. */
export const patience = 120_000;

/**
 * [Note: What a failing way tells] Who is kept out of an incident must not learn from a failing way that something left
 * for somebody. So what the desk and the public page show comes from looks that are made whatever happens: the mailbox
 * being watched, each way out being tried by the clock, and test letters. What is seen while something is sent is kept
 * apart, for whoever runs the server (`recourse doctor`), and for the member whose own route it was.
 */
const watched: readonly Channel[] = ['mail-in', 'smtp-in'];

/**
 * How a way in or out just was, by whoever used it: of the ways in, whoever watches them, and not with each letter. `code`:
 * what is wrong, `''` while it works. To be called as often as one likes; never rejects, because nothing that is under way
 * may fail by it.
 */
export async function channelSeen(
  parts: Seeing & { readonly log?: (line: { readonly code: string; readonly where?: string }) => void },
  channel: Channel,
  state: 'working' | 'down',
  code: ChannelCode | '' = '',
): Promise<void> {
  try {
    await noteChannel(parts, channel, watched.includes(channel) ? 'looked' : 'used', state, code);
  } catch {
    parts.log?.({ code: 'channel-not-noted', where: channel });
  }
}

/** Keeps how a way was; what everybody sees of it is told to who is on duty when it changes. */
export async function noteChannel(
  { store, now, procedures }: Seeing,
  channel: Channel,
  by: Known,
  state: 'working' | 'down',
  code: ChannelCode | '' = '',
): Promise<void> {
  const checkedAt = now();
  const organisation = await currentEditions(store, procedures, checkedAt);
  if (organisation === null) return;
  const { org } = organisation;
  const rows = await store.channelStates(org);
  const channelRow = rowOf(channel, by);
  const others = rows.filter((row) => row.channel !== channelRow);
  const row = { channel: channelRow, state, code, since: checkedAt, checkedAt };
  const jobs = isTeams(channel)
    ? newsJobs(organisation, shownOf(channel, rows), shownOf(channel, [...others, row]), checkedAt)
    : [];
  await store.setChannelState(org, { channel: channelRow, state, code, checkedAt }, jobs);
}

function newsJobs(
  organisation: Organisation,
  before: ChannelShown,
  { channel, state }: ChannelShown,
  at: number,
): readonly NewJob[] {
  // A way that works when it is first looked at is no news.
  if (before.state === state || (before.state === 'unseen' && state === 'working')) return [];
  const down = state === 'down';
  // Several processes may see it at once: it is one change of what was before.
  const occasion = String(before.since);
  const hook = hookJobs(down ? 'channel-down' : 'channel-up', at, channel, occasion);
  // Nobody was told that it is down: nobody needs to hear that it works again.
  if (!down && at - before.since < patience) return hook;
  const { members, urgent } = concerned(organisation, at);
  const told = members.map(({ id: member }): NewJob => ({
    id: jobName('channel', channel, state, member, occasion),
    kind: 'channel',
    payload: JSON.stringify({ channel, state, member, at, urgent: down && urgent }),
    at: down ? at + patience : at,
  }));
  return [...hook, ...told];
}
