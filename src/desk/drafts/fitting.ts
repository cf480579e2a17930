/** What sort of value it is, as far as a form cares: a form that has changed since takes only what still fits. */
const sortOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/**
 * A kept text as this form holds it today: every field it had, save those that are of another sort now. An older build
 * may have written it.
 */
export function fitting<T extends object>(initial: T, kept: unknown): T {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return initial;
  const fields = Object.entries(kept).filter(([key, value]) => {
    const now = (initial as Readonly<Record<string, unknown>>)[key];
    return now === undefined || now === null || value === null || sortOf(now) === sortOf(value);
  });
  return { ...initial, ...Object.fromEntries(fields) };
}

/** Whether two values of a form say the same: what was not touched is not kept. */
export const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The words in it, in the order of its fields, so that somebody can tell which text it was. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .map(wordsOf)
    .filter((words) => words !== '')
    .join(' · ');
}
