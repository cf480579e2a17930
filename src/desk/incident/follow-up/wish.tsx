import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { useFollowUpWords } from './words.ts';

/** A reporter said by themselves that they want to withdraw: the wish is recorded and nothing is deleted (D13). */
export function Wish({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const wishes = toldOf(opened, 'noted').filter(({ body }) => body.about === 'withdrawal');
  return (
    <section aria-labelledby="wish">
      <h3 id="wish">{t.wishTitle()}</h3>
      <p className="soft">{t.wishNote()}</p>
      {wishes.map(({ hash, who, at, body }) => (
        <div key={hash} className="card">
          <small>{t.wishBy({ name: whoIs(desk, who), when: whenOf(at, clock) })}</small>
          <Inert block text={body.text} />
        </div>
      ))}
      <details className="card">
        <summary>{t.wishOpen()}</summary>
        <ActForm
          opened={opened}
          again={again}
          place="follow-up/wish"
          title={t.wishForm()}
          attempt={attemptOf('noted')}
          initial={{ text: '' }}
          label={t.wishLabel()}
          quiet
          texts={({ text }) => [text]}
          make={({ text }) =>
            text.trim() === ''
              ? t.wishMissing()
              : [
                  {
                    kind: 'noted',
                    facts: {},
                    body: { v: 1, text: text.trim(), about: 'withdrawal', person: 'reporter' },
                  },
                ]
          }
          done={t.wishDone()}
        >
          {({ text }, set) => (
            <TextField
              label={t.wishText()}
              hint={t.wishHint()}
              rows={3}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </ActForm>
      </details>
    </section>
  );
}
