import { say, type Procedure } from '#domain/procedure/procedure.ts';

/** What a reporter is told that the team owes them, and by when. */
export interface Promised {
  readonly duty: string;
  /** With `{due}` in it. */
  readonly text: string;
  readonly due: number;
}

const hour = 3_600_000;

/** The promises of a report, earliest first: counted from the server's received-time by the procedure's own hours. */
export function promisesOf(procedure: Procedure, receivedAt: number, language: string): readonly Promised[] {
  return procedure.duties
    .filter((duty) => duty.owedTo === 'reporter' && duty.arises === 'reported')
    .map((duty) => ({
      duty: duty.id,
      text: say(duty.promise, language),
      due: receivedAt + duty.hours * hour,
    }))
    .toSorted((a, b) => a.due - b.due);
}
