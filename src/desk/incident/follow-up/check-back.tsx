import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useFollowUpWords } from './words.ts';

/** Somebody was asked how they are: one sentence on it, and where it goes on, when they are asked again. */
export function CheckBack({
  opened,
  again,
  of,
  title,
  next,
}: PartProps & {
  /** Hash of the plan it keeps. */
  readonly of: string;
  readonly title: string;
  /** The plan that goes on, with a later date. */
  readonly next?: {
    readonly owner: string;
    readonly person: string;
    readonly needs: string;
    readonly text: string;
  };
}): ReactNode {
  const t = useFollowUpWords();
  const initial: { readonly text: string; readonly due: number | null } = { text: '', due: null };
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`follow-up/check/${of.slice(0, 16)}`}
      title={title}
      attempt={attemptOf('checked-back', { of })}
      initial={initial}
      label={t.checkLabel()}
      quiet
      texts={({ text }) => [text]}
      make={({ text, due }) => {
        if (text.trim() === '') return t.checkMissing();
        const checked = { kind: 'checked-back', facts: { of }, body: { v: 1, text: text.trim() } } as const;
        if (next === undefined || due === null) return [checked];
        const { owner, ...body } = next;
        return [checked, { kind: 'support-planned', facts: { owner, due }, body: { v: 1, ...body } }];
      }}
    >
      {({ text, due }, set) => (
        <>
          <TextField
            label={t.checkText()}
            hint={t.checkHint()}
            rows={3}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
          {next !== undefined && (
            <TimeField
              opened={opened}
              label={t.checkNext()}
              hint={t.checkNextHint()}
              value={due}
              onChange={(value) => set({ due: value })}
            />
          )}
        </>
      )}
    </ActForm>
  );
}
