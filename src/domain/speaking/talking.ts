import type { Done } from '../intake/report.ts';
import type { Clause } from '../procedure/clause.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Responding } from '../response/responding.ts';
import { active, rolesAt, type Roster } from '../team/roster.ts';
import type { Speaking } from './speaking.ts';

/**
 * What a part of the talk is for, by the rows its clause answers: telling them (`what`), the code of conduct (`code`),
 * their own side, what was decided (`consequences`), where to appeal.
 */
export type PartOf = 'what' | 'code' | 'side' | 'consequences' | 'appeal';

const answers: readonly (readonly [PartOf, readonly string[]])[] = [
  ['side', ['RSP-18']],
  ['consequences', ['RSP-24', 'RSP-19']],
  ['code', ['RSP-22']],
  ['appeal', ['APL-01', 'APL-02']],
];

export function partOfTalk({ rows }: Pick<Clause, 'rows'>): PartOf {
  return answers.find(([, wanted]) => wanted.some((row) => rows.includes(row)))?.[0] ?? 'what';
}

type Conversation = Pick<Procedure['conversation'], 'parts'>;

/** What is said before their side is heard (RSP-17, RSP-20…23), and what is said only after it (RSP-19, RSP-24). */
export function partsOfTalk({ parts }: Conversation): {
  readonly first: readonly Clause[];
  readonly last: readonly Clause[];
} {
  const of = (...wanted: readonly PartOf[]): readonly Clause[] =>
    parts.filter((clause) => wanted.includes(partOfTalk(clause)));
  return { first: of('what', 'code'), last: of('consequences', 'appeal') };
}

/** Whether the talk may be left out with a reason at all: not where the procedure says that somebody speaks (D12). */
export function mayLeaveOut({ force }: Pick<Clause, 'force'>): boolean {
  return force !== 'must';
}

/** Who could lead the talk, and who was passed over before the first of them. */
export interface Speakers {
  /** Member ids, preferred first: free, and able to open it. */
  readonly order: readonly string[];
  readonly passed: readonly { readonly member: string; readonly role: string; readonly why: PassedOver }[];
}
export type PassedOver = 'no-part' | 'no-key' | 'suspended';

/** Those of the roles the procedure prefers, in its order (RSP-16); after them everybody else who is free and holds it. */
export function speakersOf(
  { prefer }: Pick<Procedure['conversation'], 'prefer'>,
  {
    roster,
    edition,
    now,
  }: { readonly roster: Roster; readonly edition: { readonly id: string }; readonly now: number },
  away: ReadonlySet<string>,
  holders: readonly string[],
): Speakers {
  const preferred = prefer.flatMap((role) =>
    roster.members.filter((one) => rolesAt(one, edition.id).includes(role)).map((member) => ({ member, role })),
  );
  const order: string[] = [];
  const passed: Speakers['passed'][number][] = [];
  for (const { member, role } of preferred) {
    const { id } = member;
    if (order.includes(id) || passed.some((one) => one.member === id)) continue;
    const why = away.has(id) ? 'no-part' : !active(member, now) ? 'suspended' : holders.includes(id) ? null : 'no-key';
    if (why === null) order.push(id);
    else if (order.length === 0) passed.push({ member: id, role, why });
  }
  const others = roster.members
    .filter((one) => holders.includes(one.id) && active(one, now) && !away.has(one.id) && !order.includes(one.id))
    .map(({ id }) => id);
  return { order: [...order, ...others], passed };
}

/** The steps of a talk, in the order they are taken. */
export const steps = ['plan', 'what', 'side', 'outcome'] as const;
export type Step = (typeof steps)[number];
/** `waits`: held back while somebody fears contact. `left-out`: there is no talk, with a reason. */
export type StepState = 'done' | 'now' | 'later' | 'waits' | 'left-out';

const after = (one: Done | undefined, other: Done | null | undefined): boolean =>
  one !== undefined && (other === null || other === undefined || one.receivedAt >= other.receivedAt);

/** Whether the talk stands as left out: a plan that was made later takes it up again. */
export function isLeftOut({ leftOut, planned }: Pick<Speaking, 'leftOut' | 'planned'>): boolean {
  return leftOut !== null && !(after(planned.at(-1), leftOut) && planned.at(-1)?.hash !== leftOut.hash);
}

/**
 * How far the talk is. The outcome is told again when another decision was made since: a resolution is changed only by
 * a new one, and the person is told of the one that stands.
 */
export function stepsOf(
  speaking: Pick<Speaking, 'planned' | 'held' | 'leftOut' | 'heard'>,
  { hold, resolutions }: Pick<Responding, 'hold' | 'resolutions'>,
): Readonly<Record<Step, StepState>> {
  const { planned, held, heard } = speaking;
  const toldOutcome = held.findLast(({ part }) => part === 'outcome');
  const done: Readonly<Record<Step, boolean>> = {
    plan: planned.length > 0 || held.length > 0,
    what: held.some(({ part }) => part === 'what'),
    side: heard !== '',
    outcome: toldOutcome !== undefined && after(toldOutcome, resolutions.at(-1)),
  };
  const left = isLeftOut(speaking);
  const next = steps.find((step) => !done[step]);
  const stateOf = (step: Step): StepState => {
    if (done[step]) return 'done';
    if (left) return 'left-out';
    if (hold !== null && step !== 'plan') return 'waits';
    return step === next ? 'now' : 'later';
  };
  return { plan: stateOf('plan'), what: stateOf('what'), side: stateOf('side'), outcome: stateOf('outcome') };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** Of these lines, those that do not stand in the text: what is told is what was decided (RSP-24). */
export function notSaid(text: string, lines: readonly string[]): readonly string[] {
  const said = folded(text);
  return lines.filter((line) => !said.includes(folded(line)));
}

/** Names of responses that stand in the text and were not decided: a slip, or a threat. */
export function saidBeyond(text: string, names: readonly string[], decided: readonly string[]): readonly string[] {
  const within = decided.reduce((left, name) => left.replaceAll(folded(name), ' '), ` ${folded(text)} `);
  const word = (at: string | undefined): boolean => at !== undefined && /[\p{L}\p{N}]/u.test(at);
  return names.filter((name) => {
    const wanted = folded(name);
    if (wanted === '') return false;
    for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + 1))
      if (!word(within[at - 1]) && !word(within[at + wanted.length])) return true;
    return false;
  });
}
