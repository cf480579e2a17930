import * as v from 'valibot';

/** How a member is reached besides by the desk itself, as the desk and the server speak of it. Nobody else is shown it. */

export const webhookShapes = ['ntfy', 'matrix', 'slack', 'discord', 'zulip', 'mattermost', 'generic'] as const;
export type WebhookShape = (typeof webhookShapes)[number];

/** A way to reach a member, as they add it. */
export type RouteSent =
  /** `was`: the way through the same browser that this one takes the place of, or `''`. */
  | { readonly kind: 'push'; readonly endpoint: string; readonly was?: string }
  | { readonly kind: 'sms'; readonly number: string }
  | ({ readonly kind: 'webhook' } & WebhookTarget);

export interface WebhookTarget {
  readonly shape: WebhookShape;
  /** ntfy: the topic; Matrix and Zulip: the server; else the address that takes messages. */
  readonly url: string;
  /** ntfy, Matrix, Zulip: what they let us in with; generic: what we sign with. Else `''`. */
  readonly token: string;
  /** Matrix: the room; Zulip: whom the message is for. Else `''`. */
  readonly to: string;
  /** Zulip: the bot's address. Else `''`. */
  readonly as: string;
}

/** Quiet hours: minutes of the day in the zone; the same twice: none. */
export interface QuietSent {
  readonly from: number;
  readonly to: number;
  /** IANA. */
  readonly zone: string;
}

export type ReachKind = 'mail' | 'push' | 'sms' | 'webhook';
/** `refused`: the other side said that it is no way to anybody. */
export type ReachState = 'sent' | 'failed' | 'refused' | 'gone';

export interface RouteShown {
  /** `mail`, or the id of the route. */
  readonly id: string;
  readonly kind: ReachKind;
  /** An address, a number, or the host of a push service or webhook. Never a token. */
  readonly shows: string;
  /** Of a webhook. */
  readonly shape: WebhookShape | '';
  /** Since when it does not work, ms; 0: nothing says so. */
  readonly dead: number;
}

export interface ReachSent {
  readonly route: string;
  readonly kind: ReachKind;
  readonly urgent: boolean;
  readonly state: ReachState;
  /** ms. */
  readonly at: number;
}

export interface RoutesAnswer {
  /** In the order in which they are tried. */
  readonly routes: readonly RouteShown[];
  readonly quiet: QuietSent | null;
  /** The last alerts, newest first. */
  readonly sent: readonly ReachSent[];
  /** What can be added on this server. */
  readonly offers: readonly ('push' | 'sms' | 'webhook')[];
  /** What this server signs pushes with: base64url, uncompressed P-256 point; `''` where none is offered. */
  readonly pushKey: string;
  /** What a lock screen shows. */
  readonly words: string;
}

export interface RouteAdded {
  readonly id: string;
}

export interface TestAnswer {
  readonly tried: readonly { readonly id: string; readonly kind: ReachKind; readonly state: ReachState }[];
}

const line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u));
/** What stands in a header: printable, without spaces. */
const token = v.pipe(v.string(), v.maxLength(400), v.regex(/^[\x21-\x7E]*$/u));
const web = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\/[^\p{C}\p{Z}<>"\\]+$/u));

const routeShape = v.variant('kind', [
  v.strictObject({
    kind: v.literal('push'),
    endpoint: web,
    was: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u))),
  }),
  v.strictObject({ kind: v.literal('sms'), number: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/u)) }),
  v.strictObject({
    kind: v.literal('webhook'),
    shape: v.picklist(webhookShapes),
    url: web,
    token,
    to: line(200),
    as: line(200),
  }),
]);

const zone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.check((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }),
);
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));
const quietShape = v.strictObject({ from: minuteOfDay, to: minuteOfDay, zone });
const orderShape = v.strictObject({
  order: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(?:mail|[0-9a-f]{32})$/u))), v.maxLength(20)),
});

const reader =
  <S extends v.GenericSchema>(shape: S) =>
  (value: unknown): v.InferOutput<S> | null => {
    const read = v.safeParse(shape, value);
    return read.success ? read.output : null;
  };

/** What a browser sent, or null; shapes and lengths only. */
export const parseRoute: (value: unknown) => RouteSent | null = reader(routeShape);
export const parseQuiet: (value: unknown) => QuietSent | null = reader(quietShape);
export const parseOrder: (value: unknown) => { readonly order: readonly string[] } | null = reader(orderShape);
