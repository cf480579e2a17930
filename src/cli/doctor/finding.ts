/** One line of what was found. `note`: neither right nor wrong. */
export interface Finding {
  readonly grade: 'ok' | 'note' | 'wrong';
  readonly line: string;
}

export const fine = (line: string): Finding => ({ grade: 'ok', line });
export const told = (line: string): Finding => ({ grade: 'note', line });
export const bad = (line: string): Finding => ({ grade: 'wrong', line });

const minute = 60_000;

/** A span of ms in its largest whole unit. */
export function spanOf(ms: number): string {
  const length = Math.abs(ms);
  const of = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (length < 2 * minute) return of(Math.round(length / 1_000), 'second');
  if (length < 120 * minute) return of(Math.floor(length / minute), 'minute');
  if (length < 48 * 60 * minute) return of(Math.floor(length / (60 * minute)), 'hour');
  return of(Math.floor(length / (24 * 60 * minute)), 'day');
}
