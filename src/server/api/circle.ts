import { costsNothing, keysToTurn, linkCost, readersOf } from '#domain/promises/linking.ts';
import type { Handling } from '#domain/promises/handling.ts';
import { idOf, textFact, type Verified } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { handlingIn } from '../due/apart.ts';
import { together, type Whole } from '../due/whole.ts';
import { no, type No } from './answers.ts';
import type { Judging } from './judged-in.ts';

/** How one entry speaks of a link, and what the other incident must say in the same moment. */
const answers: Readonly<Record<string, string>> = {
  'linked beside': 'linked beside',
  'linked part': 'joined-into',
  'joined-into': 'linked part',
  unlinked: 'unlinked',
};

const wordOf = ({ header }: Verified): string =>
  header.kind === 'linked' ? `linked ${textFact(header, 'how')}` : header.kind;

const isLink = (entry: Verified): boolean => answers[wordOf(entry)] !== undefined;

/** Both incidents say it, each in its own record, or neither does. */
function oneSided(links: readonly Verified[]): boolean {
  return links.some(
    (one) =>
      !links.some(
        (other) =>
          wordOf(other) === answers[wordOf(one)] &&
          idOf(other.header.stream) === textFact(one.header, 'other') &&
          textFact(other.header, 'other') === idOf(one.header.stream),
      ),
  );
}

/** Of the same event and version, not linked yet, and at nobody's cost. */
function mayLink(one: Whole, other: Whole, now: number): boolean {
  const [first, second] = [handlingIn(one), handlingIn(other)];
  const { linked, parts } = first.incident;
  return (
    one.row.incident !== other.row.incident &&
    one.row.edition === other.row.edition &&
    one.row.procedure === other.row.procedure &&
    ![...linked, ...parts].includes(other.row.incident) &&
    costsNothing(linkCost(first, second, { roster: one.roster, now }))
  );
}

/** Who reads it now and is kept out of nothing. */
function reading(handling: Handling, whole: Whole, now: number): ReadonlySet<string> {
  const all = readersOf(handling, { roster: whole.roster, now });
  return new Set([...all].filter((id) => !handling.away.has(id) && !handling.stoodIn.has(id)));
}

/** Whoever is let into one of them is let into all, so that a link tells nobody of what they may not see. */
function letInApart(
  before: readonly Whole[],
  after: readonly Whole[],
  added: readonly Verified[],
  now: number,
): boolean {
  const had = new Map(before.map((one) => [one.row.incident, reading(handlingIn(one), one, now)]));
  const have = new Map(after.map((one) => [one.row.incident, reading(handlingIn(one, added), one, now)]));
  return after.some(({ row, circle }) =>
    [...(have.get(row.incident) ?? [])].some(
      (id) =>
        had.get(row.incident)?.has(id) !== true &&
        circle.some((other) => have.get(other.row.incident)?.has(id) !== true),
    ),
  );
}

/** How many others one circle can have, and how many keys: who steps aside turns all of it in one batch. */
const mostNear = 40;
const mostKeys = 1800;

/** Whether links, or whom somebody lets in, make a circle so large that nobody could step aside from it any more. */
function growsTooLarge(after: readonly Whole[], added: readonly Verified[], now: number): boolean {
  const letsIn = (entry: Verified): boolean => ['introduced', 'widened'].includes(manifestOf(entry.header)?.why ?? '');
  if (!added.some((entry) => (isLink(entry) && entry.header.kind !== 'unlinked') || letsIn(entry))) return false;
  const keys = after.map((one) => keysToTurn(handlingIn(one, added), { roster: one.roster, now }));
  return after.some(({ row, circle }) => {
    const near = new Set([row.incident, ...circle.map((other) => other.row.incident)]);
    const all = after.reduce((sum, one, i) => sum + (near.has(one.row.incident) ? (keys[i] ?? 0) : 0), 0);
    return circle.length > 0 && (circle.length > mostNear || all > mostKeys);
  });
}

/** A word in one of them that leaves another with nobody who reads it. */
function leavesNobody(
  before: readonly Whole[],
  after: readonly Whole[],
  added: readonly Verified[],
  now: number,
): boolean {
  return after.some((one, i) => {
    const was = before[i];
    const had = was === undefined ? 0 : reading(handlingIn(was), was, now).size;
    return one.circle.length > 0 && had > 0 && reading(handlingIn(one, added), one, now).size === 0;
  });
}

/** Incidents that have nothing to do with one another, and that the batch does not link either: it is no batch. */
export function areStrangers([first, ...others]: readonly Whole[], { streams }: EntriesBatch): boolean {
  const linking = ['linked', 'joined-into', 'unlinked'];
  const links = streams.some(({ entries }) =>
    entries.some(({ line }) => linking.includes(parseLine(line)?.kind ?? '')),
  );
  return !links && others.some(({ row }) => first?.circle.every((near) => near.row.incident !== row.incident));
}

/** What speaks against a batch between incidents that are handled together (see "Note: One circle"). */
export function circleRefused(judging: readonly Judging[], { id }: RosterMember, now: number): No | null {
  const wholes = judging.map(({ whole }) => whole);
  const added = judging.flatMap((one) => one.added.flatMap((part) => part.added));
  const links = added.filter(isLink);
  if (oneSided(links)) return no('not-allowed');
  for (const { header } of links) {
    if (header.kind === 'unlinked') continue;
    const [one, other] = [idOf(header.stream), textFact(header, 'other')].map((name) =>
      wholes.find(({ row }) => row.incident === name),
    );
    if (one === undefined || other === undefined || !mayLink(one, other, now)) return no('not-allowed');
  }
  const all = new Map(wholes.flatMap((whole) => [whole, ...whole.circle]).map((one) => [one.row.incident, one]));
  if (all.size === 1) return null;
  const before = together([...all.values()]);
  const after = together(before, added);
  if (leavesNobody(before, after, added, now) || growsTooLarge(after, added, now)) return no('not-allowed');
  // Who steps aside hands on what nobody else could, in each by its own rules.
  const goes = added.some(
    ({ header }) =>
      textFact(header, 'member') === id && (header.kind === 'recused' || textFact(header, 'answer') === 'conflict'),
  );
  return !goes && letInApart(before, after, added, now) ? no('bad-manifest') : null;
}
