import { useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { useActing } from '../../frame/acting.ts';
import { Pick, Said } from '../../frame/field.tsx';
import { reasonIn } from '../../frame/reasons.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from './names.ts';
import { askable } from './standing.ts';

/** Asking a colleague whether to stay out, or saying that they must (COI-07): folded away, because it is rare. */
export function SayOut({ opened, again }: { opened: Opened; again: () => Promise<void> }): ReactNode {
  const { t, language } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const [chosen, setChosen] = useState('');
  const [done, setDone] = useState('');
  const { may, asked } = opened.conflicts;
  const colleagues = askable(opened, team.me.id);
  const { incident } = opened.row;
  if ('refused' in may.ask && 'refused' in may.setAside && may.setAside.refused === 'no-role') return null;
  if (colleagues.length === 0 && done === '') return null;
  const member = colleagues.includes(chosen) ? chosen : '';
  const wasAsked = asked.some((one) => one.member === member);
  const act = (doing: 'askAbout' | 'setAside', said: string): void =>
    void run(
      () => keys[doing](incident, member),
      async () => {
        setDone(said);
        setChosen('');
        await again();
      },
    );
  return (
    <details className="say-out">
      <summary>{t.outTitle()}</summary>
      <Pick
        label={t.outWho()}
        value={member}
        onChange={(event) => {
          setChosen(event.target.value);
          setDone('');
        }}
      >
        <option value="">{t.outPick()}</option>
        {colleagues.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </Pick>
      {member !== '' && (
        <>
          {'allowed' in may.ask && !wasAsked && (
            <>
              <p className="soft">{t.outAskNote()}</p>
              <button
                type="button"
                className="btn quiet"
                disabled={busy}
                onClick={() => act('askAbout', t.outAsked({ name: nameOf(member) }))}
              >
                {t.outAsk({ name: nameOf(member) })}
              </button>
            </>
          )}
          {wasAsked && <p className="soft">{t.outAsked({ name: nameOf(member) })}</p>}
          {'allowed' in may.setAside ? (
            <>
              <p className="soft">{t.outNowNote()}</p>
              <button
                type="button"
                className="btn quiet"
                disabled={busy}
                onClick={() => act('setAside', t.outDone({ name: nameOf(member) }))}
              >
                {t.outNow({ name: nameOf(member) })}
              </button>
            </>
          ) : (
            <p className="soft">
              {reasonIn(t, may.setAside.refused)}{' '}
              {may.setAside.clause !== null && t.procedureSays({ text: say(may.setAside.clause, language) })}
            </p>
          )}
        </>
      )}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {done !== '' && <Said tone="moss">{done}</Said>}
    </details>
  );
}
