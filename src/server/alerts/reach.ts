import type { AlertSent } from '#store/channel-store.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { Tried } from './bells.ts';
import type { AlertParts, How, Message } from './message.ts';
import { quietEnds } from './quiet.ts';
import { rungSince, shared } from './rung.ts';
import { tried } from './tried.ts';
import { routeOfTry, routesOf, triedAs, type Route } from './ways.ts';

/** `again`: try later. `at`: not before then, ms. `nowhere`: there is no way to them that could work. */
export type Reached = 'reached' | 'again' | 'nowhere' | { readonly at: number };

/** For so long after it arrived somewhere the other routes are tried too, ms; then it is old. */
const stillUrgent = 15 * 60_000;
/** Nobody is asked again sooner than this, whatever they say, ms. */
const soonest = 30_000;
/**
 * Between two text messages to one person, ms: money, and a phone that dies. All the other ways ring meanwhile. Less than
 * `wakesApart`: whoever may be woken again is sent one again.
 */
const textsApart = 45_000;
/** Members who are sent one just now, in this process. */
const texting = new Set<string>();

function outcomeOf(all: readonly Tried[], arrived: boolean, now: number): Reached {
  const waits = all.flatMap((one) => {
    if (one.state === 'elsewhere') return [soonest];
    return one.state === 'failed' && !one.lasting ? [one.after] : [];
  });
  if (waits.length === 0) return arrived ? 'reached' : 'nowhere';
  const asked = waits.filter((after) => after !== null);
  if (asked.length < waits.length) return 'again';
  // "At once" is said by those who are overrun, too.
  return { at: now + Math.max(soonest, Math.min(...asked)) };
}

/** What is urgent insists: whoever says "nobody here" is sometimes wrong for a minute. */
const insisting = ({ kind }: Route, done: Tried): Tried =>
  (kind === 'mail' || kind === 'sms') && done.state === 'failed' && done.code === 'refused'
    ? { ...done, lasting: false }
    : done;

/** How long a text message has to wait for the one before it, ms; null: not at all. */
function textWaits(before: readonly AlertSent[], now: number): number | null {
  const last = before.find(({ kind, state }) => kind === 'sms' && (state === 'sent' || state === 'trying'));
  return last === undefined || now - last.at >= textsApart ? null : last.at + textsApart - now;
}

interface Asking {
  readonly parts: AlertParts;
  readonly organisation: Organisation;
  readonly member: string;
  readonly message: Message;
  readonly routes: readonly Route[];
  /** The last alerts of this member. */
  readonly before: readonly AlertSent[];
}

const triesOf = ({ member, message, routes, before }: Asking): readonly AlertSent[] => {
  const names = new Set(routes.map((route) => triedAs(route, member, message.id)));
  return before.filter(({ id }) => names.has(id));
};
const stateBy = ({ member, message, before }: Asking, route: Route): AlertSent['state'] | undefined =>
  before.find(({ id }) => id === triedAs(route, member, message.id))?.state;

/** By all of them at once; what took it is not asked again, what failed is, for a while. */
async function atOnce(asking: Asking): Promise<Rang> {
  const { parts, organisation, member, message, routes, before } = asking;
  const now = parts.now();
  const took = triesOf(asking).filter(({ state }) => state === 'sent');
  if (took.some(({ at }) => now - at > stillUrgent)) return { reached: 'reached', rang: false };
  const whose = `${organisation.org}/${member}`;
  const after = message.isOpen === true ? null : texting.has(whose) ? soonest : textWaits(before, now);
  const texts = after === null && routes.some((route) => route.kind === 'sms' && stateBy(asking, route) !== 'sent');
  if (texts) texting.add(whose);
  const all = await Promise.all(
    routes
      .filter((route) => stateBy(asking, route) !== 'sent')
      .map(async (route): Promise<Tried> => {
        if (route.kind === 'sms' && after !== null)
          return { state: 'failed', code: 'server-busy', lasting: false, after };
        return insisting(route, await tried(parts, organisation, member, message, 'urgent', route));
      }),
  ).finally(() => {
    if (texts) texting.delete(whose);
  });
  const rang = all.some(({ state }) => state === 'sent');
  return { reached: outcomeOf(all, rang || took.length > 0, parts.now()), rang };
}

/** By the first that takes it; one that refused it for good is not asked again for it. */
async function inOrder(asking: Asking): Promise<Reached> {
  const { parts, organisation, member, message, routes, before } = asking;
  const { now } = parts;
  if (triesOf(asking).some(({ state }) => state === 'sent')) return 'reached';
  const all: Tried[] = [];
  for (const route of routes) {
    const state = stateBy(asking, route);
    if (state === 'refused' || state === 'gone') continue;
    // One after the other on purpose: the next only when this one did not take it.
    const key = `${organisation.org}/${member}/${route.id}`;
    const own = before.filter((sent) => routeOfTry(sent) === route.id);
    const one = (): Promise<Tried> => tried(parts, organisation, member, message, 'ordinary', route);
    const done =
      route.kind === 'mail' || message.since === undefined
        ? await one()
        : await (rungSince(key, own, message.since) ?? shared(key, now(), one()));
    if (done.state === 'sent') return 'reached';
    all.push(done);
    // Whoever is at it goes on to the next way.
    if (done.state === 'elsewhere') break;
  }
  return outcomeOf(all, false, now());
}

async function askingFor(parts: AlertParts, member: string, message: Message): Promise<Asking | null> {
  const { store, now, procedures } = parts;
  const organisation = await currentEditions(store, procedures, now());
  if (organisation === null) return null;
  const routes = await routesOf(parts, organisation.org, member);
  if (routes.length === 0) return null;
  const before = await store.alertsSent(organisation.org, member);
  return { parts, organisation, member, message, routes, before };
}

/** `rang`: something took it just now. */
interface Rang {
  readonly reached: Reached;
  readonly rang: boolean;
}

/** As `reach` does what is urgent. */
export async function ringOut(parts: AlertParts, member: string, message: Message): Promise<Rang> {
  const asking = await askingFor(parts, member, message);
  return asking === null ? { reached: 'nowhere', rang: false } : atOnce(asking);
}

/**
 * The one way anything reaches a member. `ordinary`: by the first of their routes that takes it, and not in their quiet
 * hours. `urgent`: by all of them at once, whatever the hour. Only ever to a member's own routes.
 */
export async function reach(parts: AlertParts, member: string, message: Message, how: How): Promise<Reached> {
  if (how === 'urgent') return (await ringOut(parts, member, message)).reached;
  const asking = await askingFor(parts, member, message);
  if (asking === null) return 'nowhere';
  const quiet = await parts.store.alertQuiet(asking.organisation.org, member);
  const at = quiet === null ? null : quietEnds(quiet, parts.now());
  return at === null ? inOrder(asking) : { at };
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
