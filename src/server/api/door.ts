import { Hono } from 'hono';
import { memberOf } from '#domain/team/roster.ts';
import { bearerHash } from '#seal/words.ts';
import type { Door, Unlocked } from '#wire/api.ts';
import { parseUnlock } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { currentEditions } from '../editions.ts';
import { refuse, type ApiParts } from './answers.ts';
import { toBase64 } from './base64.ts';
import { readJson } from './batch.ts';
import { endSession, openSession } from './session.ts';

/** The desk's door: eight words in, a session and the locked keyring out. */
export const door = (parts: ApiParts): Hono =>
  new Hono()
    .get(staffPaths.api.door, async (c) => {
      const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
      if (organisation === null) return refuse(c, parts, 'not-found');
      const { org, root, salt } = organisation;
      return c.json({ org, root, salt, rehearsal: parts.rehearsal, cast: parts.cast } satisfies Door);
    })
    .post(staffPaths.api.unlock, async (c) => {
      const key = await readJson(c, parseUnlock);
      if ('refused' in key) return refuse(c, parts, key.refused);
      const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
      if (organisation === null) return refuse(c, parts, 'not-found');
      const { org, roster } = organisation;
      const row = await parts.store.unlockFor(org, key.handle, bearerHash(key.auth));
      const member = row && memberOf(roster, row.member);
      // Wrong words, nobody's words and a suspended member's words are one answer.
      if (row === null || !member || member.suspended) {
        const turn = await parts.bearers.wrong();
        return refuse(c, parts, turn === 'slow-down' ? 'slow-down' : 'not-found');
      }
      await openSession(c, parts, org, member.id);
      return c.json({ member: member.id, unlock: toBase64(row.file) } satisfies Unlocked);
    })
    .post(staffPaths.api.lock, async (c) => {
      await endSession(c, parts);
      return c.json({});
    });
