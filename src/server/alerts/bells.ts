import * as v from 'valibot';
import type { AlertRoute, AlertStore } from '#store/channel-store.ts';
import type { WebhookTarget } from '#wire/reached.ts';
import { webhookShapes } from '#wire/reached.ts';
import type { ChannelCode } from '../channels/codes.ts';
import type { Settings } from '../settings.ts';
import type { TextSent } from '../texts/provider.ts';
import { mayAsk, outward, type Outward } from './outward.ts';
import { shaped, type Said } from './shapes.ts';
import { pushKey, vapid } from './vapid.ts';

/** The ways to a member besides mail, as this server has them. */
export interface Bells {
  readonly push: Outward;
  readonly webhook: Outward;
  /** Whether we would ever ask this address. */
  readonly mayPush: (endpoint: string) => boolean;
  readonly mayHook: (url: string) => boolean;
  /** Null without a provider of text messages. */
  readonly texts: { send(to: string, text: string): Promise<TextSent> } | null;
  /** Who we say we are to push services: https or mailto. */
  readonly contact: string;
  /** ms; the real clock: other servers read what it dates. */
  readonly clock: () => number;
}

/**
 * What became of one try. `lasting`: it is no use to try again. `after`: ms to wait, as the other side asks for it.
 * `elsewhere`: another process is at it.
 */
export type Tried =
  | { readonly state: 'sent' }
  | { readonly state: 'gone' }
  | { readonly state: 'elsewhere' }
  | { readonly state: 'failed'; readonly code: ChannelCode; readonly lasting: boolean; readonly after: number | null };

/** Push services of the browsers there are; others may be named by the operator. */
const pushServices = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com'];

/** Whether an endpoint is a push service's, and not any address that a browser claims to have been given. */
function isPushService(endpoint: string, also: readonly string[]): boolean {
  if (!mayAsk(endpoint, also)) return false;
  const { hostname, port, origin } = new URL(endpoint);
  if (also.includes(origin)) return true;
  return port === '' && pushServices.some((known) => hostname === known || hostname.endsWith(`.${known}`));
}

/**
 * The ways of this server. `rehearsal`: anybody can enter one, so it writes to no address but those the operator vouches
 * for. `timeoutMs`: how long another server may take.
 */
export function bellsOf(
  settings: Pick<Settings, 'baseUrl' | 'pushAlso' | 'webhookAlso'>,
  texts: Bells['texts'],
  rehearsal: boolean,
  timeoutMs = 10_000,
): Bells {
  const { baseUrl, pushAlso, webhookAlso } = settings;
  const vouched = (url: string): boolean => URL.canParse(url) && webhookAlso.includes(new URL(url).origin);
  return {
    push: outward({ also: pushAlso, timeoutMs }),
    webhook: outward({ also: webhookAlso, timeoutMs }),
    mayPush: (endpoint) => isPushService(endpoint, pushAlso),
    mayHook: (url) => mayAsk(url, webhookAlso) && (!rehearsal || vouched(url)),
    texts,
    contact: baseUrl?.startsWith('https://') === true ? baseUrl : 'mailto:recourse@localhost',
    clock: Date.now,
  };
}

const failed = (code: ChannelCode, lasting = false, after: number | null = null): Tried => ({
  state: 'failed',
  code,
  lasting,
  after,
});

function read(answer: Awaited<ReturnType<Outward>>): Tried {
  if ('barred' in answer) return failed('no-route', true);
  if ('failed' in answer) return failed(answer.failed);
  const { status, after } = answer;
  if (status >= 200 && status < 300) return { state: 'sent' };
  if (status === 404 || status === 410) return { state: 'gone' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return failed('server-busy', false, after);
  if (status === 401 || status === 403) return failed('refused-login', true);
  // A redirect leads anywhere: it is not followed.
  return failed(status < 400 ? 'bad-answer' : 'refused', true);
}

const targets = {
  push: v.object({ endpoint: v.string() }),
  sms: v.object({ number: v.string() }),
  webhook: v.object({
    shape: v.picklist(webhookShapes),
    url: v.string(),
    token: v.string(),
    to: v.string(),
    as: v.string(),
  }),
};

function readTarget<S extends v.GenericSchema>(shape: S, target: string): v.InferOutput<S> | null {
  try {
    const found = v.safeParse(shape, JSON.parse(target));
    return found.success ? found.output : null;
  } catch {
    return null;
  }
}

export const pushTarget = ({ target }: AlertRoute): string => readTarget(targets.push, target)?.endpoint ?? '';
export const smsTarget = ({ target }: AlertRoute): string => readTarget(targets.sms, target)?.number ?? '';
export const webhookTarget = ({ target }: AlertRoute): WebhookTarget | null => readTarget(targets.webhook, target);

/** A day: whoever's phone was off hears it when it is on again; later it is in the list on the desk anyway. */
const keptSeconds = 86_400;

/** An empty push (RFC 8030): the phone rings, and nobody on the way learns for what. One that waits replaces another. */
async function pushed(
  { push, mayPush, contact, clock }: Bells,
  store: AlertStore,
  endpoint: string,
  urgent: boolean,
): Promise<Tried> {
  if (!mayPush(endpoint)) return failed('no-route', true);
  const headers = {
    authorization: await vapid(await pushKey(store), endpoint, contact, clock()),
    ttl: String(keptSeconds),
    urgency: urgent ? 'high' : 'normal',
    topic: 'desk',
  };
  return read(await push({ url: endpoint, method: 'POST', headers, body: '' }));
}

/** One try on one route. Never rejects. */
export async function tryRoute(bells: Bells, store: AlertStore, route: AlertRoute, said: Said): Promise<Tried> {
  switch (route.kind) {
    case 'push':
      return pushed(bells, store, pushTarget(route), said.urgent);
    case 'sms': {
      if (bells.texts === null) return failed('no-provider', true);
      const sent = await bells.texts.send(smsTarget(route), `${said.words} ${said.desk}`);
      return sent === 'sent' ? { state: 'sent' } : failed('refused', sent === 'refused');
    }
    case 'webhook': {
      const target = webhookTarget(route);
      if (target === null || !bells.mayHook(target.url)) return failed('no-route', true);
      return read(await bells.webhook(shaped(target, said, bells.clock())));
    }
  }
}
