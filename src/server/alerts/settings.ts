import * as v from 'valibot';
import type { Edition } from '#domain/edition/edition.ts';
import { readersOf } from '#domain/intake/recipients.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { active, memberOf, stewards, type RosterMember } from '#domain/team/roster.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { paths } from '#wire/paths.ts';
import type { Organisation } from '../editions.ts';
import { currentEditions } from '../editions.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { isLanguage } from '#words/words.ts';
import { spoken } from './alert.ts';
import type { AlertParts } from './message.ts';
import { told } from './told.ts';

const payload = v.object({ edition: v.string(), member: v.string(), by: v.string() });

/** What decides who reads and whom a reporter is sent to; whoever holds one key can change it. */
const watched = [
  'procedure',
  'procedureVersion',
  'procedureDigest',
  'gathering',
  'zone',
  'emergency',
  'teamPhone',
  'exit',
  'contacts',
] as const satisfies readonly (keyof Edition)[];

const changed = (before: Edition, after: Edition): boolean =>
  watched.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/**
 * What an append of new settings carries: a word to every steward, and to everybody who reads new reports before or
 * after it, also to who signed it. `settled`: hash of the entry, so that nobody is told twice.
 */
export function settingsAlerts(
  { roster }: Organisation,
  before: { readonly edition: Edition; readonly procedure: Procedure } | undefined,
  after: { readonly edition: Edition; readonly procedure: Procedure },
  settled: { readonly hash: string; readonly by: RosterMember; readonly at: number },
): readonly NewJob[] {
  if (before === undefined || !changed(before.edition, after.edition)) return [];
  const { hash, by, at } = settled;
  const edition = after.edition.id;
  const readers = [before, after].flatMap(({ procedure }) => readersOf(procedure, edition, roster, at));
  const all = new Set([...stewards(roster).filter((member) => active(member, at)), ...readers]);
  return [...all].map(({ id: member }): NewJob => ({
    id: jobName('settings', edition, hash, member),
    kind: 'settings',
    payload: JSON.stringify({ edition, member, by: by.id }),
    at,
  }));
}

/** Tells one member that an event's settings were changed and by whom; what they are now is on the desk. */
export const settings =
  (parts: AlertParts) =>
  async (job: Job): Promise<Outcome> => {
    const { store, now, procedures, origin } = parts;
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await currentEditions(store, procedures, now());
    if (!read.success || organisation === null) return 'over';
    const { member: id, by, edition: event } = read.output;
    const member = memberOf(organisation.roster, id);
    const edition = organisation.editions.find((one) => one.edition.id === event)?.edition;
    if (!member || !active(member, now()) || edition === undefined) return 'over';
    const text = spoken[edition.languages.find(isLanguage) ?? 'en'];
    const words = {
      event: edition.name,
      who: memberOf(organisation.roster, by)?.name ?? by,
      link: origin + paths.deskEvent(event),
    };
    const message = {
      id: job.id,
      subject: text.settingsSubject(words),
      text: text.settingsBody(words),
      edition: event,
      isOpen: true,
    };
    return told(parts, job, organisation.org, id, message);
  };
