/** How the ways in and out are, as everybody on the desk may see it: of no incident. */

/** One way of the team's. */
export interface ChannelRow {
  readonly channel: 'mail-in' | 'smtp-in' | 'mail-out' | 'sms';
  /** `unseen`: nothing has looked yet. */
  readonly state: 'working' | 'down' | 'unseen';
  /** From a closed list (`channelCodes`), or `''`. */
  readonly code: string;
  /** ms; 0 while nothing has looked. `looked` is kept to five minutes. */
  readonly since: number;
  readonly looked: number;
}

/** By one way in letters wait that cannot be taken, since when (ms, kept to five minutes), and why: `channelCodes`. */
export interface WaitingRow {
  readonly channel: 'mail-in' | 'smtp-in';
  readonly since: number;
  readonly code: string;
}

/** Nothing reached them when they were last told something that is of no incident, since when (ms). */
export interface UnreachedRow {
  readonly member: string;
  readonly since: number;
}

/** `GET staffPaths.api.channels`. */
export interface ChannelList {
  readonly rows: readonly ChannelRow[];
  /** For who may settle an event; none for anybody else. */
  readonly waiting: readonly WaitingRow[];
  /** For who keeps the team; none for anybody else. */
  readonly unreached: readonly UnreachedRow[];
  /** When the last test letter left and when the newest that came back had left, ms, 0 for none; null: there are none here. */
  readonly test: { readonly left: number; readonly back: number } | null;
  /** Whether they may send one now. */
  readonly mayTest: boolean;
  readonly now: number;
}
