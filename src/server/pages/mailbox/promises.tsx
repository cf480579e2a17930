import type { ReactNode } from 'react';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { PromiseShown } from '#wire/api.ts';
import { promiseText, type EventView } from '../frame/view.ts';

/** What is promised to one reporter, as it stands, in the version their report was made under (INT-01). */
export interface Promises {
  readonly procedure: Pick<Procedure, 'duties'>;
  readonly shown: readonly PromiseShown[];
}

/** How a promise stands, in a word or two; late is said plainly. */
export function stateText({ w }: EventView, state: PromiseShown['state']): string {
  switch (state) {
    case 'open':
      return w.promiseOpen();
    case 'overdue':
      return w.promiseLate();
    case 'met':
      return w.promiseMet();
    case 'waived':
      return w.promiseWaived();
  }
}

/** One line for each promise: its words, its date in the event's zone, and how it stands. */
export function PromiseLines({ view, promises }: { view: EventView; promises: Promises }): ReactNode {
  return promises.shown.map(({ duty, due, state }) => {
    const text = promises.procedure.duties.find((rule) => rule.id === duty)?.promise;
    return text === undefined ? null : (
      <li key={`${duty} ${due}`}>
        {promiseText(view, { text, due: due === 0 ? null : due })}
        <small className={state === 'overdue' ? 'late' : undefined}>{stateText(view, state)}</small>
      </li>
    );
  });
}
