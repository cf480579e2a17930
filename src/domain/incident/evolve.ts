import { holdingAfter } from '../record/holding.ts';
import { textFact, type Verified } from '../record/header.ts';
import { noIncident, type Incident } from './incident.ts';

/** One more entry of `incident/<id>`. */
export function evolve(incident: Incident, entry: Verified): Incident {
  const { header } = entry;
  switch (header.kind) {
    case 'opened':
      return {
        ...incident,
        codeName: textFact(header, 'codeName'),
        reports: [...incident.reports, textFact(header, 'report')],
      };
    case 'access':
      return { ...incident, holding: holdingAfter(incident.holding, entry) };
    case 'noted':
      return { ...incident, notes: incident.notes + 1 };
    default:
      return incident;
  }
}

export function foldIncident(id: string, entries: readonly Verified[]): Incident {
  return entries.reduce(evolve, noIncident(id));
}
