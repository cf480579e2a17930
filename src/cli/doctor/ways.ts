import type { ChannelState } from '#store/channel-store.ts';
import { bad, fine, spanOf, told, type Finding } from './finding.ts';

const names: Readonly<Record<string, string>> = {
  'mail-in': 'Mail in, fetched',
  'smtp-in': 'Mail in, handed over',
  'mail-out': 'Mail out',
  sms: 'Text messages',
  push: 'Push',
  webhook: 'Members’ own webhooks',
};
const how: Readonly<Record<string, string>> = { tested: ' (test letter)', used: ' (when last used)' };

/** Looked at every minute while a server runs. */
const fresh = 10 * 60_000;

function nameOf(row: string): string | null {
  const [channel = '', by = ''] = row.split('/');
  const name = Object.hasOwn(names, channel) ? names[channel] : undefined;
  return name === undefined ? null : name + ((Object.hasOwn(how, by) ? how[by] : undefined) ?? '');
}

/** How each way in and out was when it was seen last. */
export function channelLines(rows: readonly ChannelState[], now: number): readonly Finding[] {
  const lines = rows.flatMap(({ channel, state, code, since, checkedAt }): readonly Finding[] => {
    const name = nameOf(channel);
    if (name === null) return [];
    const seen = `seen ${spanOf(now - checkedAt)} ago`;
    if (channel.endsWith('/waiting'))
      return state === 'down'
        ? [bad(`${name}: letters wait for ${spanOf(now - since)} (${code}), ${seen}`)]
        : [fine(`${name}: no letter waits`)];
    return state === 'down'
      ? [bad(`${name}: down for ${spanOf(now - since)} (${code}), ${seen}`)]
      : [fine(`${name}: works, ${seen}`)];
  });
  const newest = Math.max(0, ...rows.map(({ checkedAt }) => checkedAt));
  if (lines.length === 0) return [told('Ways in and out: none was looked at yet.')];
  if (newest > now + 60_000) return [...lines, bad('Clock: something was seen in the future. Did the clock go back?')];
  return now - newest > fresh
    ? [...lines, told('Ways in and out: nothing was looked at lately. Does the server run?')]
    : lines;
}
