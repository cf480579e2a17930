import { Hono } from 'hono';
import type { AskedRow } from '#store/gate-store.ts';
import type { AskedAbout, AskedList } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { actorOf } from './session.ts';

const aboutOf = ({ incident, entries, grant, head }: AskedRow): AskedAbout => ({
  incident,
  parties: entries.map(({ line, hsig, inside }) => inside ?? { line, hsig }),
  grant,
  end: { next: head.seq + 1, head: head.hash },
});

/** The question before anything is shown (two-step opening): names, and nothing else of the incident. */
export const asked = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .get(staffPaths.api.asked, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const rows = await store.askedFor(actor.organisation.org, actor.member.id);
      return c.json({ rows: rows.map(aboutOf), now: now() } satisfies AskedList);
    })
    .get(staffPaths.api.askedFile(':id', ':hash'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const [id, hash] = [param(c, 'id'), param(c, 'hash')];
      const bytes = await store.askedFile(actor.organisation.org, actor.member.id, id, hash);
      if (bytes === null) return refuse(c, parts, 'not-found');
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    });
};
