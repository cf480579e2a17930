import * as v from 'valibot';
import { active, memberOf } from '#domain/team/roster.ts';
import type { Job } from '#store/job-store.ts';
import { paths } from '#wire/paths.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions } from '../editions.ts';
import { wordsFor } from '../texts/said.ts';
import type { AlertParts } from './message.ts';
import { told } from './told.ts';

const payload = v.object({ edition: v.string(), member: v.string(), urgent: v.boolean() });

/** Tells one member that somebody called the team's number and nobody took it: no number, and of no incident. */
export const unanswered =
  (parts: AlertParts) =>
  async (job: Job): Promise<Outcome> => {
    const { store, now, procedures, origin } = parts;
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await currentEditions(store, procedures, now());
    if (!read.success || organisation === null) return 'over';
    const { edition: event, member: id, urgent } = read.output;
    const member = memberOf(organisation.roster, id);
    const edition = organisation.editions.find((one) => one.edition.id === event)?.edition;
    if (!member || !active(member, now()) || edition === undefined) return 'over';
    const t = wordsFor(edition);
    const text = t.callBody({ link: origin + paths.desk });
    const message = { id: job.id, subject: t.callSubject(), text, edition: event };
    return told(parts, job, organisation.org, id, message, urgent ? 'urgent' : 'ordinary');
  };
