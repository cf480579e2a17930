import { askedFirst, readers, type Procedure } from '#domain/procedure/procedure.ts';
import { everybody, instead, insteadOf, reported, reporters, someOf, team, type Change, type Pair } from './pair.ts';

function standInText({ standIn: { rule } }: Procedure, { name, names }: Pair): string {
  if (rule === null) return 'no stand-in';
  const more = rule.moreThan === undefined ? '' : `more than ${rule.moreThan} of ${name(rule.of)} have a conflict, or `;
  return `when ${more}fewer than ${rule.freeBelow} of ${name(rule.of)} are free: one of ${names(rule.from)}, with what ${name(rule.as)} may do`;
}

/** Who opens a new report at once, and which readers are asked about the names before. */
function openingChanges({ a, b, anyOf, name }: Pair): readonly Change[] {
  const atOnce = (p: Procedure): string => anyOf(p.opening?.first ?? readers(p).map(({ id }) => id));
  const asked = (p: Procedure): readonly string[] => askedFirst(p).map(({ id }) => id);
  const only = (one: Procedure, other: Procedure): readonly string[] =>
    asked(one).filter((id) => !asked(other).includes(id) && [a, b].every((p) => readers(p).some((r) => r.id === id)));
  return [
    ...(a.opening === null && b.opening === null
      ? []
      : instead(reporters, 'a new report is opened at once by', atOnce(a), atOnce(b))),
    ...only(b, a).map((id) => ({
      whom: name(id),
      says: 'are now asked about the names before they open a new report',
    })),
    ...only(a, b).map((id) => ({ whom: name(id), says: 'are no longer asked before they open a new report' })),
  ];
}

/** Everything that is one rule and no list: stand-in, meeting, talk, appeal, announcements, police, retention. */
export function ruleChanges(pair: Pair): readonly Change[] {
  const { a, b, name, names, anyOf } = pair;
  const people = (procedure: Procedure): string => someOf(procedure.public.protects.people);
  const orNobody = (role: string | null): string => (role === null ? 'nobody' : name(role));
  const spoken = ({ conversation: c }: Procedure): string =>
    `${c.force}, up to ${c.people} people, first asked: ${names(c.prefer)}`;
  const debrief = (p: Procedure): string =>
    p.debrief === null ? 'none' : `hosted by ${anyOf(p.debrief.hosts)}, attended by ${anyOf(p.debrief.attend)}`;
  // The delegate named in advance, and who decides appeals when nobody of them is free (D16).
  const inTheirPlace = (p: Procedure): string => {
    const roles = [p.public.announcing.delegate, p.appeal.body].flatMap((role) => (role === null ? [] : [name(role)]));
    return roles.length === 0 ? 'nobody' : [...new Set(roles)].join(', then ');
  };
  return [
    ...openingChanges(pair),
    ...instead(team, 'stand-in', standInText(a, pair), standInText(b, pair)),
    ...instead(team, 'asked to a meeting', anyOf(a.meeting.invites), anyOf(b.meeting.invites)),
    ...instead(
      team,
      'a consequence without a due time',
      a.meeting.dueRequired ? 'is refused' : 'is warned about',
      b.meeting.dueRequired ? 'is refused' : 'is warned about',
    ),
    ...instead(team, 'debrief', debrief(a), debrief(b)),
    ...instead(reported, 'the talk with them', spoken(a), spoken(b)),
    ...instead(
      reported,
      'an outcome before their side was heard',
      a.conversation.hearFirst ? 'is refused' : 'is warned about',
      b.conversation.hearFirst ? 'is refused' : 'is warned about',
    ),
    ...instead(reported, 'an appeal goes to', orNobody(a.appeal.body), orNobody(b.appeal.body)),
    ...instead(reported, 'outcome letters name the appeal', a.appeal.told, b.appeal.told),
    ...instead(reported, 'passing an apology on', a.apology.relay, b.apology.relay),
    ...instead(
      reporters,
      'police while everybody is safe, only if asked by',
      someOf(a.police.onlyIfAskedBy),
      someOf(b.police.onlyIfAskedBy),
    ),
    ...instead(reporters, 'in danger, first', a.police.dangerFirst, b.police.dangerFirst),
    ...instead(reporters, 'content is kept for', `${a.retention.months} months`, `${b.retention.months} months`),
    ...instead(everybody, 'people whose identity no public text shows', people(a), people(b)),
    ...instead(everybody, 'announced by', anyOf(a.public.announcing.by), anyOf(b.public.announcing.by)),
    ...instead(everybody, 'announced, if those have a conflict, by', inTheirPlace(a), inTheirPlace(b)),
    ...instead(
      everybody,
      'words in an announcement, about',
      `${a.public.announcing.words}`,
      `${b.public.announcing.words}`,
    ),
    ...insteadOf(everybody, 'held at', a.gatherings, b.gatherings),
    ...insteadOf(everybody, 'languages', a.languages, b.languages),
  ];
}
