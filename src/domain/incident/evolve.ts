import { writtenBy } from '../intake/report.ts';
import { holdingAfter } from '../record/holding.ts';
import { textFact, type Verified } from '../record/header.ts';
import { noIncident, type Incident } from './incident.ts';
import { incidentKinds } from './kinds.ts';

type IncidentKind = keyof typeof incidentKinds;
const isIncident = (kind: string): kind is IncidentKind => Object.hasOwn(incidentKinds, kind);

const and = <T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> => new Set([...set, one]);
const without = <T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> => new Set([...set].filter((other) => other !== one));

function withoutLink(incident: Incident, other: string): Incident {
  const { linked, parts, partOf } = incident;
  return {
    ...incident,
    linked: linked.filter((id) => id !== other),
    parts: parts.filter((id) => id !== other),
    partOf: partOf === other ? '' : partOf,
  };
}

/** One more entry of `incident/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(incident: Incident, entry: Verified): Incident {
  const { header } = entry;
  if (header.kind === 'access') return { ...incident, holding: holdingAfter(incident.holding, entry) };
  // A stand-in's rights end with the incident; reopening it asks the rule again.
  if (header.kind === 'closed' || header.kind === 'reopened') return { ...incident, standIns: new Set() };
  if (!isIncident(header.kind)) return incident;
  const member = textFact(header, 'member');
  switch (header.kind) {
    case 'opened':
      return {
        ...incident,
        codeName: textFact(header, 'codeName'),
        reports: [...incident.reports, textFact(header, 'report')],
      };
    case 'linked': {
      const other = textFact(header, 'other');
      const everLinked = and(incident.everLinked, other);
      return textFact(header, 'how') === 'part'
        ? { ...incident, everLinked, parts: [...incident.parts, other] }
        : { ...incident, everLinked, linked: [...incident.linked, other] };
    }
    case 'joined-into': {
      const other = textFact(header, 'other');
      return { ...incident, everLinked: and(incident.everLinked, other), partOf: other };
    }
    case 'unlinked':
      return withoutLink(incident, textFact(header, 'other'));
    case 'conflict-asked':
      return { ...incident, asked: and(incident.asked, member) };
    case 'conflict-answered': {
      const says = textFact(header, 'answer') === 'clear' ? 'clear' : 'conflict';
      return { ...incident, words: [...incident.words, { ...writtenBy(entry), member, says }] };
    }
    case 'recused':
      return { ...incident, words: [...incident.words, { ...writtenBy(entry), member, says: 'conflict' }] };
    case 'stand-in-appointed':
      return { ...incident, standIns: and(incident.standIns, member), appointed: and(incident.appointed, member) };
    case 'lead-taken':
      return { ...incident, lead: { key: header.by } };
    case 'handed-over':
      return { ...incident, lead: { member } };
    case 'moved':
      return { ...incident, movedTo: textFact(header, 'to') };
    case 'filed': {
      const as = textFact(header, 'as');
      return { ...incident, filed: as === 'appeal' || as === 'side' ? as : '' };
    }
    case 'noted':
      return { ...incident, notes: incident.notes + 1 };
    case 'identity-joined':
      return { ...incident, joined: and(incident.joined, entry.hash) };
    case 'identity-undone':
      return { ...incident, joined: without(incident.joined, textFact(header, 'of')) };
    case 'extracted':
    case 'tagged':
    case 'person-noted':
    case 'waived':
      return incident;
  }
}

export function foldIncident(id: string, entries: readonly Verified[]): Incident {
  return entries.reduce(evolve, noIncident(id));
}
