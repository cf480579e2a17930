import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { Members } from './invited.tsx';
import { useMeetingWords } from './words.ts';

interface Next {
  readonly present: readonly string[];
  readonly due: number | null;
  readonly why: string;
}

/** Ends a meeting without a decision and calls the next one in the same moment: none ends with nothing. */
export function NextForm({
  opened,
  again,
  meeting,
  invited,
}: PartProps & { meeting: string; invited: readonly string[] }): ReactNode {
  const t = useMeetingWords();
  const { team } = useSession();
  const free = invited.filter((id) => !opened.handling.away.has(id));
  const initial: Next = { present: [], due: null, why: '' };
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`meeting-next-${meeting.slice(0, 12)}`}
      title={t.next()}
      note={t.nextNote()}
      attempt={attemptOf('meeting-held', { of: meeting, outcome: 'next', present: [team.me.id] })}
      initial={initial}
      label={t.nextButton()}
      quiet
      done={t.nextDone()}
      texts={({ why }) => [why]}
      make={({ present, due, why }) => {
        if (present.length === 0) return t.missingLine({ list: t.lackPresent() });
        if (due === null) return t.whenMissing();
        if (why.trim() === '') return t.nextWhyMissing();
        const nothing = { summary: '', unclear: true, pattern: '', options: [] };
        return [
          {
            kind: 'meeting-held',
            facts: { of: meeting, outcome: 'next', present },
            body: { v: 1, ...nothing, minutes: why },
          },
          { kind: 'meeting-called', facts: { due, invited: free }, body: { v: 1, place: '', note: why } },
        ];
      }}
    >
      {(value, set) => (
        <>
          <Members
            legend={t.present()}
            members={free}
            chosen={value.present}
            onChange={(present) => set({ present })}
          />
          <TimeField opened={opened} label={t.when()} value={value.due} onChange={(due) => set({ due })} />
          <TextField
            label={t.nextWhy()}
            rows={2}
            value={value.why}
            onChange={({ target }) => set({ why: target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
