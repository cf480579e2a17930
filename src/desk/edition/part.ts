import type { Edition } from '#domain/edition/edition.ts';
import { useWords } from '../frame/words.tsx';

/** What each part of the form works on: the whole draft, one change to it, and the places that are wrong. */
export interface Part {
  readonly draft: Edition;
  readonly set: (change: Partial<Edition>) => void;
  /** Paths, as `contacts.2.email`. */
  readonly wrong: readonly string[];
}

type Changed = { readonly target: { readonly value: string } };

/** Label, name, value and error of one field. The name is its path, so that a list of faults can lead to it. */
export function useFields(wrong: readonly string[]) {
  const { t } = useWords();
  return (path: string, label: string, value: string, changed: (value: string) => void, hint?: string) => ({
    label,
    ...(hint !== undefined && { hint }),
    ...(wrong.includes(path) && { error: t.fieldWrong() }),
    name: path,
    value,
    onChange: (event: Changed): void => changed(event.target.value),
  });
}

/** The rows with one of them changed, or without it. */
export function changedRow<T>(rows: readonly T[], at: number, change: Partial<T>): readonly T[] {
  return rows.map((row, i) => (i === at ? { ...row, ...change } : row));
}

export function withoutRow<T>(rows: readonly T[], at: number): readonly T[] {
  return rows.filter((_, i) => i !== at);
}

export function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
