import type { ChannelState } from '#store/channel-store.ts';
import { isChannelCode, teamChannels, type Channel, type ChannelCode, type TeamChannel } from './codes.ts';

/**
 * By what a way is known: `looked`: it was tried for its own sake, by the clock. `tested`: a test letter went out and came
 * back. `used`: something was sent by it, or not; see "Note: What a failing way tells". `waiting`: letters that wait there.
 */
export type Known = 'looked' | 'tested' | 'used' | 'waiting';

/** The row that something is kept under. */
export const rowOf = (channel: Channel, by: Known): string => (by === 'looked' ? channel : `${channel}/${by}`);

/** How a way is, as everybody may see it. */
export interface ChannelShown {
  readonly channel: TeamChannel;
  /** `unseen`: nothing has looked yet. */
  readonly state: 'working' | 'down' | 'unseen';
  readonly code: ChannelCode | '';
  /** ms. */
  readonly since: number;
  readonly checkedAt: number;
}

/**
 * What looks and test letters say together: down when either says so, and what looking says goes before. Never what was
 * seen while something was sent.
 */
export function shownOf(channel: TeamChannel, rows: readonly ChannelState[]): ChannelShown {
  const [looked, tested] = (['looked', 'tested'] as const).map((by) =>
    rows.find((row) => row.channel === rowOf(channel, by)),
  );
  const checkedAt = Math.max(looked?.checkedAt ?? 0, tested?.checkedAt ?? 0);
  const down = [looked, tested].filter((row) => row?.state === 'down');
  const [first] = down;
  if (first !== undefined) {
    const since = Math.min(...down.map((row) => row?.since ?? Infinity));
    return { channel, state: 'down', code: isChannelCode(first.code) ? first.code : '', since, checkedAt };
  }
  if (looked === undefined && tested === undefined) return { channel, state: 'unseen', code: '', since: 0, checkedAt };
  const since = Math.max(looked?.since ?? 0, tested?.since ?? 0);
  return { channel, state: 'working', code: '', since, checkedAt };
}

export const isTeams = (channel: Channel): channel is TeamChannel => teamChannels.some((one) => one === channel);
