import { Hono } from 'hono';
import { unansweredFrom, wakes } from '#domain/promises/promises.ts';
import { sha256Hex } from '#seal/digest.ts';
import { dutyCursorOf } from '#store/cursor.ts';
import { parseFeed, type RingList, type RingShown } from '#wire/rings.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, refuse, type ApiParts } from './answers.ts';
import { readJson } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

const most = 100;
/** Pages of duties that are looked through, earliest due first. */
const pages = 20;

/** Through the gate and nothing but the gate: who is kept out of an incident sees what is there without it. */
async function ringing(
  { store, procedures }: ApiParts,
  { organisation, member }: Actor,
): Promise<readonly RingShown[]> {
  const { org } = organisation;
  const found: RingShown[] = [];
  for (let [after, page] = ['', 0]; page < pages; page++) {
    const rows = await store.dutiesFor(org, member.id, { after, most });
    for (const { incident, edition, codeName, procedure, duty, arose } of rows) {
      const version = procedures.byDigest(procedure);
      const rule = version && wakes(version, duty);
      if (rule === undefined) continue;
      const received = (await store.incidentById(org, incident))?.row.receivedAt ?? arose;
      const since = Math.max(arose, received);
      found.push({ incident, edition, codeName, since, unanswered: unansweredFrom(rule, since) ?? since });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < most) break;
    after = dutyCursorOf(last);
  }
  return found.toSorted((a, b) => a.since - b.since);
}

/** What wakes people now, and the address of a member's own calendar. */
export const rings = (parts: ApiParts): Hono =>
  new Hono()
    .get(staffPaths.api.rings, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      return c.json({ rows: await ringing(parts, actor), now: parts.now() } satisfies RingList);
    })
    .post(staffPaths.api.feed, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseFeed);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { organisation, member } = actor;
      const kept = sent.secret === '' ? '' : sha256Hex(sent.secret);
      await parts.store.setFeed(organisation.org, member.id, kept, parts.now());
      return c.json({});
    });
