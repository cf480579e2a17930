import type { ReactNode } from 'react';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Field, TextField } from '../../frame/field.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { Gaps, Members } from './invited.tsx';
import { invitableIn } from './standing.ts';
import { useMeetingWords } from './words.ts';

interface Called {
  readonly due: number | null;
  readonly place: string;
  readonly note: string;
  readonly invited: readonly string[];
}

/** Calls a meeting: preset with whom the procedure invites and who is free. */
export function CallForm({
  opened,
  again,
  procedure,
  title,
}: PartProps & { procedure: Procedure; title: string }): ReactNode {
  const t = useMeetingWords();
  const { preset, others, notIn } = invitableIn(opened, procedure);
  const initial: Called = { due: null, place: '', note: '', invited: preset };
  return (
    <ActForm
      opened={opened}
      again={again}
      place="meeting-called"
      title={title}
      note={t.callNote()}
      attempt={attemptOf('meeting-called', { due: opened.now, invited: preset })}
      initial={initial}
      label={t.call()}
      done={t.called()}
      texts={({ place, note }) => [place, note]}
      make={({ due, invited, place, note }) => {
        if (due === null) return t.whenMissing();
        if (invited.length === 0) return t.invitedMissing();
        return [{ kind: 'meeting-called', facts: { due, invited }, body: { v: 1, place, note } }];
      }}
    >
      {(value, set) => (
        <>
          <TimeField opened={opened} label={t.when()} value={value.due} onChange={(due) => set({ due })} />
          <Field
            label={t.place()}
            hint={t.placeHint()}
            value={value.place}
            onChange={({ target }) => set({ place: target.value })}
          />
          <Members
            legend={t.invited()}
            members={[...preset, ...others]}
            notIn={notIn}
            chosen={value.invited}
            onChange={(invited) => set({ invited })}
          />
          <Gaps opened={opened} procedure={procedure} invited={value.invited} />
          <TextField
            label={t.note()}
            rows={2}
            value={value.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
