import { Hono } from 'hono';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import type { AlertQuiet, AlertRoute } from '#store/channel-store.ts';
import {
  parseOrder,
  parseQuiet,
  parseRoute,
  type RouteAdded,
  type RouteSent,
  type RouteShown,
  type RoutesAnswer,
  type TestAnswer,
} from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { AlertParts } from '../alerts/message.ts';
import { ringAll } from '../alerts/reach.ts';
import { isWhole } from '../alerts/shapes.ts';
import { stateOf } from '../alerts/tried.ts';
import { noteReached } from '../alerts/unreached.ts';
import { routeOfTry, routesOf, wayOf, type Route } from '../alerts/ways.ts';
import { testMessage, wordingOf } from '../alerts/wording.ts';
import { pushKey } from '../alerts/vapid.ts';
import { pushTarget, smsTarget, webhookTarget, type Bells } from '../alerts/bells.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { readJson } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

/** Alerts that the page lists. */
const mostShown = 50;
/** Of one member; mail besides. */
const mostRoutes = 8;
/** A test rings phones and costs text messages: one in so long, ms. */
const testedEvery = 20_000;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

function shownOf(route: Route, dead: number): RouteShown {
  switch (route.kind) {
    case 'mail':
      return { id: 'mail', kind: 'mail', shows: route.address, shape: '', dead };
    case 'push':
      return { id: route.id, kind: 'push', shows: hostOf(pushTarget(route)), shape: '', dead };
    case 'sms':
      return { id: route.id, kind: 'sms', shows: smsTarget(route), shape: '', dead };
    case 'webhook': {
      const target = webhookTarget(route);
      return { id: route.id, kind: 'webhook', shows: hostOf(target?.url ?? ''), shape: target?.shape ?? '', dead };
    }
  }
}

/** Whether this server would ever use it. */
function fits(sent: RouteSent, bells: Bells): boolean {
  switch (sent.kind) {
    case 'push':
      return bells.mayPush(sent.endpoint);
    case 'sms':
      return bells.texts !== null;
    case 'webhook':
      return bells.mayHook(sent.url) && isWhole(sent);
  }
}

/** The same browser again is the same route; whatever else is added is another one. */
function routeFrom(sent: RouteSent, member: string, place: number, addedAt: number): AlertRoute {
  const { kind, ...target } = sent.kind === 'push' ? { kind: sent.kind, endpoint: sent.endpoint } : sent;
  const id = sent.kind === 'push' ? sha256Hex(`${member}\n${sent.endpoint}`).slice(0, 32) : randomHex(16);
  return { id, member, kind, place, target: JSON.stringify(target), addedAt };
}

const never = { from: 0, to: 0, zone: 'UTC', mailPlace: 0 } as const satisfies AlertQuiet;

