import { shownAs } from '#domain/incident/people.ts';
import type { Bodies } from '#domain/promises/bodies.ts';
import type { Seen } from '../../keys/incident-seen.ts';
import type { usePeopleWords } from './words.ts';

/** One sentence of the story for each entry of this page; null for any other. */
export function peopleLine(
  { kind, facts, body }: Seen,
  t: ReturnType<typeof usePeopleWords>,
  /** The code name of an incident that this member sees, or `''`. */
  nameOf: (incident: string) => string,
): string | null {
  const other = nameOf(facts['other'] ?? '');
  switch (kind) {
    case 'person-noted':
      return t.linePerson({ name: body === null ? t.unknown() : shownAs(body as Bodies['person-noted']) });
    case 'identity-joined':
      return t.lineJoined();
    case 'identity-undone':
      return t.lineUndone();
    case 'tagged': {
      const { behaviours, heavy } = (body as Bodies['tagged'] | null) ?? { behaviours: [], heavy: '' };
      return t.lineTagged({ what: behaviours.length > 0 ? behaviours.join(', ') : heavy });
    }
    case 'extracted':
      return other === '' ? t.lineTakenOther() : t.lineTaken({ name: other });
    case 'linked':
      return facts['how'] === 'part' ? t.lineLinked() : t.lineBeside();
    case 'joined-into':
      return t.lineJoinedInto();
    case 'unlinked':
      return t.lineUnlinked();
    default:
      return null;
  }
}
