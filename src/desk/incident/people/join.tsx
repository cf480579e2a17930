import type { ReactNode } from 'react';
import { shownAs, type Person } from '#domain/incident/people.ts';
import { Pick, TextField } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { usePeopleWords } from './words.ts';

/** Two that are one: who has a name stays, and who had none stands under them. */
export function JoinForm({
  opened,
  again,
  person,
  others,
}: PartProps & { person: Person; others: readonly Person[] }): ReactNode {
  const t = usePeopleWords();
  const { t: desk } = useWords();
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`people/join/${person.person}`}
      title={t.joinOf({ name: shownAs(person) })}
      note={t.joinNote()}
      attempt={attemptOf('identity-joined')}
      initial={{ other: '', why: '' }}
      label={t.joinLabel()}
      quiet
      texts={({ why }) => [why]}
      make={({ other, why }) => {
        const found = others.find((one) => one.person === other);
        if (found === undefined || why.trim() === '') return t.joinMissing();
        const [kept, under] = found.name !== '' || person.name === '' ? [found, person] : [person, found];
        const body = { v: 1, kept: kept.person, other: under.person, why: why.trim() } as const;
        return [{ kind: 'identity-joined', facts: {}, body }];
      }}
    >
      {({ other, why }, set) => (
        <>
          <Pick label={t.joinWith()} value={other} onChange={(event) => set({ other: event.target.value })}>
            <option value="">{desk.pickPerson()}</option>
            {others.map((one) => (
              <option key={one.person} value={one.person}>
                {shownAs(one)}
              </option>
            ))}
          </Pick>
          <TextField label={t.joinWhy()} rows={2} value={why} onChange={(event) => set({ why: event.target.value })} />
        </>
      )}
    </ActForm>
  );
}
