import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Pick, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import type { Filed } from './scene.ts';
import { useAppealWords } from './words.ts';

interface Word {
  readonly outcome: '' | 'stands' | 'changed';
  readonly reasons: string;
}
const undecided: Word = { outcome: '', reasons: '' };

/** By a reviewer who can open the incident itself; the others answer from what they were given. Deciders hear why not. */
export function Decide({ filed, opened, again }: PartProps & { filed: Filed }): ReactNode {
  const t = useAppealWords();
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`appeal/decide/${filed.hash}`}
      title={t.decideTitle()}
      note={t.decideNote()}
      attempt={attemptOf('appeal-decided', { of: filed.hash, outcome: 'stands' })}
      initial={undecided}
      label={t.decideSave()}
      texts={({ reasons }) => [reasons]}
      make={({ outcome, reasons }) =>
        outcome === '' || reasons.trim() === ''
          ? t.decideNeeds()
          : [
              {
                kind: 'appeal-decided',
                facts: { of: filed.hash, outcome },
                body: { v: 1, outcome, reasons: reasons.trim() },
              },
            ]
      }
      done={t.decideDone()}
    >
      {({ outcome, reasons }, set) => (
        <>
          <Pick
            label={t.decideOutcome()}
            value={outcome}
            onChange={({ target: { value } }) =>
              set({ outcome: value === 'stands' || value === 'changed' ? value : '' })
            }
          >
            <option value="">{t.decidePick()}</option>
            <option value="stands">{t.decideStands()}</option>
            <option value="changed">{t.decideChanged()}</option>
          </Pick>
          <TextField
            label={t.decideReasons()}
            rows={4}
            value={reasons}
            onChange={(event) => set({ reasons: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

/** How it was decided, and what comes next: overturning is a new decision of the leads (APL-03). */
export function Decided({ filed, opened }: { filed: Filed; opened: PartProps['opened'] }): ReactNode {
  const t = useAppealWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { decided } = filed;
  if (decided === null) return null;
  const entry = opened.entries.findLast(({ kind, facts }) => kind === 'appeal-decided' && facts['of'] === filed.hash);
  const reasons = (entry?.body as { readonly reasons?: string } | null | undefined)?.reasons ?? '';
  const { incident } = opened.row;
  const closed = opened.handling.after.closed !== null;
  return (
    <div className="letter note">
      <b>
        {t.decidedBy({
          name: entry === undefined ? '' : whoIs(desk, entry.who),
          when: whenOf(decided.receivedAt, clock),
        })}
      </b>
      {reasons === '' ? (
        <p className="soft">
          {t.decidedElsewhere()} <Link href={deskPaths.lists}>{t.decidedLink()}</Link>
        </p>
      ) : (
        <Inert block text={reasons} />
      )}
      {decided.outcome === 'changed' && (
        <p>
          {t.changedNext()}{' '}
          {closed ? (
            <>
              {t.changedReopen()} <Link href={deskPaths.part(incident, 'lead')}>{t.changedReopenLink()}</Link>
            </>
          ) : (
            <Link href={deskPaths.part(incident, 'decision')}>{t.changedLink()}</Link>
          )}
        </p>
      )}
      <p>
        {t.tellNext()} <Link href={deskPaths.part(incident, 'talk')}>{t.tellLink()}</Link>
      </p>
    </div>
  );
}
