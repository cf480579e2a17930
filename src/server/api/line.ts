import { Hono } from 'hono';
import { rolesAt } from '#domain/team/roster.ts';
import type { LineCalls } from '#wire/line.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, type ApiParts } from './answers.ts';
import { actorOf } from './session.ts';

/** How long a call is shown, ms. */
const shownFor = 48 * 3_600_000;

/** Calls to the team's number, for everybody who works at the event. They belong to no incident. */
export const line = (parts: ApiParts): Hono =>
  new Hono().get(staffPaths.api.line, async (c) => {
    const actor = await actorOf(c, parts);
    if (actor === null) return locked(c);
    const { organisation, member } = actor;
    const since = parts.now() - shownFor;
    const theirs = organisation.editions.filter(({ edition }) => rolesAt(member, edition.id).length > 0);
    const calls = await Promise.all(
      theirs.map(({ edition }) => parts.store.phoneCalls(organisation.org, edition.id, since)),
    );
    const rows = calls.flat().toSorted((a, b) => b.at - a.at);
    return c.json({ rows: rows.map(({ id, edition, state, at }) => ({ id, edition, state, at })) } satisfies LineCalls);
  });
