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
import { currentEditions } from '../editions.ts';
import type { Logger } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { Post } from '../post/post.ts';

const spoken: Readonly<Record<Language, MailWords>> = { en: mailEn, es: mailEs };
const payload = v.object({ incident: v.string(), member: v.string() });

export interface AlertParts extends Pick<Parts, 'store' | 'now' | 'procedures'> {
  /** Null: no mail leaves; alerts show on the desk only. */
  readonly post: Post | null;
  /** Where the link leads: `https://host`. */
  readonly origin: string;
  readonly log: Logger;
}

/** Alerts come in handfuls: those that ask while an answer is on its way share it. */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () =>
    (running ??= read().finally(() => {
      running = null;
    }));
}

/**
 * Tells one member that something is waiting, never what: code name and link. Asked again at this moment: who lost
 * sight of the incident since is not told, and the code name is the one they see.
 */
export const alert = ({ store, now, procedures, post, origin, log }: AlertParts) => {
  const organised = shared(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    if (!read.success || post === null) return 'over';
    const { incident, member: id } = read.output;
    const organisation = await organised();
    const member = organisation && memberOf(organisation.roster, id);
    if (!organisation || !member || !active(member, now())) return 'over';
    const [record, to] = [
      await store.recordFor(organisation.org, id, incident),
      await store.alertAddress(organisation.org, id),
    ];
    if (record === null || to === null || to === '') return 'over';
    const edition = organisation.editions.find((e) => e.edition.id === record.row.edition)?.edition;
    const language = edition?.languages.find(isLanguage) ?? 'en';
    const words = { codeName: record.row.codeName, link: origin + paths.deskIncident(incident) };
    const { alertSubject, alertBody } = spoken[language];
    try {
      const messageId = sha256Hex(job.id).slice(0, 32);
      await post.send({ messageId, to, subject: alertSubject(words), text: alertBody(words) });
      return 'over';
    } catch {
      log({ code: 'mail-not-sent' });
      return 'again';
    }
  };
};
