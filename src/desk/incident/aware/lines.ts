import type { Aware } from '#words/made/shape.ts';
import type { AwareListed, AwareTold, PermissionGiven, Published } from '#domain/speaking/bodies.ts';
import type { Seen } from '../../keys/incident-seen.ts';
import { permissionName } from './words.ts';

/** How a line of the story says people and times. */
export interface Names {
  readonly nameOf: (member: string) => string;
  readonly when?: (at: number) => string;
  readonly who?: (seen: Seen) => string;
}

/** What a line of the story says of an entry of this page; null for every other. */
export function awareLine(seen: Seen, t: Aware, names: Names): string | null {
  const { kind, facts, times, body } = seen;
  switch (kind) {
    case 'aware-listed':
      return body === null ? null : t.lineListed({ who: (body as AwareListed).who });
    case 'aware-told': {
      if (body === null) return null;
      const { text } = body as AwareTold;
      return facts['how'] === 'told' ? t.lineTold({ text }) : t.lineNotNeeded({ text });
    }
    case 'permission-given':
      return body === null
        ? null
        : t.linePermission({ what: permissionName(t, facts['for'] ?? ''), scope: (body as PermissionGiven).scope });
    case 'announcement-approved':
      return names.who === undefined ? null : t.lineApproved({ name: names.who(seen) });
    case 'published':
      return body === null ? null : t.linePublished({ where: (body as Published).where.join(', ') });
    case 'delegated': {
      const { until } = times;
      if (until === undefined || names.when === undefined) return names.nameOf(facts['member'] ?? '');
      return t.lineDelegated({ name: names.nameOf(facts['member'] ?? ''), when: names.when(until) });
    }
    default:
      return null;
  }
}
