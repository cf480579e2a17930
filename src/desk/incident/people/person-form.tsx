import type { ReactNode } from 'react';
import { Field, Said, TextField, Tick } from '../../frame/field.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { knownOf, linesOf, metBy, noting, nothingKnown, partNames, partsInOrder, type Written } from './known.ts';
import { LookUp } from './look-up.tsx';
import { usePeopleWords } from './words.ts';

interface Props extends PartProps {
  /** `''`: somebody new. */
  readonly person: string;
  readonly title: string;
  readonly note?: string;
  readonly initial?: Written;
}

/** Somebody as far as they are known: any one thing is enough. A change is a new entry; the old one stays. */
export function PersonForm({ opened, again, person, title, note, initial = nothingKnown }: Props): ReactNode {
  const t = usePeopleWords();
  const { language } = useWords();
  const { team } = useSession();
  const { each } = useNames();
  // Who reads the incident and has no key to who told it: here they would read it all the same.
  const { account, identity } = opened.readers;
  const without = opened.identity === 'none' ? [] : account.filter((id) => !identity.includes(id));
  const names = partNames(t, language, versionOf(team, opened.procedure));
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`people/${person === '' ? 'new' : person}`}
      title={title}
      {...(note !== undefined && { note })}
      attempt={attemptOf('person-noted')}
      initial={initial}
      label={t.save()}
      quiet
      done={t.saved()}
      texts={({ name, also, looks, contact }) => [name, also, looks, contact]}
      make={(written) => {
        if (`${written.name}${written.looks}`.trim() === '' && linesOf(written.also).length === 0)
          return t.missingPerson();
        return written.parts.length === 0 ? t.missingPart() : [noting(person, knownOf(written))];
      }}
    >
      {(written, set) => (
        <>
          <LookUp opened={opened} again={again} use={(found) => set(metBy(written, found))} />
          <Field
            label={t.name()}
            hint={t.nameHint()}
            dir="auto"
            autoComplete="off"
            value={written.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <Field
            label={t.looks()}
            hint={t.looksHint()}
            dir="auto"
            autoComplete="off"
            value={written.looks}
            onChange={(event) => set({ looks: event.target.value })}
          />
          <TextField
            label={t.also()}
            hint={t.alsoHint()}
            rows={2}
            value={written.also}
            onChange={(event) => set({ also: event.target.value })}
          />
          <Field
            label={t.contact()}
            dir="auto"
            autoComplete="off"
            value={written.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
          <fieldset>
            <legend>{t.parts()}</legend>
            <div className="ticks">
              {partsInOrder.map((part) => (
                <Tick
                  key={part}
                  label={names[part]}
                  checked={written.parts.includes(part)}
                  onChange={({ target }) =>
                    set({
                      parts: target.checked
                        ? [...written.parts, part]
                        : written.parts.filter((other) => other !== part),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          {written.parts.includes('reporter') && without.length > 0 && (
            <Said>{t.reporterNamed({ names: each(without) })}</Said>
          )}
          <div className="ticks">
            <Tick
              label={t.isOrganisation()}
              checked={written.organisation}
              onChange={({ target }) => set({ organisation: target.checked })}
            />
            <Tick
              label={t.isMinor()}
              hint={t.isMinorHint()}
              checked={written.minor}
              onChange={({ target }) => set({ minor: target.checked })}
            />
          </div>
        </>
      )}
    </ActForm>
  );
}
