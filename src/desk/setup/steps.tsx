import type { ReactNode } from 'react';
import { gatherings } from '#domain/procedure/gathering.ts';
import { fallbacks, readers, say, type Procedure } from '#domain/procedure/procedure.ts';
import type { SetupInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { Field, Pick, Said, Tick } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { gatheringIn, kindsIn, promisesIn } from '../edition/wording.ts';
import { slugOf, type Draft } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly wrong: readonly string[];
  readonly info: SetupInfo;
  readonly set: (change: Partial<Draft>) => void;
}

type TextKey =
  | 'organisation'
  | 'name'
  | 'id'
  | 'from'
  | 'to'
  | 'place'
  | 'neutralTitle'
  | 'exit'
  | 'teamPhone'
  | 'meetingPoint'
  | 'founder'
  | 'address';

function useText({ draft, set, wrong }: Props) {
  const { t } = useWords();
  return (key: TextKey, label: string, hint?: string) => ({
    label,
    ...(hint !== undefined && { hint }),
    ...(wrong.includes(key) && { error: t.fieldWrong() }),
    name: key,
    value: draft[key],
    onChange: (event: { target: { value: string } }): void => set({ [key]: event.target.value }),
  });
}

export function OrganisationStep(props: Props): ReactNode {
  const { t } = useWords();
  const text = useText(props);
  return (
    <>
      <h1>{t.setupOrganisation()}</h1>
      <p>{t.setupIntro()}</p>
      <Field
        {...text('organisation', t.organisation(), t.organisationHint())}
        autoComplete="organization"
        maxLength={120}
      />
    </>
  );
}

