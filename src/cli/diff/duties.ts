import type { DutyRule, When } from '#domain/procedure/procedure.ts';
import { reminderText, ringText, spanText } from '#domain/procedure/spans.ts';
import { owedToWords } from '../words.ts';
import { called, en, instead, insteadOf, matched, renamed, type Change, type Pair } from './pair.ts';

const whenTexts = (whens: readonly When[]): readonly string[] =>
  whens.map(({ kind, facts }) => {
    const said = Object.entries(facts).map(([key, values]) => `${key} ${values.toSorted().join(' or ')}`);
    return said.length === 0 ? kind : `${kind} (${said.toSorted().join(', ')})`;
  });

/** What is owed, to whom, by whom and by when. */
export function dutyChanges({ a, b, anyOf }: Pair): readonly Change[] {
  const { gone, come, both } = matched(a.duties, b.duties, called.label);
  const whom = (duty: DutyRule): string => owedToWords[duty.owedTo];
  const rule = (duty: DutyRule): string => `"${en(duty.label)}"`;
  return [
    ...gone.map((d) => ({ whom: whom(d), says: `no longer owed: ${rule(d)} (${spanText(d.within)})` })),
    ...come.map((d) => ({
      whom: whom(d),
      says: `now owed: ${rule(d)}, within: ${spanText(d.within)}, by: ${anyOf(d.owedBy)}`,
    })),
    ...both.flatMap(([old, now]) => [
      ...renamed(whom(now), rule(now), [old, now]),
      ...instead(whom(now), `${rule(now)}, time`, spanText(old.within), spanText(now.within)),
      ...instead(whom(now), `${rule(now)}, owed by`, anyOf(old.owedBy), anyOf(now.owedBy)),
      ...instead(whom(now), `${rule(now)}, owed to`, owedToWords[old.owedTo], owedToWords[now.owedTo]),
      ...insteadOf(whom(now), `${rule(now)}, arises from`, whenTexts(old.arises), whenTexts(now.arises)),
      ...insteadOf(whom(now), `${rule(now)}, met by`, whenTexts(old.met), whenTexts(now.met)),
      ...insteadOf(whom(now), `${rule(now)}, reminders`, old.remind.map(reminderText), now.remind.map(reminderText)),
      ...insteadOf(whom(now), `${rule(now)}, wakes`, old.rings.map(ringText), now.rings.map(ringText)),
      ...instead(
        whom(now),
        `${rule(now)}, met`,
        old.metBySame ? 'for each cause by itself' : 'by any such entry',
        now.metBySame ? 'for each cause by itself' : 'by any such entry',
      ),
      ...(old.waivable === now.waivable
        ? []
        : [{ whom: whom(now), says: `${rule(now)} ${now.waivable ? 'may now' : 'can no longer'} be waived` }]),
      ...(old.beforeClosing === now.beforeClosing
        ? []
        : [{ whom: whom(now), says: `${rule(now)} ${now.beforeClosing ? 'now' : 'no longer'} comes before closing` }]),
    ]),
  ];
}
