import * as v from 'valibot';
import { active, memberOf } from '#domain/team/roster.ts';
import type { Job } from '#store/job-store.ts';
import { paths } from '#wire/paths.ts';
import { mail as mailEn } from '#words/made/en/mail.ts';
import { mail as mailEs } from '#words/made/es/mail.ts';
import type { Mail as MailWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import type { Outcome } from '../due/jobs.ts';
import { circleOf } from '../due/circle.ts';
import { inFlight } from '../due/in-flight.ts';
import { standing } from '../due/standing.ts';
import { currentEditions } from '../editions.ts';
import { dateIn } from './date-in.ts';
import type { AlertParts, Message } from './message.ts';
import { told } from './told.ts';
import { wake } from './wake.ts';

export const spoken: Readonly<Record<Language, MailWords>> = { en: mailEn, es: mailEs };
/** With `duty` and `cause` it is a reminder. */
const payload = v.object({
  incident: v.string(),
  /** Told by a notice: then there is no incident they know of. */
  notice: v.optional(v.string(), ''),
  member: v.string(),
  duty: v.optional(v.string(), ''),
  cause: v.optional(v.string(), ''),
  stream: v.optional(v.string(), ''),
  /** At any hour, by the routes that wake. */
  urgent: v.optional(v.boolean(), false),
  /** For what it wakes: whoever is asleep is left in peace once somebody has it. `since`: a ring from then on is this one, ms. */
  woken: v.optional(
    v.object({ duty: v.string(), cause: v.string(), stream: v.string(), since: v.optional(v.number()) }),
  ),
  /** They have had no other word of it: who is not woken any more is told all the same, in their own hours. */
  news: v.optional(v.boolean(), false),
});

/**
 * Tells one member that something is waiting, or that something promised is due: never what. Code name, link, and for a
 * reminder its date. Asked again at this moment: who lost sight of the incident since is not told, nor who no longer
 * owes what was reminded of, and the code name is the one they see. Who is asked about names before they are shown anything
 * is told that there is a question.
 */
export const alert = (parts: AlertParts) => {
  const { store, now, procedures, origin, log } = parts;
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success) return 'over';
    const { incident, notice, member: id, duty, cause, stream, urgent, woken, news } = read.output;
    const organisation = await organised();
    const member = organisation && memberOf(organisation.roster, id);
    if (!organisation || !member || !active(member, now())) return 'over';
    const still = woken && (await standing({ store, now, procedures }, organisation, { incident, ...woken }));
    if (still === null && !news) return 'over';
    const record = await store.recordFor(organisation.org, id, incident);
    const send = async (subject: string, text: string, edition?: string): Promise<Outcome> => {
      const message: Message = { id: job.id, subject, text, since: job.at, ...(edition !== undefined && { edition }) };
      const { org, roster } = organisation;
      if (!urgent || still === null) return told(parts, job, org, id, message);
      const known = still === undefined || still === 'unreadable' ? null : still;
      const circle = known && circleOf(known, roster, now());
      const since = woken?.since ?? known?.begun ?? now();
      return wake(parts, job, { org, member: id, circle, since }, message);
    };
    const plain = spoken[organisation.editions[0]?.edition.languages.find(isLanguage) ?? 'en'];
    if (notice !== '') {
      const seen = await store.noticeFor(organisation.org, id, notice);
      if (seen?.told !== true) return 'over';
      return send(plain.noticeSubject(), plain.noticeBody({ link: origin + paths.deskLists }));
    }
    if (record === null) {
      const asked = await store.askedFor(organisation.org, id);
      if (duty !== '' || !asked.some((row) => row.incident === incident)) return 'over';
      // The question is not about an incident they know of: no name of it, and no link to it.
      return send(plain.askedSubject(), plain.askedBody({ link: origin + paths.desk }));
    }
    const edition = organisation.editions.find((e) => e.edition.id === record.row.edition)?.edition;
    const language = edition?.languages.find(isLanguage) ?? 'en';
    const words = { codeName: record.row.codeName, link: origin + paths.deskIncident(incident) };
    const text = spoken[language];
    let body = text.alertBody(words);
    if (duty !== '') {
      const owed = await standing({ store, now, procedures }, organisation, { incident, duty, cause, stream });
      if (owed === 'unreadable') {
        log({ code: 'reminder-unreadable', where: 'alert' });
        return 'over';
      }
      if (owed?.members.some((m) => m.id === id) !== true) return 'over';
      const { due } = owed.duty;
      const when = due === null ? '' : dateIn(language, owed.edition.zone, due);
      body =
        due === null
          ? text.remindOpen(words)
          : due > now()
            ? text.remindDue({ ...words, when })
            : text.remindLate({ ...words, when });
    }
    return send(text.alertSubject(words), body, record.row.edition);
  };
};
