import { useState, type ReactNode } from 'react';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { freeIn, PickMember, TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useAwareWords } from './words.ts';

/** The right to announce, lent for a time: to whom, until when, and every time it was (PUB-05). */
export function Delegate({ opened, again }: PartProps): ReactNode {
  const t = useAwareWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const { team } = useSession();
  const [open, setOpen] = useState(false);
  const given = opened.handling.speaking.delegations;
  const initial: { member: string; until: number | null } = { member: '', until: null };
  const { members } = opened.ground.roster;
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.delegateTitle()}</summary>
      {given.length > 0 && (
        <ul className="people">
          {given.map(({ hash, member, until }) => (
            <li key={hash}>
              {until >= clock.now
                ? t.delegated({ name: nameOf(member), when: whenOf(until, clock) })
                : t.delegatedOver({ name: nameOf(member), when: whenOf(until, clock) })}
            </li>
          ))}
        </ul>
      )}
      {open && (
        <ActForm
          opened={opened}
          again={again}
          place="aware/delegate"
          title={t.delegateTitle()}
          note={t.delegateNote()}
          // Whom and until when is chosen below; asked is whether this member lends it at all.
          attempt={attemptOf('delegated', {
            member: freeIn(opened)[0] ?? members[0]?.id ?? '',
            until: clock.now + 3_600_000,
          })}
          initial={initial}
          label={t.delegateKeep()}
          quiet
          done={t.delegateDone()}
          texts={() => []}
          make={({ member, until }) =>
            member === '' || until === null
              ? t.delegateMissing()
              : [{ kind: 'delegated', facts: { member, until }, body: null }]
          }
        >
          {({ member, until }, set) => (
            <>
              <PickMember
                opened={opened}
                label={t.delegateWho()}
                members={freeIn(opened).filter((id) => id !== team.me.id)}
                value={member}
                onChange={(value) => set({ member: value })}
              />
              <TimeField
                opened={opened}
                label={t.delegateUntil()}
                value={until}
                onChange={(value) => set({ until: value })}
              />
            </>
          )}
        </ActForm>
      )}
    </details>
  );
}
