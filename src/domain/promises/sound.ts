import { guess, oneOf } from '../procedure/guess.ts';
import { readers, type DutyRule, type Procedure, type Text, type When } from '../procedure/procedure.ts';
import { meantBy, unknownNames } from '../procedure/values.ts';
import type { Wrong } from '../procedure/wrong.ts';
import { isKind, kinds } from './kinds.ts';
import { canMeet, isSeen, overlap, ruleOf, wordsOf } from './meets.ts';
import { refersTo } from './references.ts';

type Path = readonly (string | number)[];

/** Every kind that a duty may name. */
const seenKinds = Object.keys(kinds).filter((kind) => isKind(kind) && isSeen(kind));

/** The entry kind exists, is seen by duties, and its facts can have these values. */
function whenWrong(when: When, path: Path): readonly Wrong[] {
  const { kind, facts } = when;
  if (!isKind(kind)) {
    const meant = guess(kind, seenKinds, 'docs/procedures.md lists them all');
    return [{ path: [...path, 'kind'], found: kind, expected: `a kind of entry: ${meant}` }];
  }
  if (!isSeen(kind))
    return [{ path: [...path, 'kind'], found: kind, expected: 'a kind of entry of a report or an incident' }];
  return Object.entries(facts).flatMap(([key, values]): readonly Wrong[] => {
    const place = [...path, 'facts', key];
    const words = wordsOf(kind, key);
    if (words === null) {
      const own = ruleOf(kind).facts.map((fact) => fact.replace('?', ''));
      const expected = own.length === 0 ? `no facts: ${kind} has none` : `a fact of ${kind}: ${oneOf(key, own)}`;
      return [{ path: place, found: key, expected }];
    }
    if (words.length === 0)
      return [{ path: place, found: key, expected: `a fact of ${kind} that is one of a few words` }];
    return values
      .filter((value) => !words.includes(value))
      .map((found) => ({ path: place, found, expected: oneOf(found, words) }));
  });
}

/** A duty "met by the same" needs an entry that says of which it speaks, and may speak of the cause. */
const refersBack = (rule: DutyRule, met: When): boolean => {
  const to = isKind(met.kind) ? refersTo[met.kind] : undefined;
  return to !== undefined && (to === 'any' || rule.arises.some((cause) => to.some((kind) => kind === cause.kind)));
};

/** Whether a reporter writes entries of a kind and no member does: what they write never meets what people owe. */
function isReporters(kind: string): boolean {
  if (!isKind(kind)) return false;
  const { authors } = ruleOf(kind);
  return authors.includes('mailbox') && !authors.includes('member');
}

function dutyWrong(procedure: Procedure, rule: DutyRule, path: Path): readonly Wrong[] {
  const wrong: Wrong[] = [
    ...rule.arises.flatMap((when, j) => whenWrong(when, [...path, 'arises', j])),
    ...rule.met.flatMap((when, j) => whenWrong(when, [...path, 'met', j])),
  ];
  for (const [j, { kind }] of rule.met.entries())
    if (isReporters(kind))
      wrong.push({
        path: [...path, 'met', j],
        found: kind,
        expected: 'an entry that somebody of the team writes: what a reporter writes meets nothing that people owe',
      });
  if (wrong.length > 0) return wrong;
  if (!rule.met.some((when) => canMeet(procedure, rule.owedBy, when)))
    wrong.push({
      path: [...path, 'met'],
      found: rule.met.map(({ kind }) => kind).join(', '),
      expected: `an entry that a holder of ${rule.owedBy.join(', ')} may make: as it is, nobody who owes it can meet it`,
    });
  if (rule.metBySame)
    for (const [j, met] of rule.met.entries())
      if (!refersBack(rule, met))
        wrong.push({
          path: [...path, 'met', j],
          found: met.kind,
          expected: `an entry that refers to ${rule.arises.map(({ kind }) => kind).join(' or ')}`,
        });
  for (const [j, { kind }] of rule.arises.entries()) {
    const unnamed = (fact: string): boolean => isKind(kind) && wordsOf(kind, fact) === null;
    if (rule.within.unit === 'agreed' && unnamed('due'))
      wrong.push({ path: [...path, 'arises', j], found: kind, expected: 'an entry with a `due` to agree on' });
    if (rule.within.unit === 'ending' && unnamed('until'))
      wrong.push({ path: [...path, 'arises', j], found: kind, expected: 'an entry with an `until` that it ends at' });
  }
  return wrong;
}

/** Duties that the entry which meets this one gives rise to. */
const nextOf = (rule: DutyRule, duties: readonly DutyRule[]): readonly DutyRule[] =>
  duties.filter((other) => rule.met.some((met) => other.arises.some((cause) => overlap(met, cause))));

