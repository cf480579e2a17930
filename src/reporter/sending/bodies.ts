import type { Answers } from '#domain/intake/answers.ts';
import {
  keptBackFrom,
  receiversFor,
  versionFor,
  wishesOf,
  type Receivers as Reckoned,
} from '#domain/intake/recipients.ts';
import { questionsAt, type FormProcedure, type Question } from '#domain/procedure/procedure.ts';
import type { Roster } from '#domain/team/roster.ts';
import { answersOf } from '#questions/facts.ts';
import { namedOf, partiesIn } from '#questions/parties.ts';
import type { AccountBody, IdentityBody, PartiesBody } from '#wire/bodies.ts';
import type { SealingInfo } from '#wire/api.ts';
import type { MailboxKeys } from '#seal/words.ts';
import type { ReadersShown } from '../receipt/readers.ts';

/** Who receives a report, and whom it is barred to: as the server computes it for a report in clear. */
export interface Receivers extends Reckoned {
  /** The version the report is made under. */
  readonly under: FormProcedure;
  /** Names of those who would read it but for being named in it: for the page. */
  readonly keptBack: readonly string[];
}

/** The questions of the page, whatever the event was switched to since. */
export function questionsOf({ procedure, edition, written }: SealingInfo): readonly Question[] {
  return written ? questionsAt(written.procedure, written.gathering) : questionsAt(procedure, edition.gathering);
}

export function receiversOf(
  { procedure, edition, written }: Pick<SealingInfo, 'procedure' | 'edition' | 'written'>,
  roster: Roster,
  answers: Answers,
  now: number,
): Receivers {
  const under = written
    ? versionFor(written.procedure, procedure, edition, roster, wishesOf(answers, roster, edition), now)
    : procedure;
  const receivers = receiversFor(under, edition, roster, answers, now);
  const keptBack = keptBackFrom(under, edition.id, roster, receivers, now).map(({ name }) => name);
  return { ...receivers, under, keptBack };
}

/** Of this report and its page alone. */
export interface Own {
  readonly language: string;
  readonly keys: MailboxKeys;
  /** Of several events none was named (RPT-08). */
  readonly unnamed: boolean;
}

export function accountBody(
  info: SealingInfo,
  answers: Answers,
  receivers: Receivers,
  { language, keys: mailbox, unnamed }: Own,
): AccountBody {
  const { id, version, digest } = info.written?.procedure ?? info.procedure;
  return {
    v: 1,
    edition: info.edition.id,
    procedure: { id, version, digest },
    language,
    answers: answersOf(questionsOf(info), answers, 'account') ?? {},
    mailbox: { id: mailbox.id, recipient: mailbox.recipient, sign: mailbox.sign },
    leftOut: receivers.leftOut,
    named: namedOf(questionsOf(info), receivers.named),
    only: receivers.only,
    ...(unnamed && { unnamed }),
  };
}

/** Null when nothing of the reporter's own was given: then the report has no such compartment. */
export function identityBody(info: SealingInfo, answers: Answers): IdentityBody | null {
  const own = answersOf(questionsOf(info), answers, 'identity');
  return own && { v: 1, answers: own };
}

/** Null when nobody is asked first, or there is no name to ask about. */
export function partiesBody(answers: Answers, { parties }: Receivers): PartiesBody | null {
  return parties.length === 0 ? null : partiesIn(answers);
}

/** As the check page and the receipt name them: exactly those who get a key, and who would but for a name in it. */
export function readersShown(receivers: Receivers, answers: Answers): ReadersShown {
  const names = (members: Receivers['account']): readonly string[] => members.map(({ name }) => name);
  const asked = partiesBody(answers, receivers) === null ? [] : names(receivers.parties);
  return { readers: names(receivers.account), asked, keptBack: receivers.keptBack };
}
