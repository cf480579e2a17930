import type { ReactNode } from 'react';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { dayOf } from '../../frame/times.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { PartProps } from '../handling/act-form.tsx';
import { toldOf } from '../handling/told.ts';
import { Earlier } from '../meeting/earlier.tsx';
import { Established } from '../meeting/past.tsx';
import '../meeting/meeting.css';
import { AddForm } from './add.tsx';
import { Consequences } from './consequences.tsx';
import './decision.css';
import { ResolveForm } from './resolve.tsx';
import { Resolved } from './resolved.tsx';
import { useDecisionWords } from './words.ts';

/** What the last meeting that decided established, to decide from. */
function TalkedOver({ opened, procedure }: { opened: Opened; procedure: Procedure }): ReactNode {
  const t = useDecisionWords();
  const last = toldOf(opened, 'meeting-held').findLast(({ facts }) => facts['outcome'] === 'decided');
  return last === undefined ? null : (
    <details className="card">
      <summary>{t.talkedOver()}</summary>
      <Established body={last.body} procedure={procedure} />
    </details>
  );
}

/** What people in it were warned of before: here, and where the same people are in other incidents (RSP-02). */
function Before({ opened }: { opened: Opened }): ReactNode {
  const t = useDecisionWords();
  const clock = useClock(opened.row.edition);
  const warned = toldOf(opened, 'warned');
  return (
    <details className="card">
      <summary>{t.earlier()}</summary>
      {warned.length > 0 && (
        <>
          <h4>{t.warnings()}</h4>
          {warned.map(({ hash, at, body }) => (
            <p key={hash}>
              <Inert text={t.warned({ when: dayOf(at, clock), text: body.text })} />
            </p>
          ))}
        </>
      )}
      <Earlier opened={opened} />
    </details>
  );
}

export default function Decision({ opened, again }: PartProps): ReactNode {
  const t = useDecisionWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  if (procedure === undefined) return null;
  const { resolutions, consequences } = opened.handling.response;
  const newest = resolutions.at(-1);
  const resolve = <ResolveForm opened={opened} again={again} />;
  const follows = newest !== undefined && !newest.none;
  return (
    <>
      <Resolved opened={opened} />
      <TalkedOver opened={opened} procedure={procedure} />
      <Before opened={opened} />
      {newest === undefined && resolve}
      {(follows || consequences.length > 0) && <Consequences opened={opened} again={again} procedure={procedure} />}
      {follows && <AddForm opened={opened} again={again} procedure={procedure} />}
      {newest !== undefined && (
        <details className="card">
          <summary>{t.anew()}</summary>
          {resolve}
        </details>
      )}
    </>
  );
}