/** The way from a duty back to itself, or null. */
function circleFrom(start: DutyRule, duties: readonly DutyRule[]): readonly DutyRule[] | null {
  const seen = new Set<DutyRule>();
  const walk = (way: readonly DutyRule[], at: DutyRule): readonly DutyRule[] | null => {
    for (const next of nextOf(at, duties)) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk([...way, next], next);
      if (found !== null) return found;
    }
    return null;
  };
  return walk([start], start);
}

/** Duties that can never all be met, because meeting the last brings the first back. Each circle is named once. */
function circles({ duties }: Procedure): readonly Wrong[] {
  return duties.flatMap((rule, i): readonly Wrong[] => {
    const way = circleFrom(rule, duties);
    if (way === null || way.some((other) => duties.indexOf(other) < i)) return [];
    const found = [...way, rule].map(({ id }) => id).join(' → ');
    return [{ path: ['duties', i, 'met'], found, expected: 'duties that end: meeting the last brings back the first' }];
  });
}

/** Every text of the file, by its place. */
function textsIn(value: unknown, path: Path): readonly (readonly [path: Path, text: Text])[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => textsIn(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  if (typeof (value as { en?: unknown }).en === 'string') return [[path, value as Text]];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

function namesWrong(procedure: Procedure): readonly Wrong[] {
  return textsIn(procedure, []).flatMap(([path, text]) =>
    [...new Set(unknownNames(procedure, text))].map((name) => ({
      path,
      found: `{${name}}`,
      expected: `a name that stands for something in this file: ${meantBy(procedure, name)}`,
    })),
  );
}

/** A reporter is owed something, and somebody who has the report can answer them and know who they are. */
function reporterWrong(procedure: Procedure): readonly Wrong[] {
  const first = readers(procedure);
  const names = first.map(({ id }) => id).join(', ');
  const wrong: Wrong[] = [];
  if (!procedure.duties.some(({ owedTo }) => owedTo === 'reporter'))
    wrong.push({
      grave: 'warning',
      path: ['duties'],
      found: 'nothing that is owed to the reporter',
      expected: 'a duty with `owedTo: reporter`: as it is, their page promises them nothing',
    });
  if (first.length === 0) return wrong;
  if (!first.some(({ may }) => may.includes('write-to-reporter')))
    wrong.push({
      path: ['roles'],
      found: `${names}, who receive first and may not answer`,
      expected: 'a role that receives first and has the act `write-to-reporter`',
    });
  if (!first.some(({ reads }) => reads.includes('identity')))
    wrong.push({
      grave: 'warning',
      path: ['roles'],
      found: `${names}, who receive first and do not read identity`,
      expected: 'a role that receives first and reads identity: as it is, somebody to fall back on joins every report',
    });
  return wrong;
}

/** The body that decides appeals may decide them. */
function appealWrong({ appeal: { body }, roles }: Procedure): readonly Wrong[] {
  const role = roles.find(({ id }) => id === body);
  return role === undefined || role.may.includes('decide-appeal')
    ? []
    : [{ path: ['appeal', 'body'], found: role.id, expected: 'a role that has the act `decide-appeal`, or `null`' }];
}

/** Roles that nothing refers to and that may nothing, read nothing and receive nothing. */
function idleRoles(procedure: Procedure): readonly Wrong[] {
  const { standIn, meeting, conversation, appeal, debrief, duties, public: shown } = procedure;
  const named = new Set<string>([
    ...duties.flatMap((rule) => rule.owedBy),
    ...(standIn.rule === null ? [] : [standIn.rule.of, standIn.rule.as, ...standIn.rule.from]),
    ...meeting.invites,
    ...conversation.prefer,
    ...shown.announcing.by,
    shown.announcing.delegate ?? '',
    appeal.body ?? '',
    ...(debrief === null ? [] : [...debrief.hosts, ...debrief.attend]),
  ]);
  return procedure.roles.flatMap((role, i): readonly Wrong[] =>
    named.has(role.id) || role.may.length > 0 || role.reads.length > 0 || role.receives !== 'never' || role.direct
      ? []
      : [{ grave: 'warning', path: ['roles', i], found: role.id, expected: 'a role that something refers to' }],
  );
}

/**
 * What a procedure must keep to, which needs the vocabulary of entries: every kind, fact and word that a duty names
 * exists, somebody who owes may do what meets it, no duty brings itself back, names in braces stand for something,
 * a reporter can be answered and an appeal decided.
 */
export function sound(procedure: Procedure): readonly Wrong[] {
  return [
    ...procedure.duties.flatMap((rule, i) => dutyWrong(procedure, rule, ['duties', i])),
    ...circles(procedure),
    ...namesWrong(procedure),
    ...reporterWrong(procedure),
    ...appealWrong(procedure),
    ...idleRoles(procedure),
  ];
}
