import type { ReactNode } from 'react';
import { theReporter } from '#domain/follow-up/planning.ts';
import { TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, FormsOf, type PartProps } from '../handling/act-form.tsx';
import { PickMember, PickPerson, TimeField } from '../handling/fields.tsx';
import { Fold } from '../handling/fold.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { CheckBack } from './check-back.tsx';
import { isKept, shownPerson, supportIn } from './told.ts';
import { useFollowUpWords } from './words.ts';

/** Who they can turn to, what they need, and when they are asked again (CNF-04): each check is a task of its own. */
function SupportForm({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const { team } = useSession();
  const initial: {
    readonly person: string;
    readonly owner: string;
    readonly due: number | null;
    readonly needs: string;
    readonly text: string;
  } = { person: '', owner: '', due: null, needs: '', text: '' };
  return (
    <ActForm
      opened={opened}
      again={again}
      place="follow-up/support"
      title={t.supportNew()}
      note={t.supportNote()}
      attempt={attemptOf('support-planned', { owner: team.me.id, due: opened.now })}
      initial={initial}
      label={t.supportLabel()}
      quiet
      texts={({ needs, text }) => [needs, text]}
      make={({ person, owner, due, needs, text }) => {
        if (person === '') return t.personMissing();
        if (needs.trim() === '') return t.needsMissing();
        if (owner === '') return t.ownerMissing();
        if (due === null) return t.dueMissing();
        const body = { v: 1, person, needs: needs.trim(), text: text.trim() } as const;
        return [{ kind: 'support-planned', facts: { owner, due }, body }];
      }}
    >
      {({ person, owner, due, needs, text }, set) => (
        <>
          <PickPerson
            opened={opened}
            label={t.supportFor()}
            others={[{ id: theReporter, name: desk.theReporter() }]}
            value={person}
            onChange={(value) => set({ person: value })}
          />
          <TextField
            label={t.supportNeeds()}
            hint={t.supportNeedsHint()}
            rows={2}
            value={needs}
            onChange={(event) => set({ needs: event.target.value })}
          />
          <div className="pair">
            <PickMember
              opened={opened}
              label={t.supportOwner()}
              value={owner}
              onChange={(value) => set({ owner: value })}
            />
            <TimeField opened={opened} label={t.supportNext()} value={due} onChange={(value) => set({ due: value })} />
          </div>
          <TextField
            label={t.supportText()}
            rows={2}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

export function Support({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const checks = toldOf(opened, 'checked-back');
  return (
    <section aria-labelledby="support">
      <h3 id="support">{t.supportTitle()}</h3>
      <ul className="cards">
        {supportIn(opened).map(({ hash, person, owner, due, needs, text }) => {
          const name = person === theReporter ? desk.theReporter() : shownPerson(opened, person) || t.somebody();
          const kept = isKept(opened, hash);
          const check = checks.find(({ facts }) => facts['of'] === hash);
          return (
            <li key={hash} className="card">
              <div className="head">
                <h4>
                  <Inert text={name} />
                </h4>
                {kept && <span className="chip moss">{t.kept()}</span>}
              </div>
              <Inert block text={needs} />
              {text !== '' && <Inert block text={text} />}
              <p className="soft">
                {due === null ? nameOf(owner) : t.supportBy({ name: nameOf(owner), when: whenOf(due, clock) })}
              </p>
              {check !== undefined && (
                <>
                  <small>{t.checkedBy({ name: whoIs(desk, check.who), when: whenOf(check.at, clock) })}</small>
                  <Inert block text={check.body.text} />
                </>
              )}
              {!kept && (
                <details>
                  <summary>{t.checkTitle()}</summary>
                  <FormsOf what={t.supportTitle()}>
                    <CheckBack
                      opened={opened}
                      again={again}
                      of={hash}
                      title={t.checkOn({ name })}
                      next={{ owner, person, needs, text }}
                    />
                  </FormsOf>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      <Fold title={t.supportNew()}>
        <SupportForm opened={opened} again={again} />
      </Fold>
    </section>
  );
}
