import type { ReactNode } from 'react';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { spanOf, whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened, TakenSeen } from '../../keys/incident-seen.ts';
import { useScene } from '../assess/told.ts';
import { oddClock } from './clocks.ts';
import { Continued } from './continued.tsx';
import { useTakenWords } from './words.ts';
import './taken.css';

type Shows = { readonly opened: Opened; readonly taken: TakenSeen };

function Took({ taken: { by, phone } }: Pick<Shows, 'taken'>): ReactNode {
  const t = useTakenWords();
  const name = 'name' in by ? by.name : '';
  if (by.is === 'not-theirs') return <p className="said clay">{t.took({ by: 'theirs', name, phone })}</p>;
  const how = 'name' in by ? by.is : phone === '' ? 'nobody' : 'phone';
  return (
    <p>
      <Inert text={t.took({ by: how, name, phone })} />
      {how === 'signed' && phone !== '' && (
        <>
          {' '}
          <Inert text={t.onPhone({ phone })} />
        </>
      )}
    </p>
  );
}

/** Both times, and what is odd about one of them: nobody can change either (FLD-04). */
function Times({ opened, taken }: Shows): ReactNode {
  const t = useTakenWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { at, receivedAt } = taken;
  const odd = oddClock(taken);
  const span = spanOf(at - receivedAt, desk);
  return (
    <>
      <p className="soft">{t.times({ taken: whenOf(at, clock), received: whenOf(receivedAt, clock) })}</p>
      {odd !== null && <p className="said amber">{odd === 'ahead' ? t.ahead({ span }) : t.old({ span })}</p>}
    </>
  );
}

/** Who took it, when, and what whoever reads it must know first: it is not all, or asking can show who told (INT-12). */
export function TakenHead({ opened, taken }: Shows): ReactNode {
  const t = useTakenWords();
  const { couldTell } = useScene(opened).fears;
  return (
    <div className="taken">
      {couldTell !== 'no' && <p className="said amber">{t.couldTell({ sure: couldTell })}</p>}
      {taken.unfinished && <p className="said amber">{t.unfinished()}</p>}
      <Took taken={taken} />
      <Times opened={opened} taken={taken} />
      {taken.continues !== '' && <Continued incident={opened.row.incident} />}
    </div>
  );
}
