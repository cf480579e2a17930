import { recipientsAtBirth, type Recipients } from '../intake/recipients.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { holds, type Accepted, type Holder, type Manifest, type Why } from '../record/manifest.ts';
import { memberOf, type RosterMember } from '../team/roster.ts';
import type { Given } from './examples.ts';
import { keptOut, readsIdentity, type Keeping } from './grants.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';
import { remainingWithout } from './successors.ts';

/**
 * [Note: Keys of a worked example] Nobody makes a key in an example; here stand the manifests that browsers and desks
 * make around what was entered, by the very rules they make them by. So an example can say who can open it, and rules
 * that count holders see them.
 */
export interface Playing extends Ground {
  readonly procedure: Procedure;
}

export interface Handed {
  readonly report: string;
  readonly manifest: Manifest;
}

const holderOf = ({ id, ageHash, sign }: RosterMember): Holder => ({ member: id, ageHash, sign, grant: `${id}-grant` });

/** Who gets a new report, by its wishes. */
export function bornTo(
  { procedure, edition, roster, now }: Playing,
  { leaveOut, named, only }: Pick<Given, 'leaveOut' | 'named' | 'only'>,
): Recipients {
  return recipientsAtBirth(procedure, edition.id, roster, { leaveOut, named, only }, now);
}

/** The first manifests of a report. */
export function birthManifests(report: string, { account, identity, parties }: Recipients): readonly Handed[] {
  const lists = { account, identity, parties };
  return (['account', 'identity', 'parties'] as const)
    .filter((compartment) => lists[compartment].length > 0)
    .map((compartment) => {
      const recipient = `${report}-${compartment}-1`;
      const holders = lists[compartment].map(holderOf);
      return { report, manifest: { compartment, epoch: 1, recipient, holders, prevAccess: '', why: 'birth' } };
    });
}

/** The manifest after this one, with other holders. */
function nextOf(report: string, { manifest, hash }: Accepted, holders: readonly Holder[], why: Why): Handed {
  const epoch = manifest.epoch + 1;
  const recipient = `${report}-${manifest.compartment}-${epoch}`;
  return { report, manifest: { ...manifest, epoch, recipient, holders, prevAccess: hash, why } };
}

const newestOf = (handling: Handling): readonly (readonly [report: string, newest: Accepted])[] =>
  [...handling.reports].flatMap(([report, { holding }]) =>
    [...holding.newest.values()].map((newest) => [report, newest] as const),
  );

/** Whether they hold the account of a report of it. */
export function holdsAccount({ reports }: Handling, member: string): boolean {
  return [...reports.values()].some(({ holding }) => holds(holding.newest.get('account'), member));
}

/** Somebody leaves, or is taken off by a colleague: what the author holds is turned; who leaves gives it to who is next. */
function without(ground: Ground, handling: Handling, leaving: string, by: string): readonly Handed[] {
  const keeping: Keeping = { ...ground, apart: keptOut(handling) };
  const next = by === leaving ? remainingWithout(ground, handling, keeping, leaving).next : [];
  return newestOf(handling).flatMap(([report, newest]) => {
    const { holders, compartment } = newest.manifest;
    if (!holds(newest, leaving) || !holds(newest, by)) return [];
    const stay = holders.filter(({ member }) => member !== leaving);
    const come = compartment === 'parties' ? [] : next.map(holderOf);
    return stay.length + come.length === 0 ? [] : [nextOf(report, newest, [...stay, ...come], 'stepped-aside')];
  });
}

/** Members are let in: the account is for all of them, the identity for those whose role reads it. */
function withThem(ground: Ground, handling: Handling, ids: readonly string[], why: Why): readonly Handed[] {
  const members = ids.flatMap((id) => memberOf(ground.roster, id) ?? []);
  return newestOf(handling).flatMap(([report, newest]) => {
    const { holders, compartment } = newest.manifest;
    const come = members.filter(
      (member) =>
        !holders.some((holder) => holder.member === member.id) &&
        (compartment === 'account' || (compartment === 'identity' && readsIdentity(ground, handling, member))),
    );
    return come.length === 0 ? [] : [nextOf(report, newest, [...holders, ...come.map(holderOf)], why)];
  });
}

/** What comes in one batch before an entry: who leaves has turned every key first. */
export function manifestsBefore(ground: Ground, handling: Handling, { kind, by, facts }: Given): readonly Handed[] {
  const leaves = kind === 'recused' || (kind === 'conflict-answered' && facts['answer'] === 'conflict');
  return leaves ? without(ground, handling, String(facts['member']), by) : [];
}

/** What comes in one batch after an entry. An `access` of an example is nothing but this: whom its author lets in. */
export function manifestsAfter(ground: Ground, handling: Handling, { kind, facts }: Given): readonly Handed[] {
  const come = [facts['member'] ?? facts['members'] ?? []].flat().map(String);
  if (kind === 'stand-in-appointed') return withThem(ground, handling, come, 'stand-in');
  return kind === 'unbarred' || kind === 'access' ? withThem(ground, handling, come, 'introduced') : [];
}