/** How the member who asks is reached: theirs alone, and the same whatever there is to be told of. */
export const routes = (parts: ApiParts): Hono => {
  const { store, now, bells, post } = parts;
  /** When each member last tried it out. */
  const tested = new Map<string, number>();
  const reaching = (origin: string): AlertParts => ({
    ...parts,
    post: post ?? null,
    origin,
    log: ({ code, where }) => parts.log(code, where),
  });
  const own = (actor: Actor): Promise<readonly Route[]> =>
    routesOf(reaching(''), actor.organisation.org, actor.member.id);
  return new Hono()
    .get(staffPaths.api.routes, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const { organisation, member } = actor;
      const { org } = organisation;
      const quiet = await store.alertQuiet(org, member.id);
      const sent = await store.alertsSent(org, member.id);
      const dead = (await store.deadWays(org)).filter((one) => one.member === member.id);
      const deadSince = (route: Route): number => dead.find(({ way }) => way === wayOf(route))?.since ?? 0;
      const answer: RoutesAnswer = {
        routes: (await own(actor)).map((route) => shownOf(route, deadSince(route))),
        quiet: quiet === null || quiet.from === quiet.to ? null : { from: quiet.from, to: quiet.to, zone: quiet.zone },
        sent: sent.slice(0, mostShown).flatMap((one) => {
          const { kind, urgent, state, at } = one;
          // What is under way has not become anything yet.
          return state === 'trying' ? [] : [{ route: routeOfTry(one), kind, urgent, state, at }];
        }),
        offers: bells === undefined ? [] : ['push', ...(bells.texts === null ? [] : ['sms' as const]), 'webhook'],
        pushKey: bells === undefined ? '' : (await pushKey(store)).public,
        words: wordingOf(organisation, 'ordinary'),
      };
      return c.json(answer);
    })
    .post(staffPaths.api.routes, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseRoute);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      if (bells === undefined || !fits(sent, bells)) return refuse(c, parts, 'bad-request');
      const { org } = actor.organisation;
      const known = await store.alertRoutes(org, actor.member.id);
      const mailPlace = (await store.alertQuiet(org, actor.member.id))?.mailPlace ?? 0;
      const last = Math.max(known.at(-1)?.place ?? 0, mailPlace) + 1;
      const route = routeFrom(sent, actor.member.id, last, now());
      const was = known.find(({ id, kind }) => kind === 'push' && sent.kind === 'push' && id === sent.was);
      // What is there already stays where it is, and so does what takes the place of another.
      const place = (known.find(({ id }) => id === route.id) ?? was)?.place ?? last;
      const put = await store.putAlertRoute(org, { ...route, place }, was === undefined ? mostRoutes : mostRoutes + 1);
      if (put && was !== undefined && was.id !== route.id) await store.endAlertRoute(org, actor.member.id, was.id);
      return put ? c.json({ id: route.id } satisfies RouteAdded) : refuse(c, parts, 'closed');
    })
    .delete(staffPaths.api.route(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const { org } = actor.organisation;
      if (param(c, 'id') === 'mail') await store.setAlertAddress(org, actor.member.id, '');
      else await store.endAlertRoute(org, actor.member.id, param(c, 'id'));
      return c.json({});
    })
    .post(staffPaths.api.routesOrder, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseOrder);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { org } = actor.organisation;
      const { id: member } = actor.member;
      // What is not named comes after, in the order it had.
      const placeOf = (id: string): number => (sent.order.includes(id) ? sent.order.indexOf(id) : sent.order.length);
      const known = await store.alertRoutes(org, member);
      for (const route of known) await store.putAlertRoute(org, { ...route, place: placeOf(route.id) }, mostRoutes);
      const quiet = (await store.alertQuiet(org, member)) ?? never;
      await store.setAlertQuiet(org, member, { ...quiet, mailPlace: placeOf('mail') });
      return c.json({});
    })
    .post(staffPaths.api.routesQuiet, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseQuiet);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { org } = actor.organisation;
      const { mailPlace } = (await store.alertQuiet(org, actor.member.id)) ?? never;
      await store.setAlertQuiet(org, actor.member.id, { ...sent, mailPlace });
      return c.json({});
    })
    .post(staffPaths.api.routesTest, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const { organisation, member } = actor;
      const newest = tested.get(member.id) ?? -Infinity;
      if (Math.abs(now() - newest) < testedEvery) return refuse(c, parts, 'slow-down');
      tested.set(member.id, now());
      const origin = parts.baseUrl ?? new URL(c.req.url).origin;
      const all = await ringAll(reaching(origin), organisation, member.id, testMessage(organisation, randomHex(16)));
      const tried = all.map(({ route, tried: done }) => ({ id: route.id, kind: route.kind, state: stateOf(done) }));
      if (tried.some(({ state }) => state === 'sent')) await noteReached(parts, organisation.org, member.id, 'reached');
      else if (tried.every(({ state }) => state === 'refused' || state === 'gone'))
        await noteReached(parts, organisation.org, member.id, 'nowhere');
      return c.json({ tried } satisfies TestAnswer);
    });
};
