import { Hono, type Context } from 'hono';
import { active, maySettle } from '#domain/team/roster.ts';
import { randomHex } from '#seal/digest.ts';
import type { DutyPhoneRow } from '#store/hallway-store.ts';
import type { DutyPhoneList, DutyPhoneShown } from '#wire/hallway.ts';
import { parseDutyPhone } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, no, param, refuse, type ApiParts, type No } from './answers.ts';
import { readJson } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

const day = 24 * 3_600_000;
/** Lent at one event at the same time. */
const most = 20;

const shown = ({ id, name, madeBy, madeAt, until, endedAt }: DutyPhoneRow): DutyPhoneShown => ({
  id,
  name,
  madeBy,
  madeAt,
  until,
  ended: endedAt > 0,
});

/** Who settles the event lends its phones. */
async function lender(c: Context, parts: ApiParts): Promise<Actor | No | null> {
  const actor = await actorOf(c, parts);
  if (actor === null) return null;
  const { member, organisation } = actor;
  if (!maySettle(member) || !active(member, parts.now())) return no('not-allowed');
  return organisation.editions.some(({ edition }) => edition.id === param(c, 'edition')) ? actor : no('not-found');
}

/** Phones that are lent for a shift, to volunteers who have no words of their own. */
export const dutyPhones = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .get(staffPaths.api.dutyPhones(':edition'), async (c) => {
      const actor = await lender(c, parts);
      if (actor === null) return locked(c);
      if ('refused' in actor) return refuse(c, parts, actor.refused);
      const rows = await store.dutyPhones(actor.organisation.org, param(c, 'edition'));
      return c.json({ rows: rows.map(shown), now: now() } satisfies DutyPhoneList);
    })
    .post(staffPaths.api.dutyPhones(':edition'), async (c) => {
      const actor = await lender(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseDutyPhone);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      if ('refused' in actor) return refuse(c, parts, actor.refused);
      const [{ org }, edition, madeAt] = [actor.organisation, param(c, 'edition'), now()];
      if (sent.until <= madeAt || sent.until > madeAt + day) return refuse(c, parts, 'bad-request');
      const row = { ...sent, id: randomHex(16), edition, madeBy: actor.member.id, madeAt, endedAt: 0 };
      if (await store.addDutyPhone(org, row, most)) return c.json(shown(row));
      // The same again, after an answer that was lost; or one more than there may be.
      const first = await store.dutyPhoneBySecret(org, sent.secret);
      if (first === null) return refuse(c, parts, 'slow-down');
      const same = first.edition === edition && first.name === sent.name && first.until === sent.until;
      return same ? c.json(shown(first)) : refuse(c, parts, 'already-received');
    })
    .delete(staffPaths.api.dutyPhone(':edition', ':id'), async (c) => {
      const actor = await lender(c, parts);
      if (actor === null) return locked(c);
      if ('refused' in actor) return refuse(c, parts, actor.refused);
      await store.endDutyPhone(actor.organisation.org, param(c, 'edition'), param(c, 'id'), now());
      return c.json({});
    });
};
