import type { DutyRule, When } from '#domain/procedure/procedure.ts';
import { reminderText, spanText } from '#domain/procedure/spans.ts';
import { owedToWords } from '../words.ts';
import { en, instead, listed, matched, type Change, type Pair } from './pair.ts';

const whensText = (whens: readonly When[]): string =>
  whens
    .map(({ kind, facts }) => {
      const said = Object.entries(facts).map(([key, values]) => `${key} ${values.join(' or ')}`);
      return said.length === 0 ? kind : `${kind} (${said.join(', ')})`;
    })
    .join(' or ');

/** What is owed, to whom, by whom and by when. */
export function dutyChanges({ a, b, anyOf }: Pair): readonly Change[] {
  const { gone, come, both } = matched(a.duties, b.duties);
  const whom = (duty: DutyRule): string => owedToWords[duty.owedTo];
  const rule = (duty: DutyRule): string => `"${en(duty.label)}"`;
  return [
    ...gone.map((d) => ({ whom: whom(d), says: `no longer owed: ${rule(d)} (${spanText(d.within)})` })),
    ...come.map((d) => ({
      whom: whom(d),
      says: `now owed: ${rule(d)}, within: ${spanText(d.within)}, by: ${anyOf(d.owedBy)}`,
    })),
    ...both.flatMap(([old, now]) => [
      ...instead(whom(now), `${rule(now)}, time`, spanText(old.within), spanText(now.within)),
      ...instead(whom(now), `${rule(now)}, owed by`, anyOf(old.owedBy), anyOf(now.owedBy)),
      ...instead(whom(now), `${rule(now)}, owed to`, owedToWords[old.owedTo], owedToWords[now.owedTo]),
      ...instead(whom(now), `${rule(now)}, arises from`, whensText(old.arises), whensText(now.arises)),
      ...instead(whom(now), `${rule(now)}, met by`, whensText(old.met), whensText(now.met)),
      ...instead(
        whom(now),
        `${rule(now)}, reminders`,
        listed(old.remind.map(reminderText)),
        listed(now.remind.map(reminderText)),
      ),
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
