import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import type { MeetingHeld } from '#domain/response/bodies.ts';
import { firstWords } from '#domain/response/meeting.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { toldOf } from '../handling/told.ts';
import { GivenWords } from './first-words.tsx';
import { votesOn } from './standing.ts';
import { useMeetingWords } from './words.ts';

function Answer({ name, text }: { name: string; text: string }): ReactNode {
  return text === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd>
        <Inert block text={text} />
      </dd>
    </>
  );
}

/** What one meeting established, point by point. */
export function Established({ body, procedure }: { body: MeetingHeld; procedure: Procedure }): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const optionName = (id: string): string => {
    const found = procedure.responses.list.find((one) => one.id === id);
    return found === undefined ? t.optionOwn() : say(found.name, language);
  };
  return (
    <dl className="established">
      <Answer
        name={t.aimSummary()}
        text={[body.unclear ? `${t.unclear()}.` : '', body.summary].filter((one) => one !== '').join(' ')}
      />
      <Answer name={t.aimEarlier()} text={body.pattern} />
      {body.options.length > 0 && (
        <>
          <dt>{t.options()}</dt>
          {body.options.map(({ response, text }) => (
            <dd key={response}>
              {optionName(response)}
              {text !== '' && ': '}
              <Inert text={text} />
            </dd>
          ))}
        </>
      )}
      {procedure.meeting.aims.map(({ id, text }) => (
        <Answer key={id} name={fill(procedure, text, language)} text={body.aims?.[id] ?? ''} />
      ))}
      <Answer name={t.minutes()} text={body.minutes} />
    </dl>
  );
}

/** Meetings that are over, newest first. `newestOpen`: nothing else is to be done here, so it is there to be read. */
export function Past({
  opened,
  procedure,
  newestOpen,
}: {
  opened: Opened;
  procedure: Procedure;
  newestOpen: boolean;
}): ReactNode {
  const t = useMeetingWords();
  const { team } = useSession();
  const { each } = useNames();
  const clock = useClock(opened.row.edition);
  const over = toldOf(opened, 'meeting-held').toReversed();
  if (over.length === 0) return null;
  return (
    <section aria-labelledby="past-meetings">
      <h3 id="past-meetings">{t.past()}</h3>
      {over.map(({ hash, at, facts, lists, body }, i) => {
        const decided = facts['outcome'] === 'decided';
        const when = whenOf(at, clock);
        const { shown } = firstWords(votesOn(opened, facts['of'] ?? ''), team.me.id, true);
        return (
          <details key={hash} className="card" open={newestOpen && i === 0}>
            <summary>{decided ? t.pastDecided({ when }) : t.pastNext({ when })}</summary>
            <p className="soft">{t.pastPresent({ names: each(lists['present'] ?? []) })}</p>
            {decided ? <Established body={body} procedure={procedure} /> : <Inert block text={body.minutes} />}
            <GivenWords votes={shown} procedure={procedure} />
          </details>
        );
      })}
    </section>
  );
}
