import type { IncidentSummary } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { usePaged, type Paged } from './paged.ts';

/** The incidents this member may see. */
export function useIncidents(): Paged<IncidentSummary> {
  return usePaged<IncidentSummary>(paths.api.incidents, ({ incident }) => incident);
}

/**
 * Where something is owed, and apart from it where nothing is, if there are both; each in the order of the server. Whether
 * an incident was closed is not in its row: nothing owed is what can be said of it here.
 */
export function apartNothingOwed<Row extends Pick<IncidentSummary, 'owed'>>(
  rows: readonly Row[],
): { readonly owing: readonly Row[]; readonly free: readonly Row[] } {
  const owing = rows.filter(({ owed }) => owed !== '');
  return owing.length === 0 ? { owing: rows, free: [] } : { owing, free: rows.filter(({ owed }) => owed === '') };
}
