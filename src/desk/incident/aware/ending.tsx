import { useState, type ReactNode } from 'react';
import { Field, Pick } from '../../frame/field.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import type { Told } from '../handling/told.ts';
import { clearedOf, versionsOf } from '../outgoing/drafting.ts';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { useAwareWords } from './words.ts';

interface Ending {
  readonly how: '' | 'text' | 'own' | 'not-needed';
  readonly why: string;
}

/** They were told, in which words, or it is not needed and why (PUB-01). */
export function EndForm({
  opened,
  again,
  listed,
  text,
}: PartProps & { listed: Told<'aware-listed'>; text: string }): ReactNode {
  const t = useAwareWords();
  const { who } = listed.body;
  const newest = versionsOf(opened, 'aware', listed.hash).at(-1);
  const own = newest === undefined ? null : clearedOf(newest, ['text']);
  const initial: Ending = { how: '', why: '' };
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`aware/told/${listed.hash.slice(0, 12)}`}
      title={t.groupClose({ who })}
      attempt={attemptOf('aware-told', { how: 'told', of: listed.hash })}
      initial={initial}
      label={t.groupKeep()}
      quiet
      done={t.groupDone()}
      texts={({ why }) => [why]}
      make={({ how, why }) => {
        if (how === '') return t.groupHowMissing();
        if (how === 'not-needed' && why.trim() === '') return t.groupWhyMissing();
        const said = { text, own: own?.text ?? '', 'not-needed': why.trim() }[how];
        const kind = how === 'not-needed' ? 'not-needed' : 'told';
        return [{ kind: 'aware-told', facts: { how: kind, of: listed.hash }, body: { v: 1, text: said } }];
      }}
    >
      {({ how, why }, set) => (
        <>
          <Pick
            label={t.groupHow()}
            value={how}
            onChange={(event) => {
              const { value } = event.target;
              set({ how: value === 'text' || value === 'own' || value === 'not-needed' ? value : '' });
            }}
          >
            <option value="">{t.groupHowPick()}</option>
            {text !== '' && <option value="text">{t.groupHowText()}</option>}
            {own !== null && <option value="own">{t.groupHowOwn()}</option>}
            <option value="not-needed">{t.groupHowNot()}</option>
          </Pick>
          {how === 'not-needed' && (
            <Field
              label={t.groupWhy()}
              value={why}
              maxLength={2_000}
              onChange={(event) => set({ why: event.target.value })}
            />
          )}
        </>
      )}
    </ActForm>
  );
}

/** Words of the team's own for one group, where the procedure's do not fit. */
export function OwnWords({
  opened,
  again,
  listed,
  language,
  text,
}: PartProps & {
  listed: Told<'aware-listed'>;
  language: string;
  text: string;
}): ReactNode {
  const t = useAwareWords();
  const begun = versionsOf(opened, 'aware', listed.hash).length > 0;
  const [open, setOpen] = useState(begun);
  return (
    <details className="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.groupOwn()}</summary>
      {open && (
        <Outgoing
          opened={opened}
          again={again}
          place={`aware/own/${listed.hash.slice(0, 12)}`}
          title={t.groupOwn()}
          note={t.groupOwnNote()}
          to={listed.hash}
          language={language}
          for="aware"
          parts={[{ id: 'text', label: t.groupOwnText(), required: true }]}
          initial={{ text }}
        />
      )}
    </details>
  );
}
