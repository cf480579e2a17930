import { Hono } from 'hono';
import { active, maySettle, memberOf, stewards } from '#domain/team/roster.ts';
import type { ChannelList } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { unreachedIn } from '../alerts/unreached.ts';
import { testJob, testRows } from '../channels/self-test.ts';
import { shownOf } from '../channels/shown.ts';
import { waitingIn } from '../channels/waiting.ts';
import { locked, refuse, type ApiParts } from './answers.ts';
import { actorOf, type Actor } from './session.ts';

const minute = 60_000;
/** When it was looked is said no finer: a letter that is fetched makes it look sooner, and that is nobody's business. */
const looked = 5 * minute;

/** Members whom nothing reaches, for who keeps the team. */
async function unreachedFor(
  { store, now }: ApiParts,
  { organisation, member }: Actor,
): Promise<ChannelList['unreached']> {
  const { org, roster } = organisation;
  if (!stewards(roster).some(({ id }) => id === member.id)) return [];
  return unreachedIn(await store.deadWays(org)).filter((row) => {
    const one = memberOf(roster, row.member);
    return one !== undefined && active(one, now());
  });
}

/** How the ways in and out are, for everybody with a key; a test letter, for who may settle an event. */
export const channels = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .get(staffPaths.api.channels, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const states = await store.channelStates(actor.organisation.org);
      const rows = (parts.channels ?? []).map((channel) => {
        const { state, code, since, checkedAt } = shownOf(channel, states);
        return { channel, state, code, since, looked: Math.floor(checkedAt / looked) * looked };
      });
      const at = (row: string): number => states.find(({ channel }) => channel === row)?.checkedAt ?? 0;
      const list: ChannelList = {
        rows,
        waiting: maySettle(actor.member)
          ? waitingIn(states).map((row) => ({ ...row, since: Math.floor(row.since / looked) * looked }))
          : [],
        unreached: await unreachedFor(parts, actor),
        test: parts.selfTests === true ? { left: at(testRows.left), back: at(testRows.back) } : null,
        mayTest: maySettle(actor.member),
        now: now(),
      };
      return c.json(list);
    })
    .post(staffPaths.api.channelTest, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      if (!maySettle(actor.member) || parts.selfTests !== true) return refuse(c, parts, 'not-allowed');
      // However often it is pressed, one a minute.
      const at = now();
      await store.queueJobs(actor.organisation.org, [testJob(at, `asked ${Math.floor(at / minute)}`)]);
      return c.json({});
    });
};
