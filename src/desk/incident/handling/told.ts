import { isExtract } from '#domain/intake/report.ts';
import type { Bodied, Bodies } from '#domain/promises/bodies.ts';
import { peopleIn, type PeopleEntry, type Person } from '#domain/incident/people.ts';
import type { Opened, Seen } from '../../keys/incident-seen.ts';

/** An entry of one kind with its words. */
export interface Told<K extends Bodied> extends Omit<Seen, 'kind' | 'body'> {
  readonly kind: K;
  readonly body: Bodies[K];
}

/** Every entry of a kind that could be opened here, oldest first. */
export function toldOf<K extends Bodied>({ entries }: Pick<Opened, 'entries'>, kind: K): readonly Told<K>[] {
  return entries.filter((seen): seen is Seen & Told<K> => seen.kind === kind && seen.body !== null);
}

/** Whether a member wrote it out of another report: who told it is answered there, and nobody waits here. */
export const isTakenOut = ({ handling }: Pick<Opened, 'handling'>): boolean =>
  isExtract(handling.reports.get(handling.ids.report));

/** The one entry with this hash, when it is of this kind and could be opened. */
export function toldAs<K extends Bodied>(opened: Pick<Opened, 'entries'>, kind: K, hash: string): Told<K> | null {
  return toldOf(opened, kind).find((one) => one.hash === hash) ?? null;
}

/** What of the incident is about people. */
export function peopleEntries({ entries }: Pick<Opened, 'entries'>): readonly PeopleEntry[] {
  return entries.map(({ hash, kind, facts, body }) => ({ hash, kind, of: facts['of'] ?? '', body }));
}

/** Everybody in the incident as the team knows them now. */
export function peopleOf(opened: Pick<Opened, 'entries'>): readonly Person[] {
  return peopleIn(peopleEntries(opened));
}
