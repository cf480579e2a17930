import type { DutyRule } from '../procedure/duty.ts';

/** A promise as it stands: due in ms, 0 without a date. */
interface Standing {
  readonly duty: string;
  readonly due: number;
}

/**
 * From when on a report that was sent to one alone, and that nobody has acted on, is worth telling the others too: half
 * the time in which a first answer is promised; where none is, half of the first date promised at all. ms, or null
 * without a date. A kind of file of its own: it is about what a reporter is told, and no duty of anybody's.
 */
export function tellOthersFrom(
  duties: readonly Pick<DutyRule, 'id' | 'met'>[],
  promises: readonly Standing[],
  receivedAt: number,
): number | null {
  const dated = promises.filter(({ due }) => due > receivedAt).toSorted((a, b) => a.due - b.due);
  const answers = (duty: string): boolean =>
    duties.some(({ id, met }) => id === duty && met.some(({ kind }) => kind === 'acknowledged'));
  const first = dated.find(({ duty }) => answers(duty)) ?? dated[0];
  return first === undefined ? null : receivedAt + (first.due - receivedAt) / 2;
}
