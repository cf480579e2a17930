import type { ReactNode } from 'react';
import { shownAs } from '#domain/incident/people.ts';
import { Field, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickPerson } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf, toldOf } from '../handling/told.ts';
import { useTalkWords } from './words.ts';

/** A warning that was given, with its words: a later report about the same person shows it (RSP-02). */
export function Warning({ opened, again }: PartProps): ReactNode {
  const t = useTalkWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const people = peopleOf(opened);
  const nameOf = (id: string): string => {
    const found = people.find(({ person }) => person === id);
    return found === undefined ? t.toUnknown() : shownAs(found);
  };
  return (
    <>
      {toldOf(opened, 'warned').map(({ hash, who, at, body }) => (
        <article key={hash} className="letter note">
          <b>{t.warnWas({ name: whoIs(desk, who), who: nameOf(body.person), when: whenOf(at, clock) })}</b>
          {body.medium !== '' && (
            <p className="soft">
              <Inert text={body.medium} />
            </p>
          )}
          <Inert block text={body.text} />
        </article>
      ))}
      <ActForm
        opened={opened}
        again={again}
        place="talk/warning"
        title={t.warnTitle()}
        note={t.warnNote()}
        attempt={attemptOf('warned')}
        initial={{ person: '', medium: '', text: '' }}
        label={t.warnSave()}
        quiet
        texts={({ medium, text }) => [medium, text]}
        make={({ person, medium, text }) =>
          medium.trim() === '' || text.trim() === ''
            ? t.warnNeeds()
            : [{ kind: 'warned', facts: {}, body: { v: 1, person, medium: medium.trim(), text } }]
        }
        done={t.warnDone()}
      >
        {({ person, medium, text }, set) => (
          <>
            <PickPerson
              opened={opened}
              label={t.warnPerson()}
              nobody={t.toUnknown()}
              value={person}
              onChange={(value) => set({ person: value })}
            />
            <Field label={t.warnMedium()} value={medium} onChange={(event) => set({ medium: event.target.value })} />
            <TextField
              label={t.warnText()}
              rows={3}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
          </>
        )}
      </ActForm>
    </>
  );
}
