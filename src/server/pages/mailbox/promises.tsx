import type { ReactNode } from 'react';
import type { PromiseShown } from '#wire/api.ts';
import type { PromisedTo } from '../../due/standing.ts';
import { listed, moment, promiseText, type EventView } from '../frame/view.ts';
import type { Conversation } from './conversation.ts';

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

/**
 * One line for each promise: its words, its date in the event's zone, and how it stands, in the version the report was
 * made under (INT-01); while that cannot be read, one line that says so.
 */
function PromiseLines({ view, promises }: { view: EventView; promises: PromisedTo | null }): ReactNode {
  if (promises === null) return <li>{view.w.promisesNotNow()}</li>;
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

/** When it was received, what is promised and how that stands, and who can open it. */
export function Standing({
  view,
  conversation: { receivedAt, readers },
  promises,
}: {
  view: EventView;
  conversation: Pick<Conversation, 'receivedAt' | 'readers'>;
  promises: PromisedTo | null;
}): ReactNode {
  const { w } = view;
  return (
    <>
      <ul className="status">
        <li>
          {w.statusReceived({ at: moment(view, receivedAt) })} <small>({w.serverSays()})</small>
        </li>
        <PromiseLines view={view} promises={promises} />
      </ul>
      <p className="small">{w.readersNow({ names: listed(view, readers) })}</p>
    </>
  );
}
