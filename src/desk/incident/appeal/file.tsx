import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickPerson } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf } from '../handling/told.ts';
import { useAppealWords } from './words.ts';

/** An appeal as it came in, kept in their words. It is about the decision, and no report about anybody (S25). */
export function FileAppeal({ opened, again }: PartProps): ReactNode {
  const t = useAppealWords();
  const reported = peopleOf(opened).filter(({ parts }) => parts.includes('reported'));
  return (
    <ActForm
      opened={opened}
      again={again}
      place="appeal/file"
      title={t.fileTitle()}
      note={t.fileNote()}
      attempt={attemptOf('appeal-filed')}
      initial={{ person: reported.length === 1 ? (reported[0]?.person ?? '') : '', text: '', witnesses: '' }}
      label={t.fileSave()}
      quiet={opened.handling.appeal.filed.length > 0}
      texts={({ witnesses }) => [witnesses]}
      make={({ person, text, witnesses }) =>
        text.trim() === ''
          ? t.fileNeeds()
          : [{ kind: 'appeal-filed', facts: {}, body: { v: 1, person, text, witnesses: witnesses.trim() } }]
      }
      done={t.fileDone()}
    >
      {({ person, text, witnesses }, set) => (
        <>
          <PickPerson
            opened={opened}
            label={t.filePerson()}
            nobody={t.filePersonNobody()}
            value={person}
            onChange={(value) => set({ person: value })}
          />
          <TextField
            label={t.fileText()}
            rows={8}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
          <TextField
            label={t.fileWitnesses()}
            rows={2}
            value={witnesses}
            onChange={(event) => set({ witnesses: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
