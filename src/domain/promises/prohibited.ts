import { listFact, numberFact } from '../record/facts.ts';
import { holds } from '../record/manifest.ts';
import { mayLeaveOut } from '../speaking/talking.ts';
import type { Draft } from '../speaking/speaking.ts';
import { active, memberOf, rolesAt, type RosterMember } from '../team/roster.ts';
import type { Attempt } from './attempt.ts';
import { dutiesOf, isOwed } from './duties.ts';
import { keeper, keptOut, newestOf, turnable } from './grants.ts';
import type { Ground } from './ground.ts';
import { isTheirs, type Handling } from './handling.ts';
import type { Kind } from './kinds.ts';
import { allowed, refuse, type Allowed, type Refused } from './reason.ts';
import { factIn } from './references.ts';
import { poolOf, standInOf } from './stand-in.ts';
import { actsOf } from './roles.ts';
import { remainingWithout } from './successors.ts';

/**
 * [Note: Held back] What the tool holds back although the role may do it: each a function of what headers show, with
 * the clause it comes from. Null: nothing against it.
 */
type Held = Allowed | null;

const isFree = ({ roster, now }: Ground, { away }: Handling, id: string): boolean => {
  const member = memberOf(roster, id);
  return member !== undefined && active(member, now) && !away.has(id);
};

/** Police or an authority while nobody is in danger: only on the wish of whom the procedure names (IMM-05, D9). */
function referredUnasked({ procedure: { police } }: Ground, attempt: Attempt): Refused | null {
  const asked = police.onlyIfAskedBy.some((who) => who === factIn(attempt, 'asked-by'));
  return asked || factIn(attempt, 'danger') === 'yes' ? null : refuse('not-asked', police.id);
}

/** While a reporter's fear holds contact back, nobody speaks with the reported person before there is a plan (FLD-14). */
function contactOnHold({ procedure }: Ground, { response }: Handling): Refused | null {
  return response.hold === null ? null : refuse('contact-on-hold', procedure.conversation.id);
}

/** Their side comes before any outcome: heard, declined, or unsafe to ask (RSP-19). */
function outcomeUnheard({ procedure: { conversation } }: Ground, { speaking }: Handling, attempt: Attempt): Held {
  if (factIn(attempt, 'part') !== 'outcome' || speaking.heard !== '') return null;
  return conversation.hearFirst ? refuse('not-heard', conversation.id) : { allowed: true, warning: 'not-heard' };
}

/** Where the document says that somebody speaks, no reason stands in for the talk (D12). */
function notLeftOut({ procedure: { conversation } }: Ground): Refused | null {
  return mayLeaveOut(conversation) ? null : refuse('not-waivable', conversation.id);
}

/** An apology is passed on only to who said they want it, and where the procedure lets it at all (RSP-26). */
function relayedUnasked({ procedure }: Ground, { speaking }: Handling, attempt: Attempt): Refused | null {
  if (factIn(attempt, 'relay') !== 'yes') return null;
  const wanted = speaking.permissions.some((one) => one.for === 'relay' && one.withdrawn === null);
  return procedure.apology.relay === 'opt-in' && wanted ? null : refuse('no-opt-in', procedure.apology.id);
}

/** Every named member is there and free: owners and talkers (MTG-07), and who is invited (MTG-01). */
function notFree(ground: Ground, handling: Handling, attempt: Attempt, key: string): Refused | null {
  const ids = listFact(attempt, key);
  if (ids.length > 0 && ids.every((id) => isFree(ground, handling, id))) return null;
  return key === 'invited' ? refuse('invited-not-free', ground.procedure.meeting.id) : refuse('owner-not-free');
}

/** When: refused without it where the procedure asks for it, else a warning (MTG-08). */
function undated({ procedure: { meeting } }: Ground, attempt: Attempt): Held {
  if (numberFact(attempt, 'due') !== null) return null;
  return meeting.dueRequired ? refuse('due-missing', meeting.id) : { allowed: true, warning: 'due-missing' };
}

/** What was found to be no violation has no consequence (RSP-01). */
function nothingToFollow({ response }: Handling): Refused | null {
  return response.resolutions.at(-1)?.none === true ? refuse('no-such-entry') : null;
}