export function EventStep(props: Props): ReactNode {
  const { draft, set, info, wrong } = props;
  const { t } = useWords();
  const text = useText(props);
  const endonym = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  const id = draft.id === '' ? slugOf(draft.name) : draft.id;
  return (
    <>
      <h1>{t.setupEvent()}</h1>
      <Field {...text('name', t.eventName(), t.eventNameHint())} maxLength={120} />
      <Field
        {...text('id', t.eventAddress(), t.eventAddressHint({ address: `${location.origin}${paths.start(id)}` }))}
        placeholder={id}
        dir="ltr"
        maxLength={40}
      />
      <div className="pair">
        <Field {...text('from', t.firstDay())} type="date" />
        <Field {...text('to', t.lastDay())} type="date" />
      </div>
      {wrong.includes('dates') && <Said tone="clay">{t.datesWrong()}</Said>}
      {wrong.includes('span') && <Said tone="clay">{t.datesLong()}</Said>}
      <Pick
        label={t.zone()}
        hint={t.zoneHint()}
        {...(wrong.includes('zone') && { error: t.fieldWrong() })}
        value={draft.zone}
        onChange={(event) => set({ zone: event.target.value })}
      >
        {draft.zone === '' && <option value="">{t.zonePick()}</option>}
        {info.zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </Pick>
      <Field {...text('place', t.place(), t.placeHint())} maxLength={200} />
      <Pick
        label={t.gathering()}
        value={draft.gathering}
        onChange={(event) => set({ gathering: gatherings.find((one) => one === event.target.value) ?? 'in-person' })}
      >
        {gatherings.map((one) => (
          <option key={one} value={one}>
            {gatheringIn(t)[one]}
          </option>
        ))}
      </Pick>
      <fieldset>
        <legend>{t.formLanguages()}</legend>
        {wrong.includes('languages') && <Said tone="clay">{t.languagesWrong()}</Said>}
        {info.languages.map((tag) => (
          <Tick
            key={tag}
            label={endonym(tag)}
            checked={draft.languages.includes(tag)}
            onChange={() =>
              set({ languages: info.languages.filter((one) => draft.languages.includes(one) !== (one === tag)) })
            }
          />
        ))}
      </fieldset>
    </>
  );
}

export function HelpStep(props: Props): ReactNode {
  const { draft, set, wrong } = props;
  const { t } = useWords();
  const text = useText(props);
  const change = (at: number, part: 'label' | 'number', value: string): void =>
    set({ emergency: draft.emergency.map((phone, i) => (i === at ? { ...phone, [part]: value } : phone)) });
  return (
    <>
      <h1>{t.setupHelp()}</h1>
      <p>{t.setupHelpNote()}</p>
      {wrong.includes('emergency') && <Said tone="clay">{t.emergencyWrong()}</Said>}
      {draft.emergency.map((phone, at) => (
        // Rows are only added at the end: their place is their name.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="pair">
          <Field
            label={t.emergencyLabel()}
            hint={t.emergencyLabelHint()}
            maxLength={60}
            value={phone.label}
            onChange={(e) => change(at, 'label', e.target.value)}
          />
          <Field
            label={t.emergencyNumber()}
            hint={t.emergencyNumberHint()}
            type="tel"
            dir="ltr"
            maxLength={40}
            value={phone.number}
            onChange={(e) => change(at, 'number', e.target.value)}
          />
        </div>
      ))}
      {draft.emergency.length < 8 && (
        <p>
          <button
            type="button"
            className="btn quiet"
            onClick={() => set({ emergency: [...draft.emergency, { label: '', number: '' }] })}
          >
            {t.anotherNumber()}
          </button>
        </p>
      )}
      <Field {...text('teamPhone', t.teamPhone(), t.teamPhoneHint())} type="tel" dir="ltr" maxLength={40} />
      <Field {...text('meetingPoint', t.meetingPoint(), t.meetingPointHint())} maxLength={200} />
      <Field {...text('neutralTitle', t.neutralTitle(), t.neutralTitleHint())} maxLength={40} />
      <Field {...text('exit', t.exitPage(), t.exitPageHint())} type="url" dir="ltr" />
    </>
  );
}

export function ProcedureStep({ draft, set, info, wrong }: Props): ReactNode {
  const { t, language } = useWords();
  const chosen = info.procedures.find(({ id }) => id === draft.procedure);
  const meant = (procedure: Procedure): boolean => procedure.gatherings.includes(draft.gathering);
  const fitting = info.procedures.toSorted((a, b) => Number(meant(b)) - Number(meant(a)));
  return (
    <>
      <h1>{t.setupProcedure()}</h1>
      <p>{t.setupProcedureNote()}</p>
      {wrong.includes('procedure') && <Said tone="clay">{t.procedurePick()}</Said>}
      {fitting.map((procedure) => (
        <div key={procedure.id} className="tick">
          <input
            type="radio"
            id={procedure.id}
            name="procedure"
            checked={procedure.id === draft.procedure}
            // Roles are the procedure's: those of another mean nothing in this one.
            onChange={() =>
              set({ procedure: procedure.id, roles: procedure.id === draft.procedure ? draft.roles : [] })
            }
          />
          <label htmlFor={procedure.id}>
            {say(procedure.title, language)}
            <small>
              {t.procedureVersion({ version: procedure.version })} ·{' '}
              {t.procedureFor({ kinds: kindsIn(t, procedure, language) })}
            </small>
            {promisesIn(t, procedure, language).map((promise) => (
              <small key={promise}>{promise}</small>
            ))}
          </label>
        </div>
      ))}
      {chosen !== undefined && (
        <dl className="answers">
          <div>
            <dt>{t.procedureReaders()}</dt>
            <dd>
              {readers(chosen)
                .map((role) => say(role.name, language))
                .join(', ')}
            </dd>
          </div>
          <div>
            <dt>{t.procedureFallbacks()}</dt>
            <dd>
              {fallbacks(chosen)
                .map((role) => say(role.name, language))
                .join(', ')}
            </dd>
          </div>
          {!meant(chosen) && (
            <div>
              <dt>{t.gathering()}</dt>
              <dd>{t.doubtGathering()}</dd>
            </div>
          )}
        </dl>
      )}
    </>
  );
}

export function YouStep(props: Props): ReactNode {
  const { draft, set, info } = props;
  const { t, language } = useWords();
  const text = useText(props);
  const procedure = info.procedures.find(({ id }) => id === draft.procedure);
  return (
    <>
      <h1>{t.setupYou()}</h1>
      <p>{t.setupYouNote()}</p>
      <Field {...text('founder', t.yourName(), t.yourNameHint())} autoComplete="name" maxLength={120} />
      <Field
        {...text('address', t.alertAddress(), t.alertAddressHint())}
        type="email"
        autoComplete="email"
        maxLength={254}
      />
      <fieldset>
        <legend>{t.yourRoles()}</legend>
        {procedure?.roles
          .filter(({ gatherings: at }) => at.includes(draft.gathering))
          .map((role) => (
            <Tick
              key={role.id}
              label={say(role.name, language)}
              hint={
                role.receives === 'first'
                  ? t.roleReads()
                  : typeof role.receives === 'number'
                    ? t.roleFallback()
                    : undefined
              }
              checked={draft.roles.includes(role.id)}
              onChange={() =>
                set({
                  roles: draft.roles.includes(role.id)
                    ? draft.roles.filter((one) => one !== role.id)
                    : [...draft.roles, role.id],
                })
              }
            />
          ))}
      </fieldset>
    </>
  );
}
