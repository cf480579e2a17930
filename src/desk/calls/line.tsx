import { useState, type ReactNode } from 'react';
import type { LineCall, LineCalls } from '#wire/line.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { usePolled } from '../frame/polled.ts';
import { useClock } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { asking } from '../sending/ask.ts';
import { useTextWords } from '../incident/mailing/words.ts';

const every = 30_000;
const ask = asking();

function Row({ call }: { call: LineCall }): ReactNode {
  const t = useTextWords();
  const clock = useClock(call.edition);
  return <li>{t.call({ state: call.state, when: whenOf(call.at, clock) })}</li>;
}

/**
 * Calls to the team's number (RPT-12): when, and what became of them. Nothing of who called is known here, and nothing
 * here leads to an incident. Nothing at all where nobody called, or no provider tells of it.
 */
export default function LineList(): ReactNode {
  const t = useTextWords();
  const [rows, setRows] = useState<readonly LineCall[]>([]);
  usePolled(async () => {
    const answer = await ask.json<LineCalls>(staffPaths.api.line);
    if (!('refused' in answer)) setRows(answer.rows);
  }, every);
  const [newest] = rows;
  if (newest === undefined) return null;
  const missed = rows.filter(({ state }) => state === 'missed' || state === 'message-left').length;
  return (
    <details className="line-calls" open={missed > 0}>
      <summary>
        {t.calls()} <span className="count">{rows.length}</span>
      </summary>
      <ul className="plain-list">
        {rows.map((call) => (
          <Row key={call.id} call={call} />
        ))}
      </ul>
      <p className="soft">{t.noNumber()}</p>
      <p>
        <a className="btn quiet" href={`${staffPaths.hallway}#e=${newest.edition}&by=phone`}>
          {t.takeDown()}
        </a>
      </p>
    </details>
  );
}