/** A meeting that was called to decide meets before anything is decided; one that only set the next date has met. */
function meetingOpen({ procedure }: Ground, { response }: Handling): Refused | null {
  const last = response.meetings.at(-1);
  return last !== undefined && last.held === null ? refuse('meeting-not-held', procedure.meeting.id) : null;
}

/** A meeting is held once, by people who are free, and decides with as many as the procedure asks for (COI-03). */
function heldAmiss(ground: Ground, handling: Handling, attempt: Attempt): Refused | null {
  const of = factIn(attempt, 'of');
  if (handling.response.meetings.some(({ hash, held }) => hash === of && held !== null)) return refuse('no-such-entry');
  const { id, quorum } = ground.procedure.meeting;
  const present = [...new Set(listFact(attempt, 'present'))];
  if (!present.every((member) => isFree(ground, handling, member))) return refuse('invited-not-free', id);
  const short = factIn(attempt, 'outcome') === 'decided' && present.length < (quorum ?? 1);
  return short ? refuse('no-quorum', id) : null;
}

/** The second reader is another person, whatever keys they have by now. */
function ownDraft({ roster }: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Refused | null {
  const draft = handling.speaking.drafts.find(({ hash }) => hash === factIn(attempt, 'of'));
  return draft !== undefined && isTheirs(handling, roster, member, draft.by) ? refuse('own-draft') : null;
}

/** What somebody did alone is looked at by the others: they are the team that the review stands for (IMM-07). */
function ownMeasure({ roster }: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Refused | null {
  const measure = handling.response.measures.find(({ hash }) => hash === factIn(attempt, 'of'));
  const own = measure?.alone === true && isTheirs(handling, roster, member, measure.by);
  return own ? refuse('decider') : null;
}

/** Looked at once, when its time is over: what ends before is lifted, with its reason (RSP-10). */
function reviewedAmiss({ now }: Ground, { response }: Handling, attempt: Attempt): Refused | null {
  const of = factIn(attempt, 'of');
  const waits = response.consequences.some(
    ({ hash, until, lifted, reviewed }) =>
      hash === of && until !== null && until <= now && lifted === null && reviewed === null,
  );
  return waits ? null : refuse('no-such-entry');
}

/** It names somebody whose permission was never given for it, or was withdrawn in time (PUB-10). */
function unpermitted({ permissions }: Handling['speaking'], { permits }: Draft): boolean {
  const standing = permissions.filter((one) => one.for === 'public' && one.withdrawn === null);
  return permits.some((permit) => !standing.some(({ hash }) => hash === permit));
}

/** What is approved was cleared first, and what is published was approved, whichever of the two it names. */
function uncleared({ procedure }: Ground, { speaking }: Handling, attempt: Attempt): Refused | null {
  const of = factIn(attempt, 'of');
  const approval = speaking.approvals.find((one) => one.hash === of || one.of === of);
  const drafted = attempt.kind === 'published' ? approval?.of : of;
  const draft = speaking.drafts.find(({ hash }) => hash === drafted);
  const spoken = draft?.for === 'announcement' || draft?.for === 'statement';
  if (!spoken || draft.cleared === null) return refuse('not-cleared', procedure.public.announcing.id);
  return unpermitted(speaking, draft) ? refuse('no-opt-in', procedure.public.protects.id) : null;
}

/** The rule has fired, and the member is one of its pool and free (COI-04, COI-05). */
function notInPool(ground: Ground, handling: Handling, attempt: Attempt): Refused | null {
  const fired = standInOf(ground, handling).fired !== 'none';
  const inPool = poolOf(ground, handling).some(({ id }) => id === factIn(attempt, 'member'));
  return fired && inPool ? null : refuse('not-in-pool', ground.procedure.standIn.id);
}

/** A delegation that is over before it begins. */
function delegatedInThePast({ procedure, now }: Ground, attempt: Attempt): Refused | null {
  return (numberFact(attempt, 'until') ?? 0) > now ? null : refuse('delegation-over', procedure.public.announcing.id);
}

/** An appeal is decided once; by nobody who decided before, and where a body is named by nobody else (APL-03). */
function decidesTwice(
  { procedure: { appeal }, edition, roster }: Ground,
  handling: Handling,
  member: RosterMember,
  attempt: Attempt,
): Refused | null {
  const { response } = handling;
  const of = factIn(attempt, 'of');
  if (handling.appeal.filed.some(({ hash, decided }) => hash === of && decided !== null))
    return refuse('no-such-entry');
  if (appeal.body !== null && !rolesAt(member, edition.id).includes(appeal.body)) return refuse('no-role', appeal.id);
  const present = response.meetings.some(({ held }) => held?.outcome === 'decided' && held.present.includes(member.id));
  const decided = [...response.resolutions, ...response.consequences].some(({ by }) =>
    isTheirs(handling, roster, member, by),
  );
  return present || decided ? refuse('decider', appeal.id) : null;
}

/** An incident is not closed while something is owed that comes before closing (PUB-01, MTG-09). */
function dutyOpen(ground: Ground, handling: Handling): Refused | null {
  const before = new Set(ground.procedure.duties.filter((rule) => rule.beforeClosing).map(({ id }) => id));
  const open = dutiesOf(ground, handling.entries).find((duty) => before.has(duty.id) && isOwed(duty));
  return open === undefined ? null : refuse('duty-open', open.id);
}

/** The first thing that speaks against it; what only warns stands last. */
function first(...found: readonly Held[]): Held {
  return found.find((one) => one !== null) ?? null;
}

type Prohibition = (ground: Ground, handling: Handling, attempt: Attempt, member: RosterMember) => Held;

/**
 * Put into another incident only when nothing holds other incidents in it, and nothing is owed at once for what this
 * report in particular says: it would wait there for somebody to read it again.
 */
function joinedTooSoon(ground: Ground, handling: Handling): Refused | null {
  if (handling.incident.parts.length > 0) return refuse('part-of-another');
  const pressing = ground.procedure.duties.filter(
    ({ within, arises }) => within.unit === 'at-once' && arises.every(({ facts }) => Object.keys(facts).length > 0),
  );
  const ids = new Set(pressing.map(({ id }) => id));
  const open = dutiesOf(ground, handling.entries).find(
    (duty) => ids.has(duty.id) && duty.owedTo === 'team' && isOwed(duty),
  );
  return open === undefined ? null : refuse('duty-open', open.id);
}

/** Only a link that stands is taken apart. */
function notLinked({ incident: { linked, parts, partOf } }: Handling, attempt: Attempt): Refused | null {
  return [...linked, ...parts, partOf].includes(factIn(attempt, 'other')) ? null : refuse('no-such-entry');
}

/**
 * What is handled together with others stays where they are. And somebody who holds it must be able to act on it there:
 * else it would be owed by people none of whom can read it, and nobody could let them in or bring it back.
 */
function movedApart(ground: Ground, handling: Handling, attempt: Attempt): Refused | null {
  const to = factIn(attempt, 'to');
  if (to === ground.edition.id) return refuse('no-such-entry');
  if (handling.incident.everLinked.size > 0) return refuse('part-of-another');
  const there = { ...ground, edition: { ...ground.edition, id: to } };
  const keeping = { ...ground, apart: keptOut(handling) };
  const accounts = newestOf(handling).filter(({ manifest }) => manifest.compartment === 'account');
  const follows = accounts
    .flatMap(({ manifest }) => manifest.holders)
    .some((holder) => {
      const member = keeper(keeping, holder);
      return member !== undefined && actsOf(there, handling, member).has('link');
    });
  return follows ? null : refuse('nobody-left');
}

const ownerFree: Prohibition = (ground, handling, attempt) => notFree(ground, handling, attempt, 'owner');

/**
 * Nobody is taken off an incident by one colleague whom nobody watches: besides who says it, somebody must stay who sees
 * it and may lift it (COI-07). Saying of who is named that they are meant takes nothing from them. And who leaves by themselves leaves it to
 * somebody: to who stays, or to who follows if they have a key to hand on (COI-06).
 */
function leftAlone(ground: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Held {
  const about = factIn(attempt, 'member');
  const own = about === member.id;
  const confirms = attempt.kind === 'conflict-answered' && handling.barred.has(about);
  if (own ? newestOf(handling).every((one) => !holds(one, about)) : confirms) return null;
  const keeping = { ...ground, apart: keptOut(handling) };
  const { stay, next } = remainingWithout(ground, handling, keeping, about);
  if (own) {
    const hands = turnable(handling, member).some(({ manifest }) => manifest.compartment === 'account');
    return stay.length + (hands ? next.length : 0) > 0 ? null : refuse('nobody-left', ground.procedure.standIn.id);
  }
  const lifts = (one: RosterMember): boolean => actsOf(ground, handling, one).has('recuse-other');
  return stay.some((one) => one.id !== member.id && lifts(one)) ? null : refuse('no-witness');
}

/** A word on a conflict: taking somebody off, or lifting what was said of them. */
function conflictAnswered(ground: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Held {
  if (factIn(attempt, 'answer') === 'conflict') return leftAlone(ground, handling, member, attempt);
  const about = factIn(attempt, 'member');
  const open = about === member.id || handling.recused.has(about) || handling.incident.asked.has(about);
  return open ? null : refuse('no-such-entry');
}

/** By kind, what is held back beyond role and reference. A kind that is not here is held back by nothing. */
const prohibitions: Readonly<Partial<Record<Kind, Prohibition>>> = {
  referred: (ground, _, attempt) => referredUnasked(ground, attempt),
  'conversation-planned': ownerFree,
  'conversation-held': (ground, handling, attempt) =>
    first(
      contactOnHold(ground, handling),
      notFree(ground, handling, attempt, 'by'),
      outcomeUnheard(ground, handling, attempt),
    ),
  'conversation-left-out': notLeftOut,
  'side-heard': (ground, handling, attempt) =>
    factIn(attempt, 'how') === 'heard' ? contactOnHold(ground, handling) : null,
  warned: contactOnHold,
  'apology-noted': relayedUnasked,
  'meeting-called': (ground, handling, attempt) => notFree(ground, handling, attempt, 'invited'),
  'meeting-held': heldAmiss,
  resolved: meetingOpen,
  'consequence-decided': (ground, handling, attempt, member) =>
    first(ownerFree(ground, handling, attempt, member), nothingToFollow(handling), undated(ground, attempt)),
  'follow-up-planned': ownerFree,
  'support-planned': ownerFree,
  'handed-over': (ground, handling, attempt) => notFree(ground, handling, attempt, 'member'),
  delegated: (ground, handling, attempt) =>
    first(notFree(ground, handling, attempt, 'member'), delegatedInThePast(ground, attempt)),
  cleared: (ground, handling, attempt, member) => ownDraft(ground, handling, member, attempt),
  'measure-reviewed': (ground, handling, attempt, member) => ownMeasure(ground, handling, member, attempt),
  'consequence-reviewed': (ground, handling, attempt) => reviewedAmiss(ground, handling, attempt),
  'announcement-approved': uncleared,
  published: uncleared,
  'stand-in-appointed': notInPool,
  recused: (ground, handling, attempt, member) => leftAlone(ground, handling, member, attempt),
  'conflict-answered': (ground, handling, attempt, member) => conflictAnswered(ground, handling, member, attempt),
  linked: (_, { after }, attempt) =>
    factIn(attempt, 'how') === 'part' && after.closed !== null ? refuse('already-closed') : null,
  'joined-into': (ground, handling) => joinedTooSoon(ground, handling),
  unlinked: (_, handling, attempt) => notLinked(handling, attempt),
  moved: movedApart,
  // Nothing that cannot wait ends by being put away as something else.
  filed: (ground, handling, attempt) => (factIn(attempt, 'as') === 'report' ? null : joinedTooSoon(ground, handling)),
  unbarred: (_, { barred }, attempt) => (barred.has(factIn(attempt, 'member')) ? null : refuse('no-such-entry')),
  'appeal-decided': (ground, handling, attempt, member) => decidesTwice(ground, handling, member, attempt),
  closed: dutyOpen,
  reopened: (_, { after }) => (after.closed === null ? refuse('no-such-entry') : null),
};

/** Whether something speaks against what role and references would allow. */
export function prohibited(ground: Ground, handling: Handling, member: RosterMember, attempt: Attempt): Allowed {
  return prohibitions[attempt.kind]?.(ground, handling, attempt, member) ?? allowed;
}
