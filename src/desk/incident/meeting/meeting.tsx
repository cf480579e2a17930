import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import type { PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { toldAs } from '../handling/told.ts';
import { CallForm } from './call.tsx';
import { FirstWords } from './first-words.tsx';
import { HoldForm } from './hold.tsx';
import { Gaps } from './invited.tsx';
import './meeting.css';
import { NextForm } from './next.tsx';
import { Past } from './past.tsx';
import { Projector } from './projector.tsx';
import { openMeeting, votesOn } from './standing.ts';
import { useMeetingWords } from './words.ts';

type Open = NonNullable<ReturnType<typeof openMeeting>>;

/** The meeting that was called: who comes, first words, the agenda, and how it ends. */
function Called({ opened, again, procedure, meeting }: PartProps & { procedure: Procedure; meeting: Open }): ReactNode {
  const t = useMeetingWords();
  const { t: desk } = useWords();
  const { each } = useNames();
  const clock = useClock(opened.row.edition);
  const { team } = useSession();
  const [wall, setWall] = useState(false);
  const { hash, due } = meeting;
  const invited = meeting.invited.filter((id) => !opened.handling.away.has(id));
  // The agenda comes after one's own first word; whoever only takes the minutes unfolds it.
  const given = votesOn(opened, hash).some(({ member }) => member === team.me.id);
  const called = toldAs(opened, 'meeting-called', hash);
  const props = { opened, again, procedure, meeting: hash, invited };
  return (
    <>
      <section className="card" aria-labelledby="called">
        <h3 id="called">{due === null ? t.openNoTime() : t.open({ when: whenOf(due, clock) })}</h3>
        {called !== null && <p className="soft">{t.calledBy({ name: whoIs(desk, called.who) })}</p>}
        {called !== null && called.body.place !== '' && (
          <p>
            {t.place()}: <Inert text={called.body.place} />
          </p>
        )}
        {called !== null && called.body.note !== '' && <Inert block text={called.body.note} />}
        <p>
          {t.invited()}: {each(invited)}
        </p>
        <Gaps opened={opened} procedure={procedure} invited={invited} />
        <button type="button" className="btn quiet" onClick={() => setWall(true)}>
          {t.projector()}
        </button>
      </section>
      {wall && (
        <Projector
          opened={opened}
          procedure={procedure}
          meeting={hash}
          invited={invited}
          onClose={() => setWall(false)}
        />
      )}
      <FirstWords {...props} />
      <Fold title={t.agenda()} open={given}>
        <HoldForm {...props} />
      </Fold>
      <Fold title={t.next()}>
        <NextForm {...props} />
      </Fold>
    </>
  );
}

export default function Meeting({ opened, again }: PartProps): ReactNode {
  const t = useMeetingWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  if (procedure === undefined) return null;
  const meeting = openMeeting(opened);
  const last = opened.handling.response.meetings.at(-1);
  return (
    <>
      {meeting === undefined ? (
        <>
          {last?.held?.outcome === 'decided' && (
            <p>
              {t.held()} <Link href={deskPaths.part(opened.row.incident, 'decision')}>{t.toDecision()}</Link>
            </p>
          )}
          <CallForm
            opened={opened}
            again={again}
            procedure={procedure}
            title={last === undefined ? t.callTitle() : t.callAnother()}
          />
        </>
      ) : (
        <Called key={meeting.hash} opened={opened} again={again} procedure={procedure} meeting={meeting} />
      )}
      <Past opened={opened} procedure={procedure} newestOpen={meeting === undefined} />
    </>
  );
}
