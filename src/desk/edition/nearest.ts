import type { Edition } from '#domain/edition/edition.ts';

/** The event that a link to "the event" means: the one that runs on this day or comes next, else the last. */
export function nearestEdition<E extends Pick<Edition, 'id' | 'from' | 'to'>>(
  editions: readonly E[],
  day: string,
): E | undefined {
  const inOrder = editions.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return inOrder.find(({ to }) => day <= to) ?? inOrder.at(-1);
}
