import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Pick } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { editionOf, useSession } from '../../frame/session.tsx';
import { ActForm, usePermission, type PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useLetterWords } from './words.ts';

/**
 * What came for another event is moved there (RPT-08): its dates are that event's from then on, and when it came stays.
 * Nobody there is given a key by it: who holds it lets them in.
 */
export function Moving({ opened, again }: PartProps): ReactNode {
  const t = useLetterWords();
  const { team } = useSession();
  const permission = usePermission(opened);
  const here = opened.row.edition;
  const others = team.editions.filter(({ edition, open }) => open && edition.id !== here);
  const { movedTo } = opened.handling.incident;
  if (others.length === 0 && movedTo === '') return null;
  const attempts = others.map(({ edition }) => attemptOf('moved', { to: edition.id }));
  const attempt = attempts.find((one) => !('refused' in permission(one))) ?? attempts[0];
  return (
    <Fold title={t.moveTitle()}>
      {movedTo !== '' && (
        <p>
          {t.moved({ event: editionOf(team, here)?.name ?? '' })}{' '}
          <Link href={deskPaths.incident(opened.row.incident)}>{t.movedNext()}</Link>
        </p>
      )}
      <ActForm
        opened={opened}
        again={again}
        place="lead/move"
        title={t.moveTitle()}
        note={t.moveNote()}
        attempt={attempt ?? attemptOf('moved', { to: '' })}
        initial={{ to: '' }}
        label={t.moveSave()}
        quiet
        texts={() => []}
        make={({ to }) => (to === '' ? t.moveNeeds() : [{ kind: 'moved', facts: { to }, body: null }])}
      >
        {({ to }, set) => (
          <Pick label={t.moveTo()} value={to} onChange={(event) => set({ to: event.target.value })}>
            <option value="">{t.filingPick()}</option>
            {others.map(({ edition }) => (
              <option key={edition.id} value={edition.id}>
                {edition.name}
              </option>
            ))}
          </Pick>
        )}
      </ActForm>
    </Fold>
  );
}
