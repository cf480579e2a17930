import { isFree, keeper, keptOut } from '#domain/promises/grants.ts';
import { actsOf, rolesIn } from '#domain/promises/roles.ts';
import type { Act } from '#domain/procedure/procedure.ts';
import { handlingOf, type Handling } from '#domain/promises/handling.ts';
import type { Holding } from '#domain/record/holding.ts';
import { idOf, kindOf, textFact, type Stream, type Verified } from '#domain/record/header.ts';
import { holds, type Accepted, type Holder } from '#domain/record/manifest.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import type { Append } from '#store/record-store.ts';
import { entriesOf, type Whole } from './whole.ts';

/** What of an append says who is kept apart. */
export type Apart = Required<Pick<Append, 'away' | 'bars' | 'unbars' | 'answered' | 'ends'>>;

export function handlingIn(whole: Whole, added: readonly Verified[] = []): Handling {
  const { incident, report } = whole.row;
  return handlingOf({ incident, report }, entriesOf(whole, added), whole.roster, whole.kin);
}

const holdingOf = ({ incident, reports }: Handling, stream: Stream): Holding | undefined =>
  kindOf(stream) === 'incident' ? incident.holding : reports.get(idOf(stream))?.holding;

/** Whether a holder has said that their key of this manifest does not fit. */
function saidFailed({ entries }: Handling, { manifest }: Accepted, { sign }: Holder): boolean {
  return entries.some(
    ({ header }) =>
      header.kind === 'grant-failed' &&
      header.by === sign &&
      textFact(header, 'compartment') === manifest.compartment &&
      header.facts.some(([key, value]) => key === 'epoch' && value === manifest.epoch),
  );
}

/**
 * [Note: The last key is kept] The grants of who stepped aside or was set aside are deleted, save in a record where they
 * alone hold a key that is known to fit: then deleting would lose it for everybody, and the gate keeps it from them all
 * the same. Who is only named by the reporter later keeps them behind the gate until a colleague turns the key: no match
 * of words that nobody has looked at destroys a key.
 */
function isLastOf(handling: Handling, stream: Stream, member: string, roster: Roster, now: number): boolean {
  const keeping = { roster, now, apart: keptOut(handling) };
  return [...(holdingOf(handling, stream)?.newest.values() ?? [])].some(
    (accepted) =>
      holds(accepted, member) &&
      accepted.manifest.holders.every(
        (holder) => keeper(keeping, holder) === undefined || saidFailed(handling, accepted, holder),
      ),
  );
}

/**
 * [Note: Never nobody, later] Which of these members a reporter's later words may bar from a report now. Of those who hold
 * what was told: all, or none where nobody would be left who holds it, may answer the reporter, or may say whether
 * somebody else was meant. Of the others: all, or none where nobody would be left whom it could fall back to. Whoever is
 * merely named reads it rather than nobody, as at birth; and who finds the words cannot shut the team out with them.
 */
export function barsPlaced(whole: Whole, report: string, members: readonly string[], now: number): ReadonlySet<string> {
  const { roster, ground } = whole;
  const handling = handlingIn(whole);
  const holders = handling.reports.get(report)?.holding.newest.get('account')?.manifest.holders ?? [];
  const out = keptOut(handling);
  const kept = (apart: ReadonlySet<string>): readonly RosterMember[] =>
    holders.flatMap((holder) => keeper({ roster, now, apart }, holder) ?? []);
  const may = (able: readonly RosterMember[], act: Act): boolean =>
    ground === null || able.some((member) => actsOf({ ...ground, roster, now }, handling, member).has(act));
  const behind = (apart: ReadonlySet<string>): boolean =>
    ground === null ||
    roster.members.some(
      (member) =>
        isFree({ roster, now, apart }, member) &&
        rolesIn({ ...ground, roster, now }, handling, member).some(({ receives }) => typeof receives === 'number'),
    );
  const holding = members.filter((id) => holders.some((holder) => holder.member === id));
  const [before, after] = [kept(out), kept(new Set([...out, ...holding]))];
  const still = (act: Act): boolean => !may(before, act) || may(after, act);
  const fits = before.length === 0 || (after.length > 0 && still('write-to-reporter') && still('recuse-other'));
  const laid = fits ? holding : [];
  const others = members.filter((id) => !holding.includes(id));
  const open = !behind(out) || behind(new Set([...out, ...laid, ...others]));
  return new Set([...laid, ...(open ? others : [])]);
}

const bar = ({ header }: Verified): { readonly report: string; readonly member: string } => ({
  report: idOf(header.stream),
  member: textFact(header, 'member'),
});

/** Who answered for themselves; a colleague's word is no answer of theirs. */
function answersIn(added: readonly Verified[], { members }: Roster): Apart['answered'] {
  return added.flatMap(({ header }) => {
    const author = members.find(({ sign }) => sign === header.by);
    const own = header.kind === 'conflict-answered' && author?.id === textFact(header, 'member');
    return own ? [{ incident: idOf(header.stream), member: author.id }] : [];
  });
}

/**
 * Who is kept out once these entries stand, and what ends with it. `then`: the same incident with what follows for it from
 * others. Entries of others are passed over.
 */
export function apartAfter(whole: Whole, then: Whole, all: readonly Verified[], now: number): Apart {
  const { row, roster, chains } = whole;
  const added = all.filter(({ header }) => chains.has(header.stream));
  const [before, stands] = [keptOut(handlingIn(whole)), handlingIn(then, added)];
  const out = [...keptOut(stands)];
  // By a word; who is barred by the reporter loses their grants with the next turn.
  const since = out.filter((id) => !before.has(id) && !stands.barred.has(id));
  const of = (kind: string): readonly Verified[] => added.filter(({ header }) => header.kind === kind);
  return {
    away: [{ incident: row.incident, members: out.toSorted() }],
    bars: of('barred').map(bar),
    unbars: of('unbarred').map(bar),
    answered: answersIn(added, roster),
    ends: since.flatMap((member) =>
      [...chains.keys()].flatMap((stream) =>
        isLastOf(stands, stream, member, roster, now) ? [] : [{ stream, member }],
      ),
    ),
  };
}
