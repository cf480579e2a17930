import type { IncidentSummary } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { usePaged, type Paged } from './paged.ts';

/** The incidents this member may see. */
export function useIncidents(): Paged<IncidentSummary> {
  return usePaged<IncidentSummary>(paths.api.incidents, ({ incident }) => incident);
}
