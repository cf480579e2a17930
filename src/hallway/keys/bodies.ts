import type { Answers } from '#domain/intake/answers.ts';
import type { Mention } from '#domain/intake/named.ts';
import type { Taken, TakingForm } from '#domain/intake/taken.ts';
import { answersOf } from '#questions/facts.ts';
import { namedOf } from '#questions/parties.ts';
import { signTaken } from '#seal/taken.ts';
import type { MailboxKeys } from '#seal/words.ts';
import type { AccountBody, IdentityBody } from '#wire/bodies.ts';
import type { HallwayProcedure } from '#wire/hallway.ts';
import type { Signing } from './entering.ts';

/** Who takes it, and how far it got. */
export interface TakenBy {
  readonly signing: Signing | null;
  /** Whose session it is, for when their key is not open; `''` for a lent phone, or nobody's. */
  readonly member: string;
  /** What a lent phone is called, or `''`. */
  readonly phone: string;
  /** ms, the device's clock. */
  readonly at: number;
  readonly unfinished: boolean;
}

/** Who is kept out of it, as its account says. */
interface KeptOut {
  readonly leftOut: readonly string[];
  readonly named: readonly Mention[];
  readonly only: string;
}

/** Answers to questions that this version does not have: it was begun under another, and nothing of it is lost. */
function foreign({ questions }: Pick<HallwayProcedure, 'questions'>, answers: Answers, identity: boolean): Answers {
  const strange = Object.entries(answers).filter(([id]) => !questions.some((question) => question.id === id));
  return Object.fromEntries(strange.filter(([, answer]) => (answer.kind === 'contact') === identity));
}

function takenOf(form: TakingForm, report: string, mailbox: MailboxKeys, by: TakenBy): Taken {
  const { channel, began, writtenBy, steps, notes, hands, handsElse, continues } = form;
  return {
    channel,
    member: by.signing?.member ?? by.member,
    sig: by.signing === null ? '' : signTaken(by.signing.signer, report, mailbox.sign),
    phone: by.phone,
    began,
    ended: by.at,
    writtenBy,
    steps,
    notes,
    hands,
    handsElse,
    unfinished: by.unfinished,
    continues,
  };
}

export function accountBody(
  procedure: HallwayProcedure,
  form: TakingForm,
  own: { readonly report: string; readonly mailbox: MailboxKeys },
  { leftOut, named, only }: KeptOut,
  by: TakenBy,
): AccountBody {
  const { id, recipient, sign } = own.mailbox;
  const told = answersOf(procedure.questions, form.answers, 'account') ?? {};
  const [noted, asked] = [true, false].map((staff) =>
    named.filter(({ question }) => question.startsWith('taken.') === staff),
  );
  return {
    v: 1,
    edition: form.edition,
    procedure: form.procedure,
    language: form.language,
    answers: { ...told, ...foreign(procedure, form.answers, false) },
    mailbox: { id, recipient, sign },
    leftOut,
    named: [...namedOf(procedure.questions, asked ?? []), ...(noted ?? [])],
    only,
    taken: takenOf(form, own.report, own.mailbox, by),
  };
}

/** Null when nothing of the reporter's own was given: then the report has no such compartment. */
export function identityBody(procedure: HallwayProcedure, { answers }: TakingForm): IdentityBody | null {
  const own = { ...answersOf(procedure.questions, answers, 'identity'), ...foreign(procedure, answers, true) };
  return Object.keys(own).length === 0 ? null : { v: 1, answers: own };
}
