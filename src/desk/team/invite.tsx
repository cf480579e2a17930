import { useState, type ReactNode } from 'react';
import type { Right } from '#domain/team/roster.ts';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Field, Pick, Said, Tick } from '../frame/field.tsx';
import { procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { RoleTicks } from './role-ticks.tsx';

function HandOver({ link, name, again }: { link: string; name: string; again: () => void }): ReactNode {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="card">
      <h3>{t.linkFor({ name })}</h3>
      <p>{t.linkNote()}</p>
      <p>
        <code className="link" dir="ltr">
          {link}
        </code>
      </p>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
        >
          {copied ? t.copied() : t.copyLink()}
        </button>
        <button type="button" className="btn quiet" onClick={again}>
          {t.linkDone()}
        </button>
      </div>
    </div>
  );
}

interface Wanted {
  readonly name: string;
  readonly edition: string;
  readonly roles: readonly string[];
  readonly rights: readonly Right[];
}

/** A name, what they will do, and a link that is shown once and handed over by a person. */
export function Invite(): ReactNode {
  const { t } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const draft = useDraft<Wanted>('team/invite', {
    name: '',
    edition: team.editions[0]?.edition.id ?? '',
    roles: [],
    rights: [],
  });
  const { name, edition, roles, rights } = draft.value;
  const [made, setMade] = useState({ link: '', name: '' });
  const toggled = <T,>(all: readonly T[], one: T): readonly T[] =>
    all.includes(one) ? all.filter((x) => x !== one) : [...all, one];
  const procedure = procedureOf(team, edition);
  if (made.link !== '') return <HandOver {...made} again={() => setMade({ link: '', name: '' })} />;
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t.invite()}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = { name: name.trim(), roles: roles.map((role) => [edition, role] as const), rights };
          void run(
            () => keys.invite(wanted),
            async (answer) => {
              setMade({ link: `${location.origin}${answer.link}`, name: wanted.name });
              draft.clear();
              await refresh();
            },
          );
        }}
      >
        <Found draft={draft} edition={edition} words={(wanted) => wanted.name} />
        <Field
          label={t.theirName()}
          hint={t.theirNameHint()}
          required
          maxLength={120}
          value={name}
          onChange={(event) => draft.set({ name: event.target.value })}
        />
        {team.editions.length > 1 && (
          <Pick
            label={t.event()}
            value={edition}
            onChange={(event) => {
              draft.set({ edition: event.target.value, roles: [] });
            }}
          >
            {team.editions.map((one) => (
              <option key={one.edition.id} value={one.edition.id}>
                {one.edition.name}
              </option>
            ))}
          </Pick>
        )}
        <fieldset>
          <legend>{t.roles()}</legend>
          <RoleTicks
            procedure={procedure}
            edition={edition}
            chosen={roles}
            choose={(chosen) => draft.set({ roles: chosen })}
          />
        </fieldset>
        <fieldset>
          <legend>{t.rights()}</legend>
          <Tick
            label={t.rightSteward()}
            hint={t.rightStewardHint()}
            checked={rights.includes('steward')}
            onChange={() => draft.set({ rights: toggled(rights, 'steward') })}
          />
          <Tick
            label={t.rightEdition()}
            hint={t.rightEditionHint()}
            checked={rights.includes('edition')}
            onChange={() => draft.set({ rights: toggled(rights, 'edition') })}
          />
        </fieldset>
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        <button className="btn" disabled={busy || name.trim() === '' || roles.length + rights.length === 0}>
          {t.makeLink()}
        </button>
      </form>
    </section>
  );
}
