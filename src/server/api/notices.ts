import { Hono } from 'hono';
import { noticeOf } from '#domain/promises/notices.ts';
import { mayDecideAgain } from '#domain/promises/noticing.ts';
import type { NoticeRow } from '#store/gate-store.ts';
import type { NoticeList, NoticeShown } from '#wire/api.ts';
import { parseNotice } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { readBatch } from './batch.ts';
import { noticed } from './noticing.ts';
import { actorOf, type Actor } from './session.ts';
import { standingOf } from './standing.ts';
import { chainOf } from './streams.ts';

/** For a reviewer whom the packet is sealed to: where their decision goes. Nothing else of the incident is told. */
async function deciding(parts: ApiParts, actor: Actor, row: NoticeRow): Promise<NoticeShown['decide']> {
  if (row.purpose !== 'appeal' || !row.told) return null;
  const { org } = actor.organisation;
  const notice = noticeOf(chainOf(org, `notice/${row.notice}`, row.entries).entries);
  const standing = notice?.ended === null ? await standingOf(parts, actor, row.incident) : null;
  const chain = standing?.whole.chains.get(`incident/${row.incident}`);
  if (standing === null || chain === undefined) return null;
  if (!mayDecideAgain(standing.ground, standing.handling, actor.member, row.cause)) return null;
  return { incident: row.incident, of: row.cause, end: { next: chain.next, head: chain.head } };
}

async function shown(parts: ApiParts, actor: Actor, row: NoticeRow): Promise<NoticeShown> {
  const { notice: id, incident, cause, holds, entries } = row;
  const decide = await deciding(parts, actor, row);
  return { id, entries, incident: holds ? incident : '', of: holds ? cause : '', decide };
}

/**
 * [Note: Told the little they need] Who is told something without seeing where it comes from: a narrow way beside the
 * gate, and as strict. Who is kept out of the incident later is told nothing any more, from that moment on.
 */
export const notices = (parts: ApiParts): Hono =>
  new Hono()
    .get(staffPaths.api.notices, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const rows = await parts.store.noticesFor(actor.organisation.org, actor.member.id);
      const told = await Promise.all(rows.map((row) => shown(parts, actor, row)));
      return c.json({ rows: told, now: parts.now() } satisfies NoticeList);
    })
    .get(staffPaths.api.noticeFile(':id', ':hash'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const [id, hash] = [param(c, 'id'), param(c, 'hash')];
      const bytes = await parts.store.noticeFile(actor.organisation.org, actor.member.id, id, hash);
      if (bytes === null) return refuse(c, parts, 'not-found');
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    })
    .post(staffPaths.api.notices, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readBatch(c, parseNotice);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const answer = await noticed(parts, actor, sent);
      return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
    });
