import type { Answers } from '#domain/intake/answers.ts';
import { recipientsAtBirth, versionFor, wishesIn, type Recipients } from '#domain/intake/recipients.ts';
import { questionsAt, type FormProcedure, type Question } from '#domain/procedure/procedure.ts';
import { memberOf, type Roster } from '#domain/team/roster.ts';
import { answersOf } from '#questions/facts.ts';
import type { AccountBody, IdentityBody } from '#wire/bodies.ts';
import type { SealingInfo } from '#wire/api.ts';
import type { MailboxKeys } from '#seal/words.ts';

/** Who receives a report, and whom it is barred to: as the server computes it for a report in clear. */
export interface Receivers extends Recipients {
  /** The version the report is made under. */
  readonly under: FormProcedure;
  readonly barred: readonly string[];
  /** The one member it goes to alone, or `''`. */
  readonly only: string;
}

/** The questions of the page, whatever the event was switched to since. */
export function questionsOf({ procedure, edition, written }: SealingInfo): readonly Question[] {
  return written ? questionsAt(written.procedure, written.gathering) : questionsAt(procedure, edition.gathering);
}

/** Names that are not in the list of the team (a form kept open since it changed) bar nobody. */
export function receiversOf(
  { procedure, edition, written }: Pick<SealingInfo, 'procedure' | 'edition' | 'written'>,
  roster: Roster,
  answers: Answers,
  now: number,
): Receivers {
  const { leaveOut: out, only: one } = wishesIn(answers);
  const leaveOut = out.filter((id) => memberOf(roster, id) !== undefined);
  const wishes = { leaveOut, only: one };
  const under = written ? versionFor(written.procedure, procedure, edition, roster, wishes, now) : procedure;
  const recipients = recipientsAtBirth(under, edition.id, roster, wishes, now);
  const only = recipients.narrow ? (recipients.account[0]?.id ?? '') : '';
  return { ...recipients, under, only, barred: leaveOut.filter((id) => id !== only) };
}

export function accountBody(
  info: SealingInfo,
  answers: Answers,
  receivers: Receivers,
  language: string,
  mailbox: MailboxKeys,
): AccountBody {
  const { id, version, digest } = info.written?.procedure ?? info.procedure;
  return {
    v: 1,
    edition: info.edition.id,
    procedure: { id, version, digest },
    language,
    answers: answersOf(questionsOf(info), answers, 'account') ?? {},
    mailbox: { id: mailbox.id, recipient: mailbox.recipient, sign: mailbox.sign },
    leftOut: receivers.barred,
    named: [],
    only: receivers.only,
  };
}

/** Null when nothing of the reporter's own was given: then the report has no such compartment. */
export function identityBody(info: SealingInfo, answers: Answers): IdentityBody | null {
  const own = answersOf(questionsOf(info), answers, 'identity');
  return own && { v: 1, answers: own };
}
