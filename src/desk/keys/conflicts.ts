import type { Attempt } from '#domain/promises/attempt.ts';
import { isFree, isNarrow, keeper, mayBeLetIn } from '#domain/promises/grants.ts';
import { actsOf, rolesIn } from '#domain/promises/roles.ts';
import { standInOf } from '#domain/promises/stand-in.ts';
import { textFact, type Verified } from '#domain/record/header.ts';
import { holds } from '#domain/record/manifest.ts';
import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import type { Known } from './knowing.ts';
import { whoWrote } from './opening.ts';
import type { Conflicts, Permission, Who } from './standing-seen.ts';
import { clearedIn } from './turns.ts';

/** Who has no part in it, who is asked and who could be let in; `tried`: what this member may, keys counted. */
export function conflictsIn(known: Known, me: string, tried: (attempt: Attempt) => Permission): Conflicts {
  const { handling, where } = known.judged;
  const { leftOut } = known;
  const out = wordsOfConflict(known);
  const barred = [...handling.barred].filter((id) => !leftOut.includes(id));
  const confirmed = barred.filter((id) => {
    const word = out.get(id);
    return word?.header.kind === 'conflict-answered' && !isOwn(known, word);
  });
  const standIn = standInOf(where, handling);
  return {
    aside: [...out].flatMap(([member, entry]) => {
      if (confirmed.includes(member) || leftOut.includes(member)) return [];
      return [{ member, by: authorOf(known, entry), own: isOwn(known, entry), at: entry.receivedAt }];
    }),
    leftOut,
    named: known.account === null ? [] : namedNow(known, barred, out),
    confirmed,
    asked: askedNow(known),
    standIn: {
      fired: standIn.fired,
      offered: standIn.offered.filter((member) => isFree(known.judged.keeping, member)).map(({ id }) => id),
      serving: [...handling.standIns],
    },
    oneLeadFree: freeLeads(known) === 1,
    narrow: isNarrow(handling),
    letIn: known.account === null ? [] : letInNow(known, me),
    may: mayIn(known, me, tried, standIn.offered[0]?.id ?? ''),
  };
}

const authorOf = ({ ground, reporters }: Known, { header }: Verified): Who =>
  whoWrote(header.by, ground.rosters, reporters);

/** Whether they said it of themselves. */
function isOwn(known: Known, entry: Verified): boolean {
  const who = authorOf(known, entry);
  return who.is === 'member' && who.id === textFact(entry.header, 'member');
}

/** By member who is out by somebody's word: the last such word, in the order they were first said. */
function wordsOfConflict({ judged: { handling } }: Known): ReadonlyMap<string, Verified> {
  const byHash = new Map(handling.entries.map((entry) => [entry.hash, entry]));
  const last = new Map<string, Verified>();
  for (const { member, says, hash } of handling.incident.words) {
    const entry = byHash.get(hash);
    if (says === 'clear' || !handling.recused.has(member) || entry === undefined) continue;
    last.set(member, entry);
  }
  return last;
}

/** Who seems to be named, and nobody answered. What the reporter added later says no words of its own. */
function namedNow(
  { account, judged: { handling } }: Known,
  barred: readonly string[],
  out: ReadonlyMap<string, Verified>,
): Conflicts['named'] {
  const told = account?.named ?? [];
  const open = barred.filter((id) => !out.has(id) && handling.away.has(id));
  return open.flatMap((member) => {
    const found = told.filter((one) => one.member === member);
    return found.length > 0 ? found : [{ member, question: '', words: '' }];
  });
}

/** The newest question to each member that no word about them followed. */
function askedNow(known: Known): Conflicts['asked'] {
  const open = new Map<string, Verified>();
  for (const entry of known.judged.handling.entries) {
    const { header } = entry;
    const member = textFact(header, 'member');
    if (header.kind === 'conflict-asked') open.set(member, entry);
    if (header.kind === 'conflict-answered' || header.kind === 'recused') open.delete(member);
  }
  return [...open].map(([member, entry]) => ({ member, by: authorOf(known, entry), at: entry.receivedAt }));
}

