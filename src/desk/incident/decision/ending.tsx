import type { ReactNode } from 'react';
import type { Need } from '#domain/procedure/response.ts';
import type { ConsequenceDecided } from '#domain/response/bodies.ts';
import { Pick, TextField } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickMember, TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { decidedAs, eventEnd, undecided } from './deciding.ts';
import { useDecisionWords } from './words.ts';

/** Lifted before its time, with its reason. */
export function LiftForm({ opened, again, of }: PartProps & { of: string }): ReactNode {
  const t = useDecisionWords();
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`lifted-${of.slice(0, 12)}`}
      title={t.lift()}
      attempt={attemptOf('consequence-lifted', { of })}
      initial={{ reason: '' }}
      label={t.lift()}
      quiet
      done={t.lifted()}
      texts={({ reason }) => [reason]}
      make={({ reason }) =>
        reason.trim() === '' ? t.liftMissing() : [{ kind: 'consequence-lifted', facts: { of }, body: { v: 1, reason } }]
      }
    >
      {(value, set) => (
        <TextField
          label={t.liftReason()}
          rows={2}
          value={value.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      )}
    </ActForm>
  );
}

interface Looking {
  readonly outcome: 'ended' | 'longer';
  readonly text: string;
  readonly until: number | null;
  readonly owner: string;
}

/**
 * Looked at when its time is over. What goes on is a new decision with a day of its own, in the same moment: nothing
 * lasts longer by itself (RSP-10).
 */
export function ReviewForm({
  opened,
  again,
  of,
  decided,
  needs,
  owner,
}: PartProps & { of: string; decided: ConsequenceDecided; needs: readonly Need[]; owner: string }): ReactNode {
  const t = useDecisionWords();
  const { now } = useSession();
  const initial: Looking = { outcome: 'ended', text: '', until: null, owner };
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`reviewed-${of.slice(0, 12)}`}
      title={t.review()}
      note={t.reviewNote()}
      attempt={attemptOf('consequence-reviewed', { of, outcome: 'ended' })}
      initial={initial}
      label={t.reviewButton()}
      done={t.reviewed()}
      texts={({ text }) => [text]}
      make={({ outcome, text, until, owner: next }) => {
        if (text.trim() === '') return t.reviewMissing();
        if (outcome === 'longer' && (until === null || until <= now())) return t.reviewDate();
        if (outcome === 'longer' && next === '') return t.lack({ list: t.lackOwner() });
        const goesOn = { ...undecided, ...decided, ends: 'date' as const, until, owner: next, due: now() };
        return [
          { kind: 'consequence-reviewed', facts: { of, outcome }, body: { v: 1, text } },
          ...(outcome === 'longer' ? [decidedAs(goesOn, needs, eventEnd(opened))] : []),
        ];
      }}
    >
      {(value, set) => (
        <>
          <TextField
            label={t.reviewText()}
            rows={2}
            value={value.text}
            onChange={({ target }) => set({ text: target.value })}
          />
          <Pick
            label={t.reviewHow()}
            value={value.outcome}
            onChange={({ target }) => set({ outcome: target.value === 'longer' ? 'longer' : 'ended' })}
          >
            <option value="ended">{t.reviewEnded()}</option>
            <option value="longer">{t.reviewLonger()}</option>
          </Pick>
          {value.outcome === 'longer' && (
            <>
              <TimeField opened={opened} label={t.until()} value={value.until} onChange={(until) => set({ until })} />
              <PickMember
                opened={opened}
                label={t.owner()}
                value={value.owner}
                onChange={(next) => set({ owner: next })}
              />
            </>
          )}
        </>
      )}
    </ActForm>
  );
}
