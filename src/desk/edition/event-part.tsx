import type { ReactNode } from 'react';
import { gatherings } from '#domain/procedure/gathering.ts';
import { languages } from '#words/words.ts';
import { Field, Pick, Said, Tick } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { changedRow, useFields, withoutRow, type Part } from './part.ts';
import { gatheringIn } from './wording.ts';

export function EventPart({ draft, set, wrong }: Part): ReactNode {
  const { t } = useWords();
  const field = useFields(wrong);
  const zones = Intl.supportedValuesOf('timeZone');
  const endonym = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return (
    <fieldset className="part">
      <legend>{t.namesAndDays()}</legend>
      <Field
        {...field('name', t.eventName(), draft.name, (name) => set({ name }), t.eventNameHint())}
        maxLength={120}
      />
      <Field
        {...field('organisation', t.organisation(), draft.organisation, (organisation) => set({ organisation }))}
        maxLength={120}
      />
      <div className="pair">
        <Field {...field('from', t.firstDay(), draft.from, (from) => set({ from }))} type="date" />
        <Field {...field('to', t.lastDay(), draft.to, (to) => set({ to }))} type="date" />
      </div>
      {wrong.includes('dates') && <Said tone="clay">{t.datesWrong()}</Said>}
      {wrong.includes('span') && <Said tone="clay">{t.datesLong()}</Said>}
      <Pick {...field('zone', t.zone(), draft.zone, (zone) => set({ zone }), t.zoneHint())}>
        {!zones.includes(draft.zone) && <option>{draft.zone}</option>}
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </Pick>
      <Field {...field('place', t.place(), draft.place, (place) => set({ place }), t.placeHint())} maxLength={200} />
      <Pick
        {...field('gathering', t.gathering(), draft.gathering, (value) =>
          set({ gathering: gatherings.find((one) => one === value) ?? 'in-person' }),
        )}
      >
        {gatherings.map((one) => (
          <option key={one} value={one}>
            {gatheringIn(t)[one]}
          </option>
        ))}
      </Pick>
      {wrong.includes('gathering') && <Said tone="clay">{t.doubtGathering()}</Said>}
      <Tick
        label={t.largeEvent()}
        hint={t.largeEventHint()}
        checked={draft.large}
        onChange={() => set({ large: !draft.large })}
      />
      <fieldset>
        <legend>{t.formLanguages()}</legend>
        {wrong.includes('languages') && <Said tone="clay">{t.languagesWrong()}</Said>}
        {languages.map((tag) => (
          <Tick
            key={tag}
            name="languages"
            label={endonym(tag)}
            checked={draft.languages.includes(tag)}
            onChange={() =>
              set({ languages: languages.filter((one) => draft.languages.includes(one) !== (one === tag)) })
            }
          />
        ))}
      </fieldset>
    </fieldset>
  );
}

export function HelpPart({ draft, set, wrong }: Part): ReactNode {
  const { t } = useWords();
  const field = useFields(wrong);
  const { emergency } = draft;
  const change = (at: number, part: 'label' | 'number') => (value: string) =>
    set({ emergency: changedRow(emergency, at, { [part]: value }) });
  return (
    <fieldset className="part">
      <legend>{t.numbers()}</legend>
      <p className="soft">{t.setupHelpNote()}</p>
      {wrong.includes('emergency') && <Said tone="clay">{t.emergencyWrong()}</Said>}
      {emergency.map(({ label, number }, at) => (
        // A row has nothing but its place to be known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="rows">
          <div className="pair">
            <Field
              {...field(
                `emergency.${at}.label`,
                t.emergencyLabel(),
                label,
                change(at, 'label'),
                t.emergencyLabelHint(),
              )}
              maxLength={60}
            />
            <Field
              {...field(
                `emergency.${at}.number`,
                t.emergencyNumber(),
                number,
                change(at, 'number'),
                t.emergencyNumberHint(),
              )}
              type="tel"
              dir="ltr"
              maxLength={40}
            />
          </div>
          {emergency.length > 1 && (
            <button
              type="button"
              className="btn quiet"
              aria-label={t.removeNamed({ name: label || t.emergencyNumber() })}
              onClick={() => set({ emergency: withoutRow(emergency, at) })}
            >
              {t.removeRow()}
            </button>
          )}
        </div>
      ))}
      {emergency.length < 8 && (
        <p>
          <button
            type="button"
            className="btn quiet"
            onClick={() => set({ emergency: [...emergency, { label: '', number: '' }] })}
          >
            {t.anotherNumber()}
          </button>
        </p>
      )}
      <Field
        {...field('teamPhone', t.teamPhone(), draft.teamPhone, (teamPhone) => set({ teamPhone }), t.teamPhoneHint())}
        type="tel"
        dir="ltr"
        maxLength={40}
      />
      <Field
        {...field(
          'meetingPoint',
          t.meetingPoint(),
          draft.meetingPoint,
          (meetingPoint) => set({ meetingPoint }),
          t.meetingPointHint(),
        )}
        maxLength={200}
      />
      <Field
        {...field(
          'neutralTitle',
          t.neutralTitle(),
          draft.neutralTitle,
          (neutralTitle) => set({ neutralTitle }),
          t.neutralTitleHint(),
        )}
        maxLength={40}
      />
      <Field
        {...field(
          'alertWords',
          t.alertWords(),
          draft.alertWords,
          (alertWords) => set({ alertWords }),
          t.alertWordsHint(),
        )}
        maxLength={80}
      />
      <Field
        {...field('exit', t.exitPage(), draft.exit, (exit) => set({ exit }), t.exitPageHint())}
        type="url"
        dir="ltr"
      />
    </fieldset>
  );
}
