import type { NewJob } from './job-store.ts';

/** What the ways in and out keep: parts of the one contract (`store.ts`), by who needs them. No content anywhere. */

/** A letter or text message to somebody who reported, and what became of it. */
export interface SentRow {
  /** SHA-256 of its Message-ID, or the provider's id, hex. */
  readonly id: string;
  readonly report: string;
  readonly channel: 'e-mail' | 'sms';
  readonly what: 'receipt' | 'message';
  /** Id of the entry it carries, or `''`. */
  readonly entry: string;
  readonly state: 'sent' | 'deferred' | 'refused' | 'bounced';
  /** What the other server answered with: `550`, `4.2.2`; why it could not be asked (`no-route`); or `''`. */
  readonly code: string;
  /** ms. */
  readonly at: number;
}

export interface LetterStore {
  /** The report that a later letter belongs to, by the digest of what it names; null if none. For the server's own sorting. */
  threadOf(
    org: string,
    keys: readonly string[],
  ): Promise<{ readonly key: string; readonly report: string; readonly at: number } | null>;
  /** Each key once: one that is there already stays as it is. */
  putThread(org: string, keys: readonly string[], report: string, at: number): Promise<void>;
  /** This key leads to this report from now on, and was used at `at`. */
  keepThread(org: string, key: string, report: string, at: number): Promise<void>;
  endThreads(org: string, keys: readonly string[]): Promise<void>;
  /** Ends those whose key begins so and that were not used since `before`. */
  forgetThreads(org: string, beginning: string, before: number): Promise<void>;
  /** Replaces what stood under the id. */
  putSent(org: string, row: SentRow): Promise<void>;
  /** Of these sent letters (ids), those we know came back; how many. */
  markBounced(org: string, ids: readonly string[], code: string, at: number): Promise<number>;
  /** What was sent to who told this report, oldest first. Behind the gate: only for who was shown the report just now. */
  sentOf(org: string, report: string): Promise<readonly SentRow[]>;
}

export const routeKinds = ['push', 'sms', 'webhook'] as const;
export type RouteKind = (typeof routeKinds)[number];

export interface AlertRoute {
  readonly id: string;
  readonly member: string;
  readonly kind: RouteKind;
  /** Lowest first. */
  readonly place: number;
  /** JSON; its shape is that of the kind. */
  readonly target: string;
  readonly addedAt: number;
}

export interface AlertQuiet {
  /** Minutes of the day in `zone`; the same twice: never quiet. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** Where mail stands among the routes. */
  readonly mailPlace: number;
}

export interface AlertSent {
  readonly id: string;
  readonly member: string;
  readonly kind: RouteKind | 'mail';
  readonly urgent: boolean;
  /** `trying`: begun, by one process. `refused`: it is no use to try this one again. */
  readonly state: 'trying' | 'sent' | 'failed' | 'refused' | 'gone';
  readonly at: number;
}

/** A way to a member that the other side said is none, by its digest; `''`: nothing at all reached them. */
export interface DeadWay {
  readonly member: string;
  readonly way: string;
  /** ms. */
  readonly since: number;
}

/** A wake that wants to ring somebody (see "Note: One ring for many"). Times in ms. */
export interface Wanted {
  readonly member: string;
  /** Which people are free for it, as a digest. */
  readonly circle: string;
  /** The job that rings. */
  readonly by: string;
  /** A ring since then is this one's as well. */
  readonly since: number;
  readonly now: number;
  /** No sooner after the last ring. */
  readonly apart: number;
  /** For so long nobody else rings. */
  readonly lease: number;
}

/** `ring`: it is this one's to ring now. `rung`: another did, since then. `busy`: another does. Else not before `at`, ms. */
export type Claimed = 'ring' | 'rung' | 'busy' | { readonly at: number };

export interface AlertStore {
  alertRoutes(org: string, member: string): Promise<readonly AlertRoute[]>;
  /** False when `most` are there already; one with the same id is replaced. */
  putAlertRoute(org: string, route: AlertRoute, most: number): Promise<boolean>;
  endAlertRoute(org: string, member: string, id: string): Promise<void>;
  alertQuiet(org: string, member: string): Promise<AlertQuiet | null>;
  setAlertQuiet(org: string, member: string, quiet: AlertQuiet): Promise<void>;
  /**
   * Begins one try, as one step whoever else begins it: false when it was taken already, or when another one began it no
   * longer than `lease` ms ago and has not ended it.
   */
  beginAlert(org: string, sent: Omit<AlertSent, 'state'>, lease: number): Promise<boolean>;
  /** Keeps the newest few of each member. */
  noteAlert(org: string, sent: AlertSent): Promise<void>;
  alertsSent(org: string, member: string): Promise<readonly AlertSent[]>;
  /** The way does not work since then; one that is noted already keeps its time. `null`: it works. */
  noteWay(org: string, member: string, way: string, since: number | null): Promise<void>;
  /** Oldest first. */
  deadWays(org: string): Promise<readonly DeadWay[]>;
  claimWake(org: string, wanted: Wanted): Promise<Claimed>;
  /** What was claimed is over. `rung`: when it began, ms, if anything took it; else null. */
  endWake(org: string, claimed: Pick<Wanted, 'member' | 'circle' | 'by'>, rung: number | null): Promise<void>;
  /** The pair push services know us by; `make` is called once if there is none. */
  pushKeyKept(): Promise<PushKeyRow | null>;
  /** The one that is kept: the given one, or the one that was there first. */
  keepPushKey(key: PushKeyRow): Promise<PushKeyRow>;
}

export interface PushKeyRow {
  /** base64url, uncompressed P-256 point. */
  readonly public: string;
  /** JWK, JSON. */
  readonly private: string;
}

export interface ChannelState {
  readonly channel: string;
  readonly state: 'working' | 'down';
  readonly code: string;
  /** ms: since when it is so, and when it was looked at last. */
  readonly since: number;
  readonly checkedAt: number;
}

export interface PhoneCall {
  readonly id: string;
  readonly edition: string;
  readonly state: 'rang' | 'answered' | 'missed' | 'message-left';
  readonly at: number;
}

export interface ChannelStore {
  channelStates(org: string): Promise<readonly ChannelState[]>;
  /** Writes the state, keeps `since` while it stays, and queues `jobs` only when it changed; returns what it was before. */
  setChannelState(
    org: string,
    seen: Omit<ChannelState, 'since'>,
    jobs: readonly NewJob[],
  ): Promise<ChannelState | null>;
  /** The same call again takes the newer state. */
  putPhoneCall(org: string, call: PhoneCall): Promise<void>;
  /** Newest first, since then. */
  phoneCalls(org: string, edition: string, since: number): Promise<readonly PhoneCall[]>;
  /** The member's calendar address: replaces the one before; `''` ends it. */
  setFeed(org: string, member: string, secret: string, at: number): Promise<void>;
  feedMember(org: string, secret: string): Promise<string | null>;
}
