import type { NewJob } from './store.ts';

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
  readonly state: 'sent' | 'failed' | 'gone';
  readonly at: number;
}

export interface AlertStore {
  alertRoutes(org: string, member: string): Promise<readonly AlertRoute[]>;
  /** False when `most` are there already; one with the same id is replaced. */
  putAlertRoute(org: string, route: AlertRoute, most: number): Promise<boolean>;
  endAlertRoute(org: string, member: string, id: string): Promise<void>;
  alertQuiet(org: string, member: string): Promise<AlertQuiet | null>;
  setAlertQuiet(org: string, member: string, quiet: AlertQuiet): Promise<void>;
  /** Keeps the newest few of each member. */
  noteAlert(org: string, sent: AlertSent): Promise<void>;
  alertsSent(org: string, member: string): Promise<readonly AlertSent[]>;
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
