import type { ReactNode } from 'react';
import type { CallFor } from '#wire/bodies.ts';
import { useWords } from '../language/words.tsx';
import { answerText, type Answered } from './answers.ts';
import type { Calls } from './calls.ts';
import { titleOf } from './titles.ts';

/** A call in one line over the cards, while somebody goes on with them. */
function CallStrip({ what, answered, onOpen }: { what: CallFor; answered: Answered; onOpen: () => void }): ReactNode {
  const { t } = useWords();
  const { standing, lost, coming } = answered;
  const last = standing?.answers.findLast(({ says }) => says !== 'cannot');
  const nobody = standing?.over === true || lost;
  const said = (): string => {
    if (last !== undefined) return answerText(t, last);
    if (standing?.over === true) return t.walkOver();
    // Without a network it is not known whether somebody answered.
    return lost ? t.callLost() : t.callWaiting();
  };
  return (
    <button type="button" className={coming ? 'call-strip coming' : 'call-strip'} onClick={onOpen}>
      <span aria-live="polite">
        {what !== 'lead' && <small>{titleOf(t, what)}: </small>}
        {said()}
      </span>
      <b>{coming || !nobody ? t.callShow() : t.walkShort()}</b>
    </button>
  );
}

/** The calls that stand, the lead's first. */
export function CallStrips({ calls, onOpen }: { calls: Calls; onOpen: (what: CallFor) => void }): ReactNode {
  return [calls.lead, calls.hand].map(({ calling, answered }) =>
    calling === null ? null : (
      <CallStrip key={calling.id} what={calling.what} answered={answered} onOpen={() => onOpen(calling.what)} />
    ),
  );
}
