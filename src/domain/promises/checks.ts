import * as v from 'valibot';
import type { Procedure } from '../procedure/procedure.ts';
import type { Wrong } from '../procedure/wrong.ts';
import { isTime, time, type Example, type Examples, type FactsWritten, type Given } from './examples.ts';
import { isKind, type Kind } from './kinds.ts';
import { isSeen, ruleOf, wordsOf } from './meets.ts';

type Path = readonly (string | number)[];

const keyOf = (fact: string): string => fact.replace('?', '');

function factsWrong(
  path: Path,
  kind: Kind,
  written: FactsWritten,
  known: ReadonlySet<string>,
  complete: boolean,
): readonly Wrong[] {
  const rule = ruleOf(kind);
  const wrong: Wrong[] = [];
  for (const [key, value] of Object.entries(written)) {
    if (!rule.facts.some((fact) => keyOf(fact) === key))
      wrong.push({
        path: [...path, key],
        found: `the fact ${key}`,
        expected:
          rule.facts.length === 0 ? `no facts: ${kind} has none` : `a fact of ${kind}: ${rule.facts.join(', ')}`,
      });
    const words = wordsOf(kind, key) ?? [];
    if (words.length > 0 && !words.includes(String(value)))
      wrong.push({ path: [...path, key], found: String(value), expected: `one of ${words.join(', ')}` });
    if ((key === 'of' || key === 'file') && !known.has(String(value)))
      wrong.push({ path: [...path, key], found: String(value), expected: 'the name (`as`) of an entry above' });
    if (isTime(key) && !v.is(time, value))
      wrong.push({ path: [...path, key], found: String(value), expected: 'a local time as 2027-05-15 00:25' });
  }
  const missing = rule.facts.filter((fact) => !fact.endsWith('?') && written[fact] === undefined);
  if (complete && missing.length > 0)
    wrong.push({ path, found: 'nothing', expected: `the facts of ${kind}: ${missing.join(', ')}` });
  return wrong;
}

/** Facts that name members. */
const ofMembers: readonly string[] = ['member', 'owner', 'invited', 'present'];

/** Names that no member of the team has. */
const strangers = (path: Path, ids: readonly string[], team: readonly string[]): readonly Wrong[] =>
  ids.filter((id) => !team.includes(id)).map((found) => ({ path, found, expected: 'a member of the team above' }));

const wishes = ['leaveOut', 'named', 'only'] as const;
type Wished = Readonly<Record<'leaveOut' | 'named', readonly string[]>> & { readonly only: string };

/** Whom a reporter's wishes name. */
function wishesWrong(path: Path, wished: Wished, team: readonly string[]): readonly Wrong[] {
  return wishes.flatMap((key) =>
    strangers(
      [...path, key],
      [wished[key]].flat().filter((id) => id !== ''),
      team,
    ),
  );
}

/** Keys are handed on by themselves in an example, but for whom a holder lets in: `access` says only who that is. */
function accessWrong(path: Path, { facts }: Given, team: readonly string[]): readonly Wrong[] {
  const stray = Object.keys(facts).filter((key) => key !== 'members');
  const expected = '`members`: whom the author lets in';
  if (stray.length > 0) return stray.map((key) => ({ path: [...path, key], found: `the fact ${key}`, expected }));
  const ids = [facts['members'] ?? []].flat().map(String);
  return ids.length === 0 ? [{ path, found: 'nothing', expected }] : strangers([...path, 'members'], ids, team);
}

function givenWrong(path: Path, one: Given, known: ReadonlySet<string>, { team, duties }: Names): readonly Wrong[] {
  if (!isKind(one.kind)) return [{ path: [...path, 'kind'], found: one.kind, expected: 'a kind of entry' }];
  const rule = ruleOf(one.kind);
  const wrong: Wrong[] = (
    one.kind === 'access'
      ? accessWrong([...path, 'facts'], one, team)
      : factsWrong([...path, 'facts'], one.kind, one.facts, known, true)
  ).slice();
  if (one.kind === 'reported') wrong.push(...wishesWrong(path, one, team));
  else
    for (const key of wishes)
      if (one[key].length > 0)
        wrong.push({ path: [...path, key], found: one.kind, expected: `\`${key}\` in a \`reported\` only` });
  if (!isSeen(one.kind) || one.kind === 'opened')
    wrong.push({ path: [...path, 'kind'], found: one.kind, expected: 'an entry of a report or an incident' });
  for (const [key, value] of Object.entries(one.facts)) {
    const stray = [value].flat().find((id) => ofMembers.includes(key) && !team.includes(String(id)));
    if (stray !== undefined)
      wrong.push({ path: [...path, 'facts', key], found: String(stray), expected: 'a member of the team above' });
    if (key === 'duty' && !duties.includes(String(value)))
      wrong.push({ path: [...path, 'facts', key], found: String(value), expected: 'a duty of this procedure' });
  }
  const author = one.by === 'reporter' ? 'mailbox' : one.by === 'server' ? 'server' : 'member';
  if (author === 'member' && !team.includes(one.by))
    wrong.push({
      path: [...path, 'by'],
      found: one.by,
      expected: 'a member of the team above, `reporter` or `server`',
    });
  else if (!rule.authors.includes(author))
    wrong.push({
      path: [...path, 'by'],
      found: one.by,
      expected: `who writes ${one.kind}: ${rule.authors.join(', ')}`,
    });
  return wrong;
}

