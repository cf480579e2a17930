import { Hono } from 'hono';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readNote } from '#seal/roster.ts';
import { cursorOf } from '#store/cursor.ts';
import type { Proposal } from '#store/member-store.ts';
import type { DeskInfo, InvitationInfo } from '#wire/api.ts';
import { parseAlerts, parseState } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, refuse, type ApiParts } from './answers.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { readJson } from './batch.ts';
import { isSteward } from './team.ts';
import { actorOf, type Actor } from './session.ts';

/** Proposals on the present head; one whose base is no longer head is proposed again, never merged. */
export function standing(proposals: readonly Proposal[], { organisation }: Actor): readonly Proposal[] {
  return proposals.filter(({ note }) => {
    const read = readNote(note);
    return !('refused' in read) && read.roster.previous === organisation.rosterHash;
  });
}

async function teamWork({ store }: ApiParts, actor: Actor): Promise<Pick<DeskInfo, 'proposals' | 'invitations'>> {
  if (!isSteward(actor.member)) return { proposals: [], invitations: [] };
  const [proposals, invitations] = [await store.proposals(), await store.invitations(actor.organisation.org)];
  return {
    proposals: standing(proposals, actor).map(({ id, note, by, at }) => ({ id, note, by, at })),
    invitations: invitations.map((i): InvitationInfo => ({ ...i, secret: toBase64(i.secret) })),
  };
}

/**
 * Versions this member has to do with: installed, in force at an event, or of an incident they may see. That another one
 * is kept would tell of an incident they may not.
 */
async function versionsFor(
  { store, procedures }: ApiParts,
  { organisation: { org, editions }, member }: Actor,
): Promise<readonly Procedure[]> {
  const all = procedures.all();
  const shown = new Set([
    ...[...procedures.installed.values()].map(({ procedure }) => procedure.digest),
    ...editions.map(({ edition }) => edition.procedureDigest),
  ]);
  const isOld = ({ digest }: Procedure): boolean => !shown.has(digest);
  for (let after = ''; all.some(isOld);) {
    const rows = await store.incidentsFor(org, member.id, { after, most });
    for (const { procedure } of rows) shown.add(procedure);
    const last = rows.at(-1);
    if (last === undefined || rows.length < most) break;
    after = cursorOf(last);
  }
  return all.filter((procedure) => !isOld(procedure));
}

const most = 100;

/** What every desk page stands on, and the member's own small rows. */
export const desk = (parts: ApiParts): Hono =>
  new Hono()
    .get(staffPaths.api.desk, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const { organisation, member } = actor;
      const { org, root, notes, editions } = organisation;
      const state = await parts.store.memberState(org, member.id);
      const answer: DeskInfo = {
        member: member.id,
        org,
        root,
        notes,
        editions: editions.map(({ edition, entries, missing, openedAlone, open }) => {
          return { edition, entries, missing, openedAlone, open };
        }),
        procedures: await versionsFor(parts, actor),
        installed: [...parts.procedures.installed.values()].map(({ procedure }) => procedure.digest),
        ...(await teamWork(parts, actor)),
        state: state && { counter: state.counter, bytes: toBase64(state.bytes) },
        mail: parts.mail,
        texts: parts.texts !== undefined,
        alertAddress: (await parts.store.alertAddress(org, member.id)) ?? '',
        rehearsal: parts.rehearsal,
        now: parts.now(),
      };
      return c.json(answer);
    })
    .post(staffPaths.api.state, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseState);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { organisation, member } = actor;
      const put = await parts.store.putMemberState(organisation.org, member.id, sent.counter, fromBase64(sent.bytes));
      return put ? c.json({}) : refuse(c, parts, 'stale-head');
    })
    .post(staffPaths.api.alerts, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseAlerts);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      await parts.store.setAlertAddress(actor.organisation.org, actor.member.id, sent.address);
      return c.json({});
    });
