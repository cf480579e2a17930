import { Hono } from 'hono';
import { attendeesUntil } from '#domain/edition/attendees.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { areLookers, untilOf } from '#domain/promises/attending.ts';
import { listFact } from '#domain/record/facts.ts';
import { idOf, type Header } from '#domain/record/header.ts';
import { memberOf } from '#domain/team/roster.ts';
import { isForSoMany, readersHash } from '#seal/seal.ts';
import type { AttendeeChange } from '#store/attendee-store.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import type { Store } from '#store/store.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { locked, no, param, refuse, type ApiParts, type No } from './answers.ts';
import { lookedUp } from './audit.ts';
import type { Files } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

/** Twenty thousand people with what their badges say, and padding. */
const mostSealed = 8 * 1024 * 1024;

/** A list that was brought in or deleted, with what is written beside its line and what follows. */
export interface AttendeesTaken {
  readonly change: AttendeeChange;
  readonly jobs: readonly NewJob[];
}

/**
 * Takes a list for the event: sealed to exactly the members its line names, who work there, and gone no later than the
 * event's own end allows. What is inside nobody sees here.
 */
export function attendeesTaken(
  { organisation }: Pick<Actor, 'organisation'>,
  header: Header,
  files: Files,
  now: number,
): AttendeesTaken | No {
  const edition = idOf(header.stream);
  if (header.kind === 'attendees-deleted') return { change: { edition, list: null }, jobs: [] };
  const current = organisation.editions.find((one) => one.edition.id === edition);
  if (current === undefined) return no('not-found');
  const { roster } = organisation;
  // Their keys are those of the list it names: an older one could name keys that are gone.
  if (header.rosterVersion !== roster.version) return no('roster-moved');
  const readers = listFact(header, 'readers');
  if (!areLookers(roster, edition, readers, now)) return no('not-allowed');
  const until = untilOf({ header });
  if (until <= now) return no('closed');
  if (until > attendeesUntil(current.edition)) return no('bad-request');
  if (header.size > mostSealed) return no('too-large');
  const hashes = readers.flatMap((id) => memberOf(roster, id)?.ageHash ?? []);
  const bytes = files.get(header.file);
  if (header.to !== readersHash(hashes)) return no('bad-file');
  if (bytes?.length !== header.size || !isForSoMany(bytes, readers.length)) return no('bad-file');
  return {
    change: { edition, list: { hash: header.file, bytes, until, readers } },
    jobs: [{ id: jobName('attendees', edition, header.id), kind: 'attendees', payload: edition, at: until }],
  };
}

/** What new settings do to a list that is there: it goes no later than the event's new end allows. */
export function attendeesShortened(edition: Pick<Edition, 'id' | 'to' | 'zone'>, by: string): AttendeesTaken {
  const at = attendeesUntil(edition);
  const id = jobName('attendees', edition.id, by);
  return {
    change: { edition: edition.id, noLaterThan: at },
    jobs: [{ id, kind: 'attendees', payload: edition.id, at }],
  };
}

/** Its time is over: the file goes. */
export const attendeesOver =
  ({ store, now }: { readonly store: Store; readonly now: () => number }) =>
  async (_job: Job): Promise<Outcome> => {
    const row = await store.organisation();
    if (row !== null) await store.endAttendees(row.org, now());
    return 'over';
  };

/**
 * [Note: Looked up] The sealed list, out of an incident: for who may see that incident and is among the list's readers.
 * That they fetched it stands in the incident's `audit` before they have it, each time (FLD-10).
 */
export const attendees = (parts: ApiParts): Hono =>
  new Hono().post(staffPaths.api.attendees(':id'), async (c) => {
    const actor = await actorOf(c, parts);
    if (actor === null) return locked(c);
    const { org } = actor.organisation;
    const incident = param(c, 'id');
    const bytes = await parts.store.attendeesFor(org, actor.member.id, incident, parts.now());
    if (bytes === null) return refuse(c, parts, 'not-found');
    if (!(await lookedUp(parts, actor, incident))) return refuse(c, parts, 'stale-head');
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
  });
