import * as v from 'valibot';
import { mostAttendees, type Attendee } from '#domain/edition/attendees.ts';

/** What lies sealed in a list of attendees. */
export interface AttendeesBody {
  readonly v: 1;
  readonly people: readonly Attendee[];
}

const line = v.pipe(v.string(), v.maxLength(250));
const body = v.strictObject({
  v: v.literal(1),
  people: v.pipe(
    v.array(v.strictObject({ name: line, badge: line, company: line, role: line })),
    v.maxLength(mostAttendees),
  ),
});

/** The body of a list; null for anything else. `read`: what JSON said. */
export function attendeesBody(read: unknown): AttendeesBody | null {
  const parsed = v.safeParse(body, read);
  return parsed.success ? parsed.output : null;
}
