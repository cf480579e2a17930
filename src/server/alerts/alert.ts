import * as v from 'valibot';
import { active, memberOf } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Job } from '#store/store.ts';
import { paths } from '#wire/paths.ts';
import { mail as mailEn } from '#words/made/en/mail.ts';
import { mail as mailEs } from '#words/made/es/mail.ts';
import type { Mail as MailWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import type { Outcome } from '../due/jobs.ts';
import { inFlight } from '../due/in-flight.ts';
import { standing } from '../due/standing.ts';
import { currentEditions } from '../editions.ts';
import type { Logger } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { Post } from '../post/post.ts';

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
});

export interface AlertParts extends Pick<Parts, 'store' | 'now' | 'procedures'> {
  /** Null: no mail leaves; alerts show on the desk only. */
  readonly post: Post | null;
  /** Where the link leads: `https://host`. */
  readonly origin: string;
  readonly log: Logger;
}

/** A date as the event's people say it, with its zone: a mail is read anywhere. */
function dateIn(language: Language, zone: string, at: number): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at);
}

/**
 * Tells one member that something is waiting, or that something promised is due: never what. Code name, link, and for a
 * reminder its date. Asked again at this moment: who lost sight of the incident since is not told, nor who no longer
 * owes what was reminded of, and the code name is the one they see. Who is asked about names before they are shown anything
 * is told that there is a question.
 */
export const alert = ({ store, now, procedures, post, origin, log }: AlertParts) => {
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success || post === null) return 'over';
    const { incident, notice, member: id, duty, cause, stream } = read.output;
    const organisation = await organised();
    const member = organisation && memberOf(organisation.roster, id);
    if (!organisation || !member || !active(member, now())) return 'over';
    const [record, to] = [
      await store.recordFor(organisation.org, id, incident),
      await store.alertAddress(organisation.org, id),
    ];
    if (to === null || to === '') return 'over';
    const send = async (subject: string, text: string): Promise<Outcome> => {
      try {
        await post.send({ messageId: sha256Hex(job.id).slice(0, 32), to, subject, text });
        return 'over';
      } catch {
        log({ code: 'mail-not-sent' });
        return 'again';
      }
    };
    const plain = spoken[organisation.editions[0]?.edition.languages.find(isLanguage) ?? 'en'];
    if (notice !== '') {
      const told = await store.noticeFor(organisation.org, id, notice);
      if (told?.told !== true) return 'over';
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
    return send(text.alertSubject(words), body);
  };
};