/** Free members of the roles that lead: those of the stand-in rule, else who may decide and receive first. */
function freeLeads({ judged: { handling, where, keeping } }: Known): number {
  const { rule } = where.procedure.standIn;
  const leads = (member: RosterMember): boolean => {
    if (handling.standIns.has(member.id)) return true;
    // Where a stand-in leads as another role does, that role can lead beside the one it counts: one chair is not alone.
    if (rule !== null) return rolesAt(member, where.edition.id).some((role) => role === rule.of || role === rule.as);
    const first = rolesIn(where, handling, member).some(({ receives }) => receives === 'first');
    return first && actsOf(where, handling, member).has('decide');
  };
  return where.roster.members.filter((member) => isFree(keeping, member) && leads(member)).length;
}

function letInNow(known: Known, me: string): Conflicts['letIn'] {
  const { handling, where, keeping } = known.judged;
  const chain = known.chains.get('account') ?? [];
  const newest = chain.at(-1);
  const asked = known.chains.get('parties')?.at(-1);
  const answered = new Set(clearedIn(known).map(({ id }) => id));
  const names = new Map(known.ground.rosters.flatMap(({ roster }) => roster.members.map((m) => [m.id, m.name])));
  const failed = new Set(
    handling.entries.flatMap(({ header }) =>
      header.kind === 'grant-failed' && textFact(header, 'author') === newest?.by ? [header.by] : [],
    ),
  );
  return where.roster.members.flatMap((member) => {
    const { id } = member;
    const keeps = newest?.manifest.holders.some((holder) => holder.member === id && keeper(keeping, holder));
    if (id === me || (keeps === true && !failed.has(member.sign))) return [];
    if (!mayBeLetIn(where, handling, keeping, member, 'account')) return [];
    // Who was asked first and has not answered is let in by their answer.
    if (holds(asked, id) && !answered.has(id)) return [];
    const held = chain.flatMap(({ manifest }) => manifest.holders.filter((holder) => holder.member === id));
    const newKeys =
      failed.has(member.sign) || held.some(({ sign, ageHash }) => sign !== member.sign || ageHash !== member.ageHash);
    const lifted = handling.incident.words.some((word) => word.member === id && word.says === 'conflict');
    const reads = rolesIn(where, handling, member).some(({ receives }) => receives !== 'never');
    const why = lifted ? 'lifted' : newKeys ? 'new-keys' : reads ? 'reads-reports' : 'helps';
    const introducedBy = [...(where.introducers?.get(id) ?? [])].map((by) => names.get(by) ?? by);
    return [{ member: id, why, introducedBy }];
  });
}

function mayIn(known: Known, me: string, tried: (attempt: Attempt) => Permission, offered: string): Conflicts['may'] {
  const about = (kind: Attempt['kind'], member: string, more: Attempt['facts'] = []): Attempt => ({
    kind,
    facts: [...more, ['member', member]],
  });
  // Whom it is about decides whether somebody is left to lift it: allowed when it is for anybody.
  const holders = known.chains.get('account')?.at(-1)?.manifest.holders ?? [];
  const others = holders.filter(({ member }) => member !== me && !known.judged.keeping.apart.has(member));
  const each = others.map(({ member }) => tried(about('recused', member)));
  const [barred = ''] = known.judged.handling.barred;
  const some = each.find((one) => 'allowed' in one) ?? each[0];
  return {
    stepAside: tried(about('recused', me)),
    setAside: some ?? tried(about('recused', '')),
    ask: tried(about('conflict-asked', '')),
    // Saying that who is barred already is meant takes nothing from anybody, and needs no witness.
    answerNamed: tried(about('conflict-answered', barred, [['answer', 'conflict']])),
    appoint: tried(about('stand-in-appointed', offered)),
  };
}
