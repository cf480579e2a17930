import { Hono } from 'hono';
import { callOver, callStands, goneAt, goneFrom, unansweredFrom } from '#domain/promises/calling.ts';
import { active, memberOf, type Roster } from '#domain/team/roster.ts';
import { isForSoMany } from '#seal/seal.ts';
import type { NewStaffCall, StaffCall } from '#store/call-store.ts';
import type { CallAnswered, CallList, CallSent, CallShown, CallStanding } from '#wire/hallway.ts';
import { parseCall, parseCallAnswer } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { callJobs } from '../alerts/call.ts';
import { answersIn } from '../calling.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { readJson } from './batch.ts';
import { hallwayOf, type HallwayActor } from './hallway-session.ts';
import { actorOf } from './session.ts';

/** Calls that may stand at once in an edition, and that one session may make in a minute. */
const limits = { open: 30, made: 5 };
const minute = 60_000;

type Answer = CallAnswered & { readonly member: string };

/** What was answered, first said first, by the names of the list as it is now. */
function answered(call: StaffCall, roster: Roster): readonly Answer[] {
  return answersIn(call)
    .answers.flatMap(({ member, says, at }): readonly Answer[] =>
      says === '' ? [] : [{ member, name: memberOf(roster, member)?.name ?? '', says, at }],
    )
    .toSorted((a, b) => a.at - b.at);
}

function shownTo(me: string, call: StaffCall, roster: Roster): CallShown {
  const { id, edition, at, file, author } = call;
  return {
    id,
    edition,
    purpose: answersIn(call).purpose,
    at,
    file: toBase64(file),
    by: author,
    members: call.answers.map(({ member }) => member),
    answers: answered(call, roster).map(({ member, ...rest }) => ({ ...rest, mine: member === me })),
  };
}

/** Why a call is not taken, or null. Whom it is sealed to is for those to see who open it: here only how many. */
function callRefused(sent: CallSent, { session, organisation: { roster } }: HallwayActor, now: number) {
  if (sent.edition !== session.edition) return 'not-allowed';
  const gone = (id: string): boolean => {
    const member = memberOf(roster, id);
    return member === undefined || !active(member, now);
  };
  // The phone has an older list: it fetches the new one and calls again.
  if (sent.members.some(gone)) return 'roster-moved';
  return isForSoMany(fromBase64(sent.file), sent.members.length) ? null : 'bad-file';
}

/**
 * Calls for a lead or a hand, and what was answered (IMM-06, INT-21, INT-22). The one that called sees who answered; those
 * who are called see the call; for everybody else there is none.
 */
export const calls = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .post(staffPaths.api.hallway.calls, async (c) => {
      const actor = await hallwayOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseCall);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const at = now();
      const refused = callRefused(sent, actor, at);
      if (refused !== null) return refuse(c, parts, refused);
      const { id, edition, purpose, members, by: author } = sent;
      const caller = actor.session.hash;
      const file = fromBase64(sent.file);
      const call: NewStaffCall = { id, edition, purpose, caller, author, file, at, endsAt: goneAt(at), members };
      const most = { ...limits, unansweredSince: unansweredFrom(at), madeSince: at - minute };
      const done = await store.addCall(actor.organisation.org, call, most, callJobs(sent, at));
      if (done === 'too-many') return refuse(c, parts, 'slow-down');
      return done === 'taken' ? refuse(c, parts, 'already-received') : c.json({});
    })
    .get(staffPaths.api.hallway.call(':id'), async (c) => {
      const actor = await hallwayOf(c, parts);
      if (actor === null) return locked(c);
      const { org, roster } = actor.organisation;
      const call = await store.callById(org, param(c, 'id'));
      if (call === null || call.caller !== actor.session.hash) return refuse(c, parts, 'not-found');
      const standing: CallStanding = {
        at: call.at,
        answers: answered(call, roster).map(({ name, says, at }) => ({ name, says, at })),
        called: call.answers.length,
        rings: call.rings,
        over: callOver(answersIn(call), now()),
        now: now(),
      };
      return c.json(standing);
    })
    .get(staffPaths.api.calls, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const { organisation, member } = actor;
      const made = await store.callsFor(organisation.org, member.id, goneFrom(now()));
      const rows = made.filter((call) => callStands(answersIn(call), now()));
      const list: CallList = { rows: rows.map((call) => shownTo(member.id, call, organisation.roster)), now: now() };
      return c.json(list);
    })
    .post(staffPaths.api.callAnswer(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const sent = await readJson(c, parseCallAnswer);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const { org } = actor.organisation;
      const call = await store.callById(org, param(c, 'id'));
      const mine = call?.answers.find(({ member }) => member === actor.member.id);
      if (call === null || mine === undefined) return refuse(c, parts, 'not-found');
      if (mine.says === sent.says) return c.json({});
      if (!callStands(answersIn(call), now())) return refuse(c, parts, 'expired');
      await store.answerCall(org, call.id, actor.member.id, { says: sent.says, at: now() });
      return c.json({});
    });
};
