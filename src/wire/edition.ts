import * as v from 'valibot';
import { gatherings } from '#domain/procedure/gathering.ts';
import type { Edition } from '#domain/edition/edition.ts';

const line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const filled = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/u),
  v.check((d) => !Number.isNaN(Date.parse(d))),
);
const zone = v.pipe(
  v.string(),
  v.check((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
    } catch {
      return false;
    }
  }),
);

/** The settings file of an edition, as it is sent and stored (clear JSON; settings are public). */
export const editionShape = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/u)),
    organisation: filled(120),
    name: filled(120),
    neutralTitle: filled(40),
    from: day,
    to: day,
    zone,
    place: line(200),
    gathering: v.picklist(gatherings),
    languages: v.pipe(v.array(v.string()), v.minLength(1)),
    exit: v.pipe(v.string(), v.regex(/^https:\/\/[^\s<>"]+$/u)),
    emergency: v.pipe(
      v.array(v.strictObject({ label: filled(60), number: filled(40) })),
      v.minLength(1),
      v.maxLength(8),
    ),
    teamPhone: line(40),
    meetingPoint: line(200),
    procedure: filled(60),
    procedureVersion: filled(60),
    procedureDigest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  }),
  v.check((edition) => edition.from <= edition.to, 'dates'),
);

/** The edition, or the names of the fields that are wrong. */
export function parseEdition(value: unknown): Edition | { readonly wrong: readonly string[] } {
  const read = v.safeParse(editionShape, value);
  if (read.success) return read.output;
  return { wrong: [...new Set(read.issues.map((issue) => v.getDotPath(issue)?.split('.')[0] ?? issue.message))] };
}
