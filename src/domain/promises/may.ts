import { isExtract, paperWords } from '../intake/report.ts';
import type { Act } from '../procedure/procedure.ts';
import { holds } from '../record/manifest.ts';
import { active, type RosterMember } from '../team/roster.ts';
import { actOf } from './acts.ts';
import { mayNotAnnounce, mayNotDelegate } from './announcing.ts';
import type { Attempt } from './attempt.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';
import type { Kind } from './kinds.ts';
import { toReporter } from './meets.ts';
import { prohibited } from './prohibited.ts';
import { refuse, type Allowed, type Refused } from './reason.ts';
import { actsOf } from './roles.ts';
import { clearsAnotherText, factIn, refersToNothing, waivedInVain } from './references.ts';

export type { Allowed } from './reason.ts';

/**
 * What goes on in a closed incident: people step aside, the reporter is answered, measures end or are carried out,
 * appeals, debrief and retention. Everything else needs it reopened.
 */
const afterClosing: ReadonlySet<Kind> = new Set<Kind>([
  'access',
  'grant-failed',
  'rekey',
  'message',
  'unbarred',
  'conflict-asked',
  'conflict-answered',
  'recused',
  'noted',
  'waived',
  'linked',
  'unlinked',
  'extracted',
  'consequence-carried-out',
  'consequence-lifted',
  'consequence-reviewed',
  'aware-told',
  'permission-given',
  'permission-withdrawn',
  'acknowledged',
  'said-to-reporter',
  'follow-up-planned',
  'support-planned',
  'checked-back',
  'appeal-filed',
  'packet-made',
  'appeal-decided',
  'disclosed',
  'reopened',
  'debriefed',
  'expunged',
]);

/**
 * What goes on in an incident that is handled in another one: its reporter is answered and its keys are kept in order.
 * Everything the team does for both is done there, once.
 */
const inAPart: ReadonlySet<Kind> = new Set<Kind>([
  'access',
  'grant-failed',
  'rekey',
  'message',
  'unbarred',
  'conflict-asked',
  'conflict-answered',
  'recused',
  'stand-in-appointed',
  'waived',
  'unlinked',
  'acknowledged',
  'said-to-reporter',
  'follow-up-planned',
  'support-planned',
  'checked-back',
  'expunged',
]);

/**
 * What is said to a reporter has nobody to reach in what a member wrote out of another report, and waits while their
 * mailbox has the words that staff saw (see "Note: Paper words").
 */
function reachesNobody({ reports, ids }: Handling, { kind }: Attempt): Refused | null {
  if (!toReporter.has(kind)) return null;
  const told = reports.get(ids.report);
  if (isExtract(told)) return refuse('no-reporter');
  return paperWords(told) ? refuse('words-first') : null;
}

/** Whether they were asked for their own word: by a colleague, or before they are shown anything (two-step opening). */
export function isAsked({ incident, reports }: Handling, member: string): boolean {
  return (
    incident.asked.has(member) ||
    [...reports.values()].some(({ holding }) => holds(holding.newest.get('parties'), member))
  );
}

/** The act an attempt is, by kind and what its facts say: `holder` where none is needed, null where no role gives it. */
function actFor(handling: Handling, member: RosterMember, attempt: Attempt): Act | 'holder' | null {
  const own = factIn(attempt, 'member') === member.id;
  if (attempt.kind === 'reported') return 'take-report';
  if (attempt.kind === 'measure-taken') return factIn(attempt, 'alone') === 'yes' ? 'act-alone' : 'measure';
  if (attempt.kind === 'recused' && own) return 'holder';
  if (attempt.kind === 'conflict-answered' && own && isAsked(handling, member.id)) return 'holder';
  return actOf[attempt.kind];
}

function withoutRole(ground: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Refused | null {
  // The right to announce is held or delegated, never a role's act alone (PUB-05).
  if (attempt.kind === 'announcement-approved' || attempt.kind === 'published')
    return mayNotAnnounce(ground, handling, member);
  const act = actFor(handling, member, attempt);
  if (act === null || (act !== 'holder' && !actsOf(ground, handling, member).has(act))) return refuse('no-role');
  return attempt.kind === 'delegated' ? mayNotDelegate(ground, handling, member) : null;
}

/**
 * Whether this member may append this now. Deny by default, in this order: keys that hold, no conflict (which
 * overrides every permission), an open incident, a role, words that are the reporter's own, what it refers to, and what
 * the procedure holds back. Whether they can read at all is a matter of keys, not of this function.
 */
export function may(ground: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Allowed {
  if (!active(member, ground.now)) return refuse('suspended');
  if (handling.recused.has(member.id)) return refuse('recused');
  if (handling.barred.has(member.id)) return refuse('barred');
  if (handling.kin.apart.has(member.id)) return refuse('recused');
  if (handling.incident.partOf !== '' && !inAPart.has(attempt.kind)) return refuse('part-of-another');
  // What goes on in its circle needs somebody who reads all of it.
  const stillServed = attempt.kind === 'stand-in-appointed' && handling.kin.open;
  if (handling.after.closed !== null && !afterClosing.has(attempt.kind) && !stillServed)
    return refuse('already-closed');
  const unreached = reachesNobody(handling, attempt);
  if (unreached?.refused === 'no-reporter') return unreached;
  return (
    withoutRole(ground, handling, member, attempt) ??
    unreached ??
    refersToNothing(handling, attempt) ??
    waivedInVain(ground, handling, attempt) ??
    clearsAnotherText(handling, attempt) ??
    prohibited(ground, handling, member, attempt)
  );
}
