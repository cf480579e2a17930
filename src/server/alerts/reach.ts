import { sha256Hex } from '#seal/digest.ts';
import type { AlertRoute, AlertSent, RouteKind } from '#store/channel-store.ts';
import { paths } from '#wire/paths.ts';
import { reached as reachedEn } from '#words/made/en/reached.ts';
import { reached as reachedEs } from '#words/made/es/reached.ts';
import type { Reached as ReachedWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import { codeOf, type Channel } from '../channels/codes.ts';
import { channelSeen } from '../channels/seen.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { Logger } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { Post } from '../post/post.ts';
import { quietEnds } from './quiet.ts';
import { rungSince, shared } from './rung.ts';
import { tryRoute, type Tried, type Bells } from './bells.ts';

export interface AlertParts extends Pick<Parts, 'store' | 'now' | 'procedures'> {
  /** Null: no mail leaves. */
  readonly post: Post | null;
  /** The other bells; absent: mail alone. */
  readonly bells?: Bells;
  /** Where the link leads: `https://host`. */
  readonly origin: string;
  readonly log: Logger;
}

/** What a member is told: by mail in its own words; by all else in the wording of a lock screen. */
export interface Message {
  /** The same for the same alert of the same member: a second try is shown once. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  /** The event whose wording is taken; else the first one's. */
  readonly edition?: string;
  /** Since when it is there to be seen, ms: see "Note: Rung once". Absent: it rings in any case. */
  readonly since?: number;
}

/** `again`: try later. `at`: not before then, ms. `nowhere`: there is no way to them that could work. */
export type Reached = 'reached' | 'again' | 'nowhere' | { readonly at: number };
export type How = 'ordinary' | 'urgent';

/** Mail is a route like any other, and has no row of its own. */
export type Route = MailRoute | AlertRoute;

interface MailRoute {
  readonly id: 'mail';
  readonly kind: 'mail';
  readonly address: string;
}

const spoken: Readonly<Record<Language, ReachedWords>> = { en: reachedEn, es: reachedEs };
/** For so long after it arrived somewhere the other routes are tried too, ms; then it is old. */
const stillUrgent = 15 * 60_000;
/** Nobody is asked again sooner than this, whatever they say, ms. */
const soonest = 30_000;
const channelOf: Readonly<Record<RouteKind | 'mail', Channel>> = {
  mail: 'mail-out',
  push: 'push',
  sms: 'sms',
  webhook: 'webhook',
};

/** How a member is reached, in their own order; mail first where they chose none. A way this server has not is no route. */
export async function routesOf(
  { store, post, bells }: Pick<AlertParts, 'store' | 'post' | 'bells'>,
  org: string,
  member: string,
): Promise<readonly Route[]> {
  const rows = await store.alertRoutes(org, member);
  const address = (await store.alertAddress(org, member)) ?? '';
  const mailPlace = (await store.alertQuiet(org, member))?.mailPlace ?? 0;
  const usable = rows.filter(({ kind }) => bells !== undefined && (kind !== 'sms' || bells.texts !== null));
  if (address === '' || post === null) return usable;
  const mail: MailRoute = { id: 'mail', kind: 'mail', address };
  const before = usable.filter(({ place }) => place < mailPlace);
  return [...before, mail, ...usable.slice(before.length)];
}

/** What a lock screen shows: the event's own words, or ours. It says nothing of what it is about. */
export function wordingOf({ editions }: Pick<Organisation, 'editions'>, how: How, id?: string): string {
  const edition = (editions.find((one) => one.edition.id === id) ?? editions[0])?.edition;
  if (edition !== undefined && edition.alertWords !== '') return edition.alertWords;
  const words = spoken[edition?.languages.find(isLanguage) ?? 'en'];
  return how === 'urgent' ? words.lockNow() : words.lock();
}

/** What somebody is sent who asks whether it rings. */
export function testMessage({ editions }: Pick<Organisation, 'editions'>, id: string): Message {
  const words = spoken[editions[0]?.edition.languages.find(isLanguage) ?? 'en'];
  return { id: `test/${id}`, subject: words.testSubject(), text: words.testBody() };
}

/** Under what a try is kept: which route and which alert, as a digest. */
const triedAs = (route: Route, member: string, id: string): string =>
  `${route.id}-${sha256Hex(`${member}/${id}`).slice(0, 16)}`;
export const routeOfTry = ({ id }: Pick<AlertSent, 'id'>): string => id.slice(0, id.lastIndexOf('-'));

async function mailed(parts: AlertParts, to: string, { id, subject, text }: Message): Promise<Tried> {
  try {
    if (parts.post === null) return { state: 'failed', code: 'no-route', lasting: true, after: null };
    await parts.post.send({ messageId: sha256Hex(id).slice(0, 32), to, subject, text });
    return { state: 'sent' };
  } catch (error) {
    parts.log({ code: 'mail-not-sent' });
    return { state: 'failed', code: codeOf(error), lasting: false, after: null };
  }
}

async function tried(
  parts: AlertParts,
  organisation: Organisation,
  member: string,
  message: Message,
  how: How,
  route: Route,
): Promise<Tried> {
  const { store, bells, now, origin } = parts;
  const [urgent, id] = [how === 'urgent', triedAs(route, member, message.id)];
  const words = wordingOf(organisation, how, message.edition);
  const said = { words, desk: origin + paths.desk, urgent, id: sha256Hex(id).slice(0, 32) };
  const nothing: Tried = { state: 'failed', code: 'no-route', lasting: true, after: null };
  const done =
    route.kind === 'mail'
      ? await mailed(parts, route.address, message)
      : bells === undefined
        ? nothing
        : await tryRoute(bells, store, route, said).catch((): Tried => {
            // One way that breaks keeps none of the others from ringing.
            parts.log({ code: 'route-failed', where: route.kind });
            return nothing;
          });
  const { org } = organisation;
  await store.noteAlert(org, { id, member, kind: route.kind, urgent, state: done.state, at: now() });
  // A browser that threw its address away gets another one; this one never comes back.
  if (done.state === 'gone' && route.kind === 'push') await store.endAlertRoute(org, member, route.id);
  const channel = channelOf[route.kind];
  if (done.state === 'sent') await channelSeen(parts, channel, 'working');
  else await channelSeen(parts, channel, 'down', done.state === 'gone' ? 'gone' : done.code);
  return done;
}

function outcomeOf(all: readonly Tried[], arrived: boolean, now: number): Reached {
  const waiting = all.filter((one) => one.state === 'failed').filter(({ lasting }) => !lasting);
  if (waiting.length === 0) return arrived ? 'reached' : 'nowhere';
  const asked = waiting.flatMap(({ after }) => (after === null ? [] : [after]));
  if (asked.length < waiting.length) return 'again';
  // "At once" is said by those who are overrun, too.
  return { at: now + Math.max(soonest, Math.min(...asked)) };
}

/**
 * The one way anything reaches a member. `ordinary`: by the first of their routes that takes it, and not in their quiet
 * hours. `urgent`: by all of them at once, whatever the hour; a route that failed is tried again, one that took it is not.
 * Only ever to a member's own routes.
 */
export async function reach(parts: AlertParts, member: string, message: Message, how: How): Promise<Reached> {
  const { store, now, procedures } = parts;
  const organisation = await currentEditions(store, procedures, now());
  if (organisation === null) return 'nowhere';
  const { org } = organisation;
  const routes = await routesOf(parts, org, member);
  if (routes.length === 0) return 'nowhere';
  const quiet = how === 'urgent' ? null : await store.alertQuiet(org, member);
  const at = quiet === null ? null : quietEnds(quiet, now());
  if (at !== null) return { at };
  const names = new Set(routes.map((route) => triedAs(route, member, message.id)));
  const before = await store.alertsSent(org, member);
  const took = before.filter((one) => names.has(one.id) && one.state === 'sent');
  const one = (route: Route): Promise<Tried> => tried(parts, organisation, member, message, how, route);
  if (how === 'urgent') {
    if (took.some((sent) => now() - sent.at > stillUrgent)) return 'reached';
    const left = routes.filter((route) => !took.some(({ id }) => id === triedAs(route, member, message.id)));
    const all = await Promise.all(left.map(one));
    return outcomeOf(all, took.length > 0 || all.some(({ state }) => state === 'sent'), now());
  }
  if (took.length > 0) return 'reached';
  const all: Tried[] = [];
  for (const route of routes) {
    // One after the other on purpose: the next only when this one did not take it.
    const key = `${org}/${member}/${route.id}`;
    const own = before.filter((sent) => routeOfTry(sent) === route.id);
    const done =
      route.kind === 'mail' || message.since === undefined
        ? await one(route)
        : await (rungSince(key, own, message.since) ?? shared(key, now(), one(route)));
    if (done.state === 'sent') return 'reached';
    all.push(done);
  }
  return outcomeOf(all, false, now());
}

/** Tries every route of a member at once, and says what each of them did: "does it ring?" */
export async function ringAll(
  parts: AlertParts,
  organisation: Organisation,
  member: string,
  message: Message,
): Promise<readonly { readonly route: Route; readonly tried: Tried }[]> {
  const routes = await routesOf(parts, organisation.org, member);
  return Promise.all(
    routes.map(async (route) => ({
      route,
      tried: await tried(parts, organisation, member, message, 'urgent', route),
    })),
  );
}
