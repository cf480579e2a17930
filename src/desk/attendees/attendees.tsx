import { useRef, useState, type ReactNode } from 'react';
import { attendeesUntil } from '#domain/edition/attendees.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { listIn } from '../edition/wording.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { useClock, useSession } from '../frame/session.tsx';
import { dayOf, whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { Fold } from '../incident/handling/fold.tsx';
import type { AttendeesSeen } from '../keys/team-seen.ts';
import { BringIn } from './bring-in.tsx';
import './attendees.css';
import { useAttendeeWords } from './words.ts';

/** What is there: never who is on it. */
function There({ list }: { list: AttendeesSeen }): ReactNode {
  const t = useAttendeeWords();
  const { language } = useWords();
  const { team } = useSession();
  const clock = useClock(list.edition);
  // Whoever left meanwhile is on no team list, and gets nothing.
  const names = team.members.filter(({ id }) => list.readers.includes(id)).map(({ name }) => name);
  return (
    <dl className="answers">
      <div>
        <dt>{t.broughtIn()}</dt>
        <dd>{t.broughtBy({ name: list.by, when: whenOf(list.at, clock) })}</dd>
      </div>
      <div>
        <dt>{t.lookers()}</dt>
        <dd>{listIn(names, language)}</dd>
      </div>
      <div>
        <dt>{t.deletedOn()}</dt>
        <dd>{t.deletedDay({ day: dayOf(list.until, clock) })}</dd>
      </div>
    </dl>
  );
}

function Delete({ edition, done }: { edition: string; done: () => void }): ReactNode {
  const t = useAttendeeWords();
  const { keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  return (
    <details className="sure">
      <summary className="btn quiet">{t.deleteNow()}</summary>
      <p>{t.deleteNote()}</p>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button
        type="button"
        className="btn danger"
        disabled={busy}
        onClick={() =>
          void run(
            () => keys.endAttendees(edition),
            async () => {
              await refresh();
              done();
            },
          )
        }
      >
        {t.deleteSure()}
      </button>
    </details>
  );
}

/** The list of attendees of an event: everybody sees that it is there and who may look; some bring it in and delete it. */
export function Attendees({ edition, settles }: { edition: Edition; settles: boolean }): ReactNode {
  const t = useAttendeeWords();
  const { team, now } = useSession();
  const [done, setDone] = useState<'' | 'deleted' | { readonly people: number }>('');
  // A form begins anew when its list was brought in, and not because a colleague was first.
  const [round, setRound] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const say = (what: typeof done): void => {
    setDone(what);
    heading.current?.focus();
  };
  const list = team.attendees.find((one) => one.edition === edition.id);
  const over = attendeesUntil(edition) <= now();
  return (
    <section aria-labelledby="attendees" className="attendees">
      <h2 id="attendees" ref={heading} tabIndex={-1}>
        {t.title()}
      </h2>
      <p className="soft">{t.note()}</p>
      {done !== '' && <Said tone="moss">{done === 'deleted' ? t.deleted() : t.brought(done)}</Said>}
      {list === undefined ? <p>{over ? t.over() : t.none()}</p> : <There list={list} />}
      {settles && list !== undefined && <Delete key={list.at} edition={edition.id} done={() => say('deleted')} />}
      {settles && !over && (
        <Fold key={round} title={list === undefined ? t.bringTitle() : t.bringNewer()}>
          {list !== undefined && <p className="soft">{t.newerNote()}</p>}
          <BringIn
            edition={edition}
            before={list?.readers ?? []}
            done={(people) => {
              setRound(round + 1);
              say({ people });
            }}
          />
        </Fold>
      )}
    </section>
  );
}
