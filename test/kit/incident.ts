import type { Attempt } from '#domain/promises/attempt.ts';
import { handlingOf, type Handling } from '#domain/promises/handling.ts';
import type { Ground } from '#domain/promises/ground.ts';
import { kinds, type Kind } from '#domain/promises/kinds.ts';
import { may, type Allowed } from '#domain/promises/may.ts';
import { acts, type Act } from '#domain/procedure/procedure.ts';
import type { Facts, FactValue, Stream, Verified } from '#domain/record/header.ts';
import type { KindRule } from '#domain/record/rule.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { edition, entry, hex, member, procedure, roster, type Given } from './given.ts';

/** The cast of an incident: report `a` in incident `b`. Rosa and Kenji lead; the others hold one role each. */
export const rosa = member('rosa', ['lead']);
export const kenji = member('kenji', ['lead']);
export const amina = member('amina', ['reader']);
export const yewande = member('yewande', ['pool']);
export const piotr = member('piotr', ['board']);
export const lucia = member('lucia', ['chair']);
export const diego = member('diego', ['deputy']);
export const tomasz = member('tomasz', ['floor']);
export const cast: readonly RosterMember[] = [rosa, kenji, amina, yewande, piotr, lucia, diego, tomasz];

export const now = 1_000_000_000_000;

export function ground(more: Partial<Ground> = {}): Ground {
  return { procedure, edition, roster: roster(cast), now, ...more };
}

type Said = Readonly<Record<string, FactValue>>;

export const facts = (said: Said): Facts => Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1));

const streams: Readonly<Record<string, Stream>> = { report: 'report/a', incident: 'incident/b', mailbox: 'mailbox/c' };

/** An entry in the stream its kind belongs to, by a member's id, `server` or `reporter`. */
export function wrote(
  by: string,
  kind: Kind,
  said: Said = {},
  more: Given & { readonly stream?: Stream } = {},
): Verified {
  const rule: KindRule = kinds[kind];
  const key = by === 'server' ? 'server-key' : by === 'reporter' ? 'mailbox-key' : `${by}-sign`;
  const { stream = streams[rule.streams[0] ?? ''] ?? 'edition/e', ...given } = more;
  return entry(stream, kind, { by: key, facts: facts(said), receivedAt: now - 1_000, at: now - 1_000, ...given });
}

export const reported = (more: Given & { readonly stream?: Stream } = {}): Verified =>
  wrote(
    'reporter',
    'reported',
    { channel: 'web', ongoing: 'no', reachable: 'yes' },
    { receivedAt: now - 5_000, ...more },
  );

export const opened = (): Verified =>
  wrote('server', 'opened', { codeName: 'amber quay', procedure: 'small', report: 'a' }, { receivedAt: now - 5_000 });

/** A report that arrived, the incident opened for it, and what happened then. */
export const story = (...then: readonly Verified[]): readonly Verified[] => [reported(), opened(), ...then];

export function standing(entries: readonly Verified[], where: Ground = ground()): Handling {
  return handlingOf({ incident: 'b', report: 'a' }, entries, where.roster);
}

export const attempt = (kind: Kind, said: Said = {}): Attempt => ({ kind, facts: facts(said) });

const lists = new Set(['invited', 'present', 'by']);

/** Facts that a kind could have, all of them there; `more` says what matters. */
export function plausible(kind: Kind, more: Said = {}): Facts {
  const rule: KindRule = kinds[kind];
  const said = rule.facts.map((fact): readonly [string, FactValue] => {
    const key = fact.replace('?', '');
    if (more[key] !== undefined) return [key, more[key]];
    if (key === 'due' || key === 'until') return [key, now + 1_000];
    if (key === 'epoch') return [key, 1];
    if (lists.has(key) || key === 'members') return [key, ['rosa']];
    if (key === 'member' || key === 'owner') return [key, 'rosa'];
    return [key, rule.words?.[key]?.[0] ?? hex(key)];
  });
  return facts(Object.fromEntries(said));
}

/** One attempt that needs each act: what a table of roles and acts is computed with. */
export const attemptOf: Readonly<Record<Act, Attempt>> = {
  'take-report': attempt('reported'),
  note: attempt('noted'),
  acknowledge: attempt('acknowledged'),
  'write-to-reporter': attempt('said-to-reporter', { 'follow-up': 'no' }),
  assess: attempt('assessed', { urgency: 'soon' }),
  'act-alone': attempt('measure-taken', { alone: 'yes' }),
  measure: attempt('measure-taken', { alone: 'no' }),
  refer: attempt('referred', { 'asked-by': 'reporter', danger: 'yes' }),
  meet: attempt('meeting-called', { due: now, invited: ['rosa'] }),
  decide: attempt('resolved', { none: 'no' }),
  'carry-out': attempt('warned'),
  speak: attempt('side-heard', { how: 'declined' }),
  clear: attempt('cleared', { file: '', of: '' }),
  'tell-aware': attempt('aware-listed'),
  announce: attempt('published', { of: '' }),
  delegate: attempt('delegated', { member: 'rosa', until: now + 1 }),
  'follow-up': attempt('plan-made'),
  link: attempt('linked', { other: 'z' }),
  'recuse-other': attempt('conflict-asked', { member: 'rosa' }),
  'appoint-stand-in': attempt('stand-in-appointed', { member: 'yewande' }),
  waive: attempt('waived', { duty: '', of: '' }),
  disclose: attempt('disclosed'),
  'decide-appeal': attempt('appeal-decided', { of: '' }),
  close: attempt('closed'),
  debrief: attempt('debriefed'),
  expunge: attempt('expunged', { of: '' }),
};

/** Whether a role stands in the way, whatever else may. */
export function isGiven(allowed: Allowed): boolean {
  return !('refused' in allowed) || !['no-role', 'not-announcer'].includes(allowed.refused);
}

/** What each role of a procedure may, found by trying every act as somebody who holds that role alone. */
export function tableOf(tried: Ground['procedure']): Readonly<Record<string, string>> {
  const holders = tried.roles.map((role) => member(role.id, [role.id]));
  const where = ground({ procedure: tried, roster: roster(holders) });
  const handling = standing(story(), where);
  const row = (who: RosterMember): string =>
    acts.filter((act) => isGiven(may(where, handling, who, attemptOf[act]))).join(' ');
  return Object.fromEntries(holders.map((who) => [who.id, row(who)]));
}
