import { callAnswers, type CallAnswer, type Called } from '#domain/promises/calling.ts';
import type { StaffCall } from '#store/call-store.ts';
import type { CallSent } from '#wire/hallway.ts';

/** A call with its words taken from the closed lists that they were written from. */
export interface CallRead extends Called {
  readonly purpose: CallSent['purpose'];
  readonly answers: readonly { readonly member: string; readonly says: CallAnswer | ''; readonly at: number }[];
}

export function answersIn(call: StaffCall): CallRead {
  const answers = call.answers.map(({ member, says, at }) => {
    return { member, says: callAnswers.find((one) => one === says) ?? ('' as const), at };
  });
  return {
    at: call.at,
    purpose: call.purpose === 'lead' ? 'lead' : 'hand',
    answers,
    says: answers.map(({ says }) => says),
  };
}
