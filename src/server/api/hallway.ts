import { Hono, type Context } from 'hono';
import { staffEdition } from '#domain/edition/published.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { memberOf } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import { bearerHash } from '#seal/words.ts';
import type { HallwayEntered, HallwayLent, HallwayPack, HallwayProcedure } from '#wire/hallway.ts';
import { parseHallwayDuty, parseHallwayEnter } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { currentEditions } from '../editions.ts';
import { formOf } from '../procedures.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { toBase64 } from './base64.ts';
import { readJson } from './batch.ts';
import { endHallway, hallwayOf, openHallway, worksAt, type HallwayActor } from './hallway-session.ts';

/** A member's own phone: as long as the desk's. */
const hours = 12 * 3_600_000;

function hallwayProcedure(procedure: Procedure): HallwayProcedure {
  const { terms, intake, urgency, police, channels, standIn } = procedure;
  return { ...formOf(procedure), terms, intake, urgency, police, channels, standIn };
}

/** Wrong words, nobody's words, a suspended member's and a secret of nothing are one answer, in its turn. */
async function wrong(c: Context, parts: ApiParts): Promise<Response> {
  const turn = await parts.bearers.wrong();
  return refuse(c, parts, turn === 'slow-down' ? 'slow-down' : 'not-found');
}

async function packOf(parts: ApiParts, { organisation, session, current, member }: HallwayActor): Promise<HallwayPack> {
  const { org, root, notes } = organisation;
  const phone = member === null ? await parts.store.dutyPhone(org, session.phone) : null;
  return {
    org,
    root,
    notes,
    edition: staffEdition(current.edition),
    procedure: hallwayProcedure(current.procedure),
    who: { member: session.member, name: member?.name ?? phone?.name ?? '', until: session.until },
    rehearsal: parts.rehearsal,
    now: parts.now(),
  };
}

/** The way into the hallway, and what staff who take a report need there. Of no report, and of no incident. */
export const hallway = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  const here = () => currentEditions(store, parts.procedures, now());
  return new Hono()
    .post(staffPaths.api.hallway.enter, async (c) => {
      const key = await readJson(c, parseHallwayEnter);
      if ('refused' in key) return refuse(c, parts, key.refused);
      const organisation = await here();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const { org, roster, editions } = organisation;
      const row = await store.unlockFor(org, key.handle, bearerHash(key.auth));
      const member = row && memberOf(roster, row.member);
      if (row === null || !member || member.suspended) return wrong(c, parts);
      const known = editions.some(({ edition }) => edition.id === key.edition);
      if (!known || !worksAt(member, key.edition, now())) return refuse(c, parts, 'not-allowed');
      const until = now() + hours;
      await openHallway(c, parts, org, { edition: key.edition, member: member.id, phone: '', until });
      const entered: HallwayEntered = { member: member.id, name: member.name, until, unlock: toBase64(row.file) };
      return c.json(entered);
    })
    .post(staffPaths.api.hallway.duty, async (c) => {
      const sent = await readJson(c, parseHallwayDuty);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const organisation = await here();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const phone = await store.dutyPhoneBySecret(organisation.org, sha256Hex(sent.secret));
      if (phone === null) return wrong(c, parts);
      const { id, edition, name, until, endedAt } = phone;
      if (endedAt > 0 || now() >= until) return refuse(c, parts, 'expired');
      await openHallway(c, parts, organisation.org, { edition, member: '', phone: id, until });
      return c.json({ member: '', name, until, edition } satisfies HallwayLent);
    })
    .post(staffPaths.api.hallway.leave, async (c) => {
      await endHallway(c, parts);
      return c.json({});
    })
    .get(staffPaths.api.hallway.pack(':edition'), async (c) => {
      const actor = await hallwayOf(c, parts);
      if (actor === null) return locked(c);
      if (param(c, 'edition') !== actor.session.edition) return refuse(c, parts, 'not-found');
      return c.json(await packOf(parts, actor));
    });
};