function exampleWrong(path: Path, one: Example, names: Names): readonly Wrong[] {
  const { team, duties } = names;
  const wrong: Wrong[] = [];
  const known = new Set<string>();
  let last = '';
  for (const [i, entry] of one.given.entries()) {
    const here = [...path, 'given', i];
    wrong.push(...givenWrong(here, entry, known, names));
    if (entry.at < last) wrong.push({ path: [...here, 'at'], found: entry.at, expected: `a time not before ${last}` });
    last = entry.at;
    known.add(entry.as ?? (entry.kind === 'reported' ? entry.report : ''));
  }
  if (one.at !== undefined && one.at < last)
    wrong.push({ path: [...path, 'at'], found: one.at, expected: `a time not before ${last}` });
  const { expect } = one;
  const standing = expect.standIn !== undefined || expect.holds !== undefined;
  const needsNow = Object.keys(expect.duties).length > 0 || expect.may.length > 0 || standing;
  if (needsNow && one.at === undefined)
    wrong.push({ path, found: 'nothing', expected: '`at`: when it is now, for duties, acts, stand-ins and keys' });
  for (const [id, states] of Object.entries(expect.duties)) {
    const here = [...path, 'expect', 'duties', id];
    if (!duties.includes(id))
      wrong.push({ path: here, found: id, expected: `a duty of this procedure: ${duties.join(', ')}` });
    for (const state of states)
      if (state.of !== undefined && !known.has(state.of))
        wrong.push({ path: here, found: state.of, expected: 'the name (`as`) of an entry of this example' });
  }
  if (expect.receives !== undefined) wrong.push(...wishesWrong([...path, 'expect', 'receives'], expect.receives, team));
  for (const key of ['receives', 'holds'] as const)
    for (const what of ['account', 'identity', 'asked'] as const)
      wrong.push(...strangers([...path, 'expect', key, what], expect[key]?.[what] ?? [], team));
  for (const [i, act] of expect.may.entries()) {
    const here = [...path, 'expect', 'may', i];
    if (!team.includes(act.who))
      wrong.push({ path: [...here, 'who'], found: act.who, expected: 'a member of the team above' });
    if (!isKind(act.does)) wrong.push({ path: [...here, 'does'], found: act.does, expected: 'a kind of entry' });
    else wrong.push(...factsWrong([...here, 'facts'], act.does, act.facts, new Set([...known, 'nothing']), false));
  }
  return wrong;
}

interface Names {
  readonly team: readonly string[];
  readonly duties: readonly string[];
}

/** What names something that is not there: kinds, facts, members, roles, duties, entries. Nothing is run on a guess. */
export function examplesWrong(procedure: Procedure, examples: Examples): readonly Wrong[] {
  const wrong: Wrong[] = [];
  for (const [member, { roles }] of Object.entries(examples.team)) {
    if (member === 'reporter' || member === 'server')
      wrong.push({ path: ['team', member], found: member, expected: 'another name: this one is taken' });
    for (const [i, id] of roles.entries()) {
      const role = procedure.roles.find((one) => one.id === id);
      if (role === undefined || !role.gatherings.includes(examples.gathering))
        wrong.push({
          path: ['team', member, i],
          found: id,
          expected: role === undefined ? 'a role of this procedure' : `a role that is held at ${examples.gathering}`,
        });
    }
  }
  const known: Names = {
    team: Object.keys(examples.team),
    duties: procedure.duties.map((duty) => duty.id),
  };
  for (const [i, one] of examples.examples.entries()) {
    const before = examples.examples.slice(0, i);
    if (before.some((other) => other.id === one.id))
      wrong.push({ path: ['examples', i, 'id'], found: one.id, expected: 'an id not used before' });
    wrong.push(...exampleWrong(['examples', i], one, known));
  }
  return wrong;
}
