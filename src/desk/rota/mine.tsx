import { useId, type ReactNode } from 'react';
import { wakes } from '#domain/promises/promises.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { askAgain } from '../frame/polled.ts';
import { useSession, versionOf } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { usePermission, type PartProps } from '../incident/handling/act-form.tsx';
import { attemptOf } from '../incident/handling/permission.ts';
import { useRotaWords } from './words.ts';
import './rota.css';

/** On top of what people are woken for: one tap, nobody else is woken, and everybody sees who has it. */
export function Mine({ opened, again }: PartProps): ReactNode {
  const t = useRotaWords();
  const { t: desk } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened)(attemptOf('lead-taken'));
  const heading = useId();
  const procedure = versionOf(team, opened.procedure);
  const open = opened.duties.some(
    ({ id, state }) =>
      (state.is === 'open' || state.is === 'overdue') && procedure && wakes(procedure, id) !== undefined,
  );
  if (!open) return null;
  const may = 'allowed' in permission;
  return (
    <section className="mine" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{t.mineTitle()}</h2>
        <p>{may ? t.mineHint() : t.mineBody()}</p>
        {!may && <p className="soft">{t.mineNot()}</p>}
        {problem !== '' && <Said tone="clay">{problem}</Said>}
      </div>
      {may && (
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() =>
            void run(
              () => keys.act(opened.row.incident, [{ kind: 'lead-taken', facts: {}, body: null }]),
              async () => {
                askAgain();
                await again();
              },
            )
          }
        >
          {busy ? desk.sending() : t.mine()}
        </button>
      )}
    </section>
  );
}
