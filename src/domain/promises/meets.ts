import { channelKinds, type Act, type Procedure, type When } from '../procedure/procedure.ts';
import type { KindRule } from '../record/rule.ts';
import { actOf } from './acts.ts';
import { isKind, kinds, type Kind } from './kinds.ts';

export const ruleOf = (kind: Kind): KindRule => kinds[kind];

/** Whether duties ever see entries of a kind: those of the incident and of its reports. */
export const isSeen = (kind: Kind): boolean =>
  ruleOf(kind).streams.some((stream) => stream === 'report' || stream === 'incident');

/** What reaches a reporter: their mailbox, and what stands in the record because of it. */
export const toReporter: ReadonlySet<Kind> = new Set<Kind>(['message', 'acknowledged', 'said-to-reporter']);

/** Whether nothing but what reaches a reporter meets a duty. */
export const isMetByWriting = ({ met }: { readonly met: readonly Pick<When, 'kind'>[] }): boolean =>
  met.every(({ kind }) => isKind(kind) && toReporter.has(kind));

/** Facts that a reporter's entry carries and that are one of a few words too, though no rule of its kind says so. */
const reportedWords: Readonly<Record<string, readonly string[]>> = {
  channel: channelKinds,
  narrow: ['yes'],
  ongoing: ['yes', 'no', 'unsure'],
  reachable: ['yes', 'no', 'unsure'],
};

/** The words a fact of a kind may be: null when it is none of the kind's, empty when it can be anything. */
export function wordsOf(kind: Kind, key: string): readonly string[] | null {
  const rule = ruleOf(kind);
  if (!rule.facts.some((fact) => fact.replace('?', '') === key)) return null;
  const reported = kind === 'reported' || kind === 'receipted' ? reportedWords[key] : undefined;
  return rule.words?.[key] ?? reported ?? [];
}

/** Whether one entry could be both. */
export function overlap(one: When, other: When): boolean {
  return (
    one.kind === other.kind &&
    Object.entries(one.facts).every(([key, values]) => other.facts[key]?.some((v) => values.includes(v)) ?? true)
  );
}

function actsFor(kind: Kind, when: When): readonly (Act | 'holder')[] {
  if (kind === 'measure-taken') {
    const alone = when.facts['alone'] ?? ['yes', 'no'];
    return alone.map((word) => (word === 'yes' ? 'act-alone' : 'measure'));
  }
  const act = actOf[kind];
  return act === null ? [] : [act];
}

/** Whether one of these roles could ever append an entry that is this; no member is needed for what others write. */
export function canMeet(procedure: Procedure, owedBy: readonly string[], when: When): boolean {
  if (!isKind(when.kind)) return false;
  const { kind } = when;
  if (!ruleOf(kind).authors.includes('member')) return true;
  const { announcing } = procedure.public;
  const { body } = procedure.appeal;
  return procedure.roles
    .filter((role) => owedBy.includes(role.id))
    .some((role) => {
      if (kind === 'announcement-approved' || kind === 'published')
        return [...announcing.by, announcing.delegate, body].includes(role.id);
      if (kind === 'delegated' && !announcing.by.includes(role.id)) return false;
      if (kind === 'appeal-decided' && body !== null && body !== role.id) return false;
      return actsFor(kind, when).some((act) => act === 'holder' || role.may.includes(act));
    });
}
