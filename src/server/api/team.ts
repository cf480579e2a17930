import { Hono } from 'hono';
import { active, changesBetween, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import { acceptable, readNote, type RosterRefusal } from '#seal/roster.ts';
import type { Invitation } from '#store/member-store.ts';
import type { InvitationShown, RosterAnswer, RosterSent, RefusalCode } from '#wire/api.ts';
import { parseEnrolment, parseInvitation, parseRosterSent } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { currentEditions } from '../editions.ts';
import { locked, no, param, refuse, type ApiParts, type No } from './answers.ts';
import { fromBase64, isLocked } from './base64.ts';
import { readJson } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

const week = 7 * 24 * 3_600_000;
/** How far ahead of the server's clock a note may be dated: `until` counts from its time. */
const mostAhead = 10 * 60_000;

export const isSteward = (member: RosterMember): boolean => member.rights.includes('steward');

const refusalOf: Readonly<Record<RosterRefusal, RefusalCode>> = {
  'wrong-root': 'bad-request',
  'bad-note': 'bad-request',
  'bad-signature': 'bad-signature',
  'broken-chain': 'stale-head',
  'not-enough-signatures': 'bad-signature',
  'until-too-far': 'bad-request',
};

/** Everybody in the new note can be sealed to: their recipient is known, or comes with it. */
async function recipientsKnown({ store }: ApiParts, roster: Roster, sent: readonly string[]): Promise<boolean> {
  const hashes = new Set(sent.map((recipient) => sha256Hex(recipient)));
  const known = await Promise.all(
    roster.members.map(async ({ ageHash }) => hashes.has(ageHash) || (await store.recipient(ageHash)) !== null),
  );
  return known.every(Boolean);
}

/** The note gives an invited member exactly the keys that came back through the link. */
function fitsInvitation(roster: Roster, invitation: Invitation | null): boolean {
  const keys = invitation?.enrolment;
  const member = roster.members.find((m) => m.id === invitation?.member);
  return (
    keys !== null && keys !== undefined && member?.sign === keys.sign && member.ageHash === sha256Hex(keys.recipient)
  );
}

/** Whose sessions, locks and grants end: who left, and who is suspended now and was not. */
function endedBy(before: Roster, after: Roster): readonly string[] {
  return changesBetween(before, after).flatMap((change) =>
    change.what === 'member-removed' || change.what === 'suspended' ? [change.member] : [],
  );
}

async function proposed(
  parts: ApiParts,
  { organisation, member }: Actor,
  sent: RosterSent,
): Promise<RosterAnswer | No> {
  const { store } = parts;
  const { org, root, roster, rosterHash } = organisation;
  const read = readNote(sent.note);
  if ('refused' in read) return no('bad-request');
  if (read.hash === rosterHash) return { accepted: true };
  const judged = acceptable(root, { roster, hash: rosterHash }, sent.note);
  if ('refused' in judged) return no(refusalOf[judged.refused]);
  if (!read.roster.sealingKeys.includes(parts.signer.public)) return no('bad-request');
  const { time } = read.roster;
  if (time < roster.time || time > Math.max(parts.now() + mostAhead, roster.time + 1)) return no('bad-request');
  const invitation = sent.invitation === '' ? null : await store.invitation(org, sent.invitation, parts.now());
  if (sent.invitation !== '' && !fitsInvitation(read.roster, invitation)) return no('expired');
  if (!(await recipientsKnown(parts, read.roster, sent.recipients))) return no('bad-request');
  if ('waiting' in judged) {
    const same = (await store.proposals()).find(({ note }) => {
      const other = readNote(note);
      return !('refused' in other) && other.hash === read.hash;
    });
    const id = same?.id ?? randomHex(16);
    if (same === undefined) await store.propose({ id, note: sent.note, by: member.id, at: parts.now() });
    return { waiting: id };
  }
  const accepted = await store.appendRoster({
    version: judged.roster.version,
    note: sent.note,
    recipients: sent.recipients
      .map((text) => ({ hash: sha256Hex(text), text }))
      .filter(({ hash }) => judged.roster.members.some((m) => m.ageHash === hash)),
    ...(sent.proposal !== '' && { proposal: sent.proposal }),
    ...(sent.invitation !== '' && { invitation: sent.invitation }),
    ended: endedBy(roster, judged.roster),
  });
  if (!accepted) return no('stale-head');
  // Whatever stood on the old head is no longer a proposal of anything.
  for (const { id } of await store.proposals()) await store.withdrawProposal(id);
  return { accepted: true };
}

/** Roster notes and invitations: stewards' work. */
export const team = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .post(staffPaths.api.roster, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseRosterSent);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      if (!isSteward(actor.member)) return refuse(c, parts, 'not-allowed');
      const answer = await proposed(parts, actor, sent);
      return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
    })
    .post(staffPaths.api.declined(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      if (!isSteward(actor.member)) return refuse(c, parts, 'not-allowed');
      await store.withdrawProposal(param(c, 'id'));
      return c.json({});
    })
    .post(staffPaths.api.invitations, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseInvitation);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { organisation, member } = actor;
      if (!isSteward(member) || !active(member, now())) return refuse(c, parts, 'not-allowed');
      const expires = now() + week;
      const all = await store.invitations(organisation.org);
      if (all.some((i) => i.id === sent.id)) return refuse(c, parts, 'already-received');
      const row = { ...sent, secret: fromBase64(sent.secret), expires, by: member.id, enrolment: null };
      await store.invite(organisation.org, row);
      return c.json({ expires });
    })
    .get(staffPaths.api.invitation(':id'), async (c) => {
      const organisation = await currentEditions(store, parts.procedures, now());
      const invitation = organisation && (await store.invitation(organisation.org, param(c, 'id'), now()));
      if (!organisation || !invitation || invitation.enrolment !== null) return refuse(c, parts, 'not-found');
      const { org, root, salt, editions } = organisation;
      const shown: InvitationShown = {
        member: invitation.member,
        name: invitation.name,
        organisation: editions[0]?.edition.organisation ?? '',
        roles: invitation.roles,
        expires: invitation.expires,
        org,
        root,
        salt,
      };
      return c.json(shown);
    })
    .delete(staffPaths.api.invitation(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      if (!isSteward(actor.member)) return refuse(c, parts, 'not-allowed');
      await store.endInvitation(actor.organisation.org, param(c, 'id'));
      return c.json({});
    })
    .post(staffPaths.api.enrol(':id'), async (c) => {
      const sent = await readJson(c, parseEnrolment);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const organisation = await currentEditions(store, parts.procedures, now());
      const id = param(c, 'id');
      const invitation = organisation && (await store.invitation(organisation.org, id, now()));
      if (!organisation || !invitation) return refuse(c, parts, 'not-found');
      const { recipient, sign, mac, handle, bearer, unlock, address } = sent;
      const file = fromBase64(unlock);
      if (!isLocked(file)) return refuse(c, parts, 'bad-file');
      const row = { handle, bearer, member: invitation.member, file };
      const enrolled = await store.enrol(
        organisation.org,
        id,
        { recipient, sign, mac, at: now() },
        row,
        address,
        now(),
      );
      return enrolled ? c.json({}) : refuse(c, parts, 'expired');
    });
};
