import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { closingName, useLeadWords } from './words.ts';

/** How it ended, what may still be done, and reopening it with a reason. */
export function Closed({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { each } = useNames();
  const said = toldOf(opened, 'closed').at(-1);
  const stoodIn = [...opened.handling.stoodIn];
  return (
    <section aria-labelledby="closed">
      <h3 id="closed">{t.closed()}</h3>
      {said !== undefined && (
        <div className="card">
          <p>
            <b>{closingName(t, said.body.how)}</b>
          </p>
          <small>{t.closedBy({ name: whoIs(desk, said.who), when: whenOf(said.at, clock) })}</small>
          <Inert block text={said.body.text} />
        </div>
      )}
      {stoodIn.length > 0 && <p>{t.stoodIn({ names: each(stoodIn) })}</p>}
      <p>{t.stillTitle()}</p>
      <ul className="still">
        <li>{t.stillWrite()}</li>
        <li>{t.stillMeasures()}</li>
        <li>{t.stillAppeal()}</li>
        <li>{t.stillAside()}</li>
      </ul>
      <details className="card">
        <summary>{t.reopen()}</summary>
        <ActForm
          opened={opened}
          again={again}
          place="lead/reopen"
          title={t.reopen()}
          note={t.reopenNote()}
          attempt={attemptOf('reopened')}
          initial={{ reason: '' }}
          label={t.reopenLabel()}
          quiet
          texts={({ reason }) => [reason]}
          make={({ reason }) =>
            reason.trim() === ''
              ? t.reasonMissing()
              : [{ kind: 'reopened', facts: {}, body: { v: 1, reason: reason.trim() } }]
          }
        >
          {({ reason }, set) => (
            <TextField
              label={t.reopenReason()}
              rows={2}
              value={reason}
              onChange={(event) => set({ reason: event.target.value })}
            />
          )}
        </ActForm>
      </details>
    </section>
  );
}
