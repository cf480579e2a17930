import { useState, type ReactNode } from 'react';
import { shownAs } from '#domain/incident/people.ts';
import { useActing } from '../../frame/acting.ts';
import { Field, Pick, Said, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, usePermission, type PartProps } from '../handling/act-form.tsx';
import { PickPerson } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf, toldOf, type Told } from '../handling/told.ts';
import { permissionName, useAwareWords } from './words.ts';

const uses = ['public', 'relay', 'referral'] as const;
type Use = (typeof uses)[number] | '';
const isUse = (value: string): value is Exclude<Use, ''> => uses.some((use) => use === value);

function GiveForm({ opened, again }: PartProps): ReactNode {
  const t = useAwareWords();
  const initial: { person: string; use: Use; scope: string; words: string } = {
    person: '',
    use: '',
    scope: '',
    words: '',
  };
  return (
    <ActForm
      opened={opened}
      again={again}
      place="aware/permission"
      title={t.permissionGive()}
      attempt={attemptOf('permission-given', { for: 'public' })}
      initial={initial}
      label={t.permissionKeep()}
      quiet
      done={t.permissionDone()}
      texts={({ scope, words }) => [scope, words]}
      make={({ person, use, scope, words }) =>
        person === '' || use === '' || scope.trim() === '' || words.trim() === ''
          ? t.permissionMissing()
          : [
              {
                kind: 'permission-given',
                facts: { for: use },
                body: { v: 1, person, scope: scope.trim(), words: words.trim() },
              },
            ]
      }
    >
      {({ person, use, scope, words }, set) => (
        <>
          <PickPerson
            opened={opened}
            label={t.permissionWho()}
            others={[{ id: 'reporter', name: t.permissionReporter() }]}
            value={person}
            onChange={(value) => set({ person: value })}
          />
          <Pick
            label={t.permissionFor()}
            value={use}
            onChange={(event) => set({ use: isUse(event.target.value) ? event.target.value : '' })}
          >
            <option value="">{t.permissionForPick()}</option>
            {uses.map((one) => (
              <option key={one} value={one}>
                {permissionName(t, one)}
              </option>
            ))}
          </Pick>
          <Field
            label={t.permissionScope()}
            hint={t.permissionScopeHint()}
            dir="auto"
            value={scope}
            maxLength={1_000}
            onChange={(event) => set({ scope: event.target.value })}
          />
          <TextField
            label={t.permissionWords()}
            hint={t.permissionWordsHint()}
            rows={2}
            value={words}
            maxLength={5_000}
            onChange={(event) => set({ words: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

function One({ opened, again, given }: PartProps & { given: Told<'permission-given'> }): ReactNode {
  const t = useAwareWords();
  const { t: words } = useWords();
  const clock = useClock(opened.row.edition);
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const { person, scope, words: theirs } = given.body;
  const known = peopleOf(opened).find((one) => one.person === person);
  const who =
    person === 'reporter' ? t.permissionReporter() : known === undefined ? t.permissionUnknown() : shownAs(known);
  const { speaking } = opened.handling;
  const gone = speaking.permissions.find(({ hash }) => hash === given.hash)?.withdrawn ?? null;
  const used = speaking.published.some(({ of }) => {
    const draft = speaking.approvals.find(({ hash }) => hash === of)?.of ?? of;
    return speaking.drafts.some((one) => one.hash === draft && one.permits.includes(given.hash));
  });
  const back = permission(attemptOf('permission-withdrawn', { of: given.hash }));
  return (
    <li>
      <div>
        <b>
          <Inert text={t.permissionLine({ who, what: permissionName(t, given.facts['for'] ?? '') })} />
        </b>
        <Inert block text={scope} />
        <small>
          <Inert text={`“${theirs}”`} />
        </small>
        <small>{t.permissionGiven({ name: whoIs(words, given.who), when: whenOf(given.at, clock) })}</small>
        {used && <small>{t.permissionLate()}</small>}
        {problem !== '' && <Said tone="clay">{problem}</Said>}
      </div>
      {gone !== null ? (
        <span className="chip amber">{t.permissionGone({ when: whenOf(gone.receivedAt, clock) })}</span>
      ) : (
        'allowed' in back && (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() =>
              void run(
                () =>
                  keys.act(opened.row.incident, [
                    { kind: 'permission-withdrawn', facts: { of: given.hash }, body: null },
                  ]),
                again,
              )
            }
          >
            {t.permissionBack()}
          </button>
        )
      )}
    </li>
  );
}

/** What each person allows of themselves, dated, in their words, and taken back by one tap (PUB-10, D20). */
export function Permissions(props: PartProps): ReactNode {
  const t = useAwareWords();
  const given = toldOf(props.opened, 'permission-given');
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="aware-permissions">
      <h3 id="aware-permissions">{t.permissions()}</h3>
      <p className="soft">{t.permissionsNote()}</p>
      {given.length === 0 ? (
        <p className="soft">{t.permissionsNone()}</p>
      ) : (
        <ul className="people">
          {given.map((one) => (
            <One key={one.hash} {...props} given={one} />
          ))}
        </ul>
      )}
      <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t.permissionGive()}</summary>
        {open && <GiveForm {...props} />}
      </details>
    </section>
  );
}
