import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Field, TextField, Tick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { linesOf } from './known.ts';
import { usePeopleWords } from './words.ts';

/** The behaviours that the code of this procedure lists, where it asks for them (FLD-08). */
function listed(procedure: Procedure | undefined, language: string): readonly string[] {
  const question = procedure?.questions.find(({ kind, rows }) => kind === 'choices' && rows.includes('FLD-08'));
  return question?.options.map(({ label }) => say(label, language)) ?? [];
}

/** What it is about, in the team's words, with who said so when; the report is not touched. */
export function Tags({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const { t: desk, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const options = listed(versionOf(team, opened.procedure), language);
  const now = toldOf(opened, 'tagged').at(-1);
  const set0 = now?.body.behaviours ?? [];
  const ticks = [...new Set([...options, ...(options.length > 0 ? set0 : [])])];
  return (
    <section aria-labelledby="people-tags">
      <h3 id="people-tags">{t.tags()}</h3>
      {now !== undefined && (
        <div className="tagged">
          <ul className="tag-list">
            {now.body.behaviours.map((one) => (
              <li key={one} className="chip tint">
                <Inert text={one} />
              </li>
            ))}
          </ul>
          {now.body.heavy !== '' && (
            <>
              <small>{t.heavy()}</small>
              <Inert block text={now.body.heavy} />
            </>
          )}
          <p className="soft">{t.tagsNow({ name: whoIs(desk, now.who), when: whenOf(now.at, clock) })}</p>
        </div>
      )}
      <Fold title={t.tagsSay()}>
        <ActForm
          opened={opened}
          again={again}
          place="people/tags"
          title={t.tagsSay()}
          note={t.tagsNote()}
          attempt={attemptOf('tagged')}
          initial={{ behaviours: set0.join('\n'), heavy: now?.body.heavy ?? '' }}
          label={t.tagLabel()}
          quiet
          texts={({ behaviours, heavy }) => [behaviours, heavy]}
          make={({ behaviours, heavy }) => {
            const lines = linesOf(behaviours);
            if (lines.length === 0 && heavy.trim() === '') return t.tagMissing();
            return [{ kind: 'tagged', facts: {}, body: { v: 1, behaviours: lines, heavy: heavy.trim() } }];
          }}
        >
          {({ behaviours, heavy }, set) => (
            <>
              {ticks.length === 0 ? (
                <TextField
                  label={t.behavioursFree()}
                  hint={t.behavioursHint()}
                  rows={3}
                  value={behaviours}
                  onChange={(event) => set({ behaviours: event.target.value })}
                />
              ) : (
                <fieldset>
                  <legend>{t.behaviours()}</legend>
                  <div className="ticks">
                    {ticks.map((one) => (
                      <Tick
                        key={one}
                        label={one}
                        checked={linesOf(behaviours).includes(one)}
                        onChange={({ target }) => {
                          const rest = linesOf(behaviours).filter((line) => line !== one);
                          set({ behaviours: (target.checked ? [...rest, one] : rest).join('\n') });
                        }}
                      />
                    ))}
                  </div>
                </fieldset>
              )}
              <Field
                label={t.heavy()}
                hint={t.heavyHint()}
                dir="auto"
                value={heavy}
                onChange={(event) => set({ heavy: event.target.value })}
              />
            </>
          )}
        </ActForm>
      </Fold>
    </section>
  );
}
