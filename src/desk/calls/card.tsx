import { useId, type ReactNode } from 'react';
import type { CallAnswer } from '#domain/promises/calling.ts';
import { Inert } from '../frame/inert.tsx';
import { useClock } from '../frame/session.tsx';
import { timeOf } from '../frame/times.ts';
import type { CallSeen } from '../keys/protocol.ts';
import { handWords, useCallWords } from './words.ts';

/** One call: what, where, from whom, and at most two answers. */
export function CallCard({
  call: { purpose, body, edition, at, mine, coming },
  busy,
  answer,
}: {
  readonly call: CallSeen;
  readonly busy: boolean;
  readonly answer: (says: CallAnswer) => void;
}): ReactNode {
  const t = useCallWords();
  const clock = useClock(edition);
  const heading = useId();
  const isLead = purpose === 'lead';
  const what = handWords(t, body.what);
  const goes = mine === 'coming';
  return (
    <section className={isLead && !goes && coming.length === 0 ? 'call now' : 'call'} aria-labelledby={heading}>
      <div>
        <h2 id={heading}>
          {isLead ? t.leadNeeded() : t.handNeeded()}: <Inert text={body.place} />
        </h2>
        {what !== '' && (
          <p>
            {what}{' '}
            {body.person !== '' && (
              <b>
                <Inert text={body.person} />
              </b>
            )}
          </p>
        )}
        {body.words !== '' && (
          <p>
            <Inert text={body.words} />
          </p>
        )}
        <p>
          {t.calledBy()} <Inert text={body.from} /> · {timeOf(at, clock)}
        </p>
        {!isLead && <p className="soft">{t.noWhy()}</p>}
        {goes && <p className="soft">{t.theyKnow()}</p>}
        {coming.length > 0 && <p className="soft">{t.onTheWay({ names: coming.join(', ') })}</p>}
      </div>
      <div className="answers-of">
        <button type="button" className="btn" disabled={busy} onClick={() => answer(goes ? 'done' : 'coming')}>
          {goes ? (isLead ? t.there() : t.done()) : coming.length > 0 ? t.comingToo() : t.coming()}
        </button>
        <button type="button" className="btn quiet" disabled={busy} onClick={() => answer('cannot')}>
          {goes ? t.cannotAfterAll() : t.cannot()}
        </button>
      </div>
    </section>
  );
}
