import { dayAfter } from './clock.ts';

const dayLength = 86_400_000;

/** How many days from one day to another; negative when `to` is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** Every day from the first to the last, both of them too. */
export function daysOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, by) => dayAfter(from, by));
}

/** Days in order as stretches without a gap: for a sentence. */
export function stretches(days: readonly string[]): readonly { readonly from: string; readonly to: string }[] {
  const found: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last !== undefined && dayAfter(last.to, 1) === day) last.to = day;
    else found.push({ from: day, to: day });
  }
  return found;
}
