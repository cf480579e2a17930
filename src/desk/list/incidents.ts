import type { IncidentSummary } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { usePaged, type Paged } from './paged.ts';

/** The incidents this member may see. */
export function useIncidents(): Paged<IncidentSummary> {
  return usePaged<IncidentSummary>(staffPaths.api.incidents, ({ incident }) => incident);
}

type Standing = Pick<IncidentSummary, 'owed' | 'closed' | 'waits'>;

/**
 * What asks for somebody first: something is owed, or its reporter wrote last. Then what is open with nothing owed, then
 * what was closed. Each in the order of the server.
 */
export function sorted<Row extends Standing>(
  rows: readonly Row[],
): { readonly asking: readonly Row[]; readonly open: readonly Row[]; readonly closed: readonly Row[] } {
  const asks = ({ owed, waits }: Row): boolean => owed !== '' || waits === 'yes';
  const quiet = rows.filter((row) => !asks(row));
  return {
    asking: rows.filter(asks),
    open: quiet.filter(({ closed }) => closed !== 'yes'),
    closed: quiet.filter(({ closed }) => closed === 'yes'),
  };
}
