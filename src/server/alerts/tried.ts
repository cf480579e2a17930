import * as v from 'valibot';
import { sha256Hex } from '#seal/digest.ts';
import type { AlertSent, RouteKind } from '#store/channel-store.ts';
import { paths } from '#wire/paths.ts';
import { codeOf, type Channel } from '../channels/codes.ts';
import { channelSeen } from '../channels/seen.ts';
import type { Organisation } from '../editions.ts';
import { tryRoute, type Tried } from './bells.ts';
import type { AlertParts, How, Message } from './message.ts';
import { triedAs, wayOf, type Route } from './ways.ts';
import { wordingOf } from './wording.ts';

const channelOf: Readonly<Record<RouteKind | 'mail', Channel>> = {
  mail: 'mail-out',
  push: 'push',
  sms: 'sms',
  webhook: 'webhook',
};

/** How long a try may be under way, ms; then nobody knows whether it was taken, and it may be tried again. */
const longest = 40_000;
/** So much later, ms, another process may be sure that whoever began it has ended. */
const underWay = longest + 10_000;

/** Without an answer by then it was not taken: a mail that was all the same has the same name the next time. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), longest).unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const errors = v.object({
  command: v.optional(v.string(), ''),
  response: v.optional(v.string(), ''),
  responseCode: v.optional(v.number(), 0),
});

/**
 * Whether a mail server said for good that it does not take this letter to this address. What it says of us, before it was
 * given the address or for a reason of its own rules (5.7.x, RFC 3463), whoever runs the server may mend.
 */
function isRefused(error: unknown): boolean {
  const read = v.safeParse(errors, error);
  if (!read.success || codeOf(error) === 'refused-login') return false;
  const { command, response, responseCode } = read.output;
  if (responseCode < 500 || responseCode > 599 || /^5\d\d[ -]5\.7\./u.test(response)) return false;
  return command === 'RCPT TO' || command === 'DATA';
}

async function mailed(parts: AlertParts, to: string, { id, subject, text }: Message): Promise<Tried> {
  try {
    if (parts.post === null) return { state: 'failed', code: 'no-route', lasting: true, after: null };
    await within(parts.post.send({ messageId: sha256Hex(id).slice(0, 32), to, subject, text }));
    return { state: 'sent' };
  } catch (error) {
    parts.log({ code: 'mail-not-sent' });
    return { state: 'failed', code: codeOf(error), lasting: isRefused(error), after: null };
  }
}

/** What is kept of it. */
export function stateOf(done: Tried): Exclude<AlertSent['state'], 'trying'> {
  if (done.state === 'failed') return done.lasting ? 'refused' : 'failed';
  return done.state === 'elsewhere' ? 'failed' : done.state;
}

/** One try on one route, by one process at a time; what became of it is kept. Never rejects but with the store. */
export async function tried(
  parts: AlertParts,
  organisation: Organisation,
  member: string,
  message: Message,
  how: How,
  route: Route,
): Promise<Tried> {
  const { store, bells, now, origin } = parts;
  const { org } = organisation;
  const [urgent, id] = [how === 'urgent', triedAs(route, member, message.id)];
  const row = { id, member, kind: route.kind, urgent };
  if (!(await store.beginAlert(org, { ...row, at: now() }, underWay))) return { state: 'elsewhere' };
  const words = wordingOf(organisation, how, message.edition);
  const said = { words, desk: origin + paths.desk, urgent, id: sha256Hex(id).slice(0, 32) };
  const nothing = { state: 'failed', code: 'no-route', lasting: true, after: null } as const;
  const done =
    route.kind === 'mail'
      ? await mailed(parts, route.address, message)
      : bells === undefined
        ? nothing
        : await within(tryRoute(bells, store, route, said)).catch((): Tried => {
            // One way that breaks keeps none of the others from ringing.
            parts.log({ code: 'route-failed', where: route.kind });
            return nothing;
          });
  if (done.state === 'elsewhere') return done;
  const state = stateOf(done);
  await store.noteAlert(org, { ...row, state, at: now() });
  // A browser that threw its address away gets another one; this one never comes back.
  if (done.state === 'gone' && route.kind === 'push') await store.endAlertRoute(org, member, route.id);
  else if (state === 'sent') await store.noteWay(org, member, wayOf(route), null);
  else if (state !== 'failed') await store.noteWay(org, member, wayOf(route), now());
  const channel = channelOf[route.kind];
  if (done.state === 'sent') await channelSeen(parts, channel, 'working');
  else await channelSeen(parts, channel, 'down', done.state === 'gone' ? 'gone' : done.code);
  return done;
}
