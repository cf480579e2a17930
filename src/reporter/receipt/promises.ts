import { say, type DutyRule } from '#domain/procedure/procedure.ts';
import { promisedAtBirth } from '#domain/promises/promised.ts';
import type { ClearFacts } from '#questions/facts.ts';
import type { MailboxOpened, PromiseShown, SealingInfo } from '#wire/api.ts';

/** What a reporter is told that the team owes them, and by when. */
export interface Promised {
  readonly duty: string;
  /** With `{due}` in it. */
  readonly text: string;
  /** ms; 0 without a date. */
  readonly due: number;
}

/** What this report is promised, earliest first, counted from the server's received-time by the procedure's own spans. */
export function promisesOf(
  { procedure, edition }: Pick<SealingInfo, 'procedure' | 'edition'>,
  facts: ClearFacts,
  receivedAt: number,
  language: string,
): readonly Promised[] {
  return promisedAtBirth(procedure.duties, { channel: 'web', ...facts }, receivedAt, edition).map(
    ({ duty, text, due }) => ({ duty, text: say(text, language), due: due ?? 0 }),
  );
}

/** The promises as they stand by the server's word, none while it cannot say them, in the words of the version the report was made under. */
export function standingOf(
  { procedure, promises }: Pick<MailboxOpened, 'procedure' | 'promises'>,
  language: string,
): readonly (Promised & Pick<PromiseShown, 'state'>)[] {
  const textOf = (id: string): DutyRule['promise'] => procedure.duties.find((rule) => rule.id === id)?.promise;
  return (promises ?? []).flatMap(({ duty, due, state }) => {
    const text = textOf(duty);
    return text === undefined ? [] : [{ duty, text: say(text, language), due, state }];
  });
}
