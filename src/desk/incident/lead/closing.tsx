import { useId, type ReactNode } from 'react';
import { closings, type Closing } from '#domain/after/bodies.ts';
import { unfit, type Unfit } from '#domain/after/closing.ts';
import { TextField } from '../../frame/field.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { endingOf, openIn } from './open.ts';
import { OpenList } from './what-is-open.tsx';
import { closingName, useLeadWords, type LeadWords } from './words.ts';

function closingHint(t: LeadWords, how: Closing): string {
  switch (how) {
    case 'resolved':
      return t.hintResolved();
    case 'no-action':
      return t.hintNoAction();
    case 'welfare':
      return t.hintWelfare();
    case 'bad-faith':
      return t.hintBadFaith();
  }
}

function unfitIn(t: LeadWords, why: Unfit): string {
  switch (why) {
    case 'no-verdict':
      return t.unfitNoVerdict();
    case 'is-welfare':
      return t.unfitIsWelfare();
    case 'not-welfare':
      return t.unfitNotWelfare();
    case 'has-reported':
      return t.unfitHasReported();
    case 'has-consequence':
      return t.unfitHasConsequence();
    case 'violation':
      return t.unfitViolation();
  }
}

function Hows({ how, onChange }: { how: Closing | ''; onChange: (how: Closing) => void }): ReactNode {
  const t = useLeadWords();
  const id = useId();
  return (
    <fieldset>
      <legend>{t.how()}</legend>
      {closings.map((one) => (
        <div key={one} className="tick">
          <input
            id={`${id}-${one}`}
            type="radio"
            name={id}
            checked={how === one}
            onChange={() => onChange(one)}
            aria-describedby={`${id}-${one}-hint`}
          />
          <label htmlFor={`${id}-${one}`}>
            {closingName(t, one)}
            <small id={`${id}-${one}-hint`}>{closingHint(t, one)}</small>
          </label>
        </div>
      ))}
    </fieldset>
  );
}

/** Closing: what is open stands first; how it ends is one of four, and each says what speaks against it. */
export function CloseIt({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { team } = useSession();
  const open = openIn(opened, versionOf(team, opened.procedure));
  const stops = open.filter((one) => one.stops);
  const goesOn = open.filter((one) => !one.stops);
  const initial: { readonly how: Closing | ''; readonly text: string } = { how: '', text: '' };
  return (
    <section aria-labelledby="closing">
      <h3 id="closing">{t.closing()}</h3>
      {stops.length > 0 && (
        <>
          <p>{t.stops()}</p>
          <OpenList opened={opened} open={stops} />
        </>
      )}
      {goesOn.length > 0 && (
        <>
          <p>{t.goesOn()}</p>
          <OpenList opened={opened} open={goesOn} />
        </>
      )}
      {open.length === 0 && <p className="soft">{t.nothingOpen()}</p>}
      <ActForm
        opened={opened}
        again={again}
        place="lead/closing"
        title={t.close()}
        note={t.closeNote()}
        attempt={attemptOf('closed')}
        initial={initial}
        label={t.closeLabel()}
        texts={({ text }) => [text]}
        make={({ how, text }) => {
          if (stops.length > 0) return t.stillOpen({ n: stops.length });
          if (how === '') return t.howMissing();
          const against = unfit(how, endingOf(opened));
          if (against.length > 0) return against.map((why) => unfitIn(t, why)).join(' ');
          if (text.trim() === '') return t.textMissing();
          return [{ kind: 'closed', facts: {}, body: { v: 1, how, text: text.trim() } }];
        }}
      >
        {({ how, text }, set) => (
          <>
            <Hows how={how} onChange={(one) => set({ how: one })} />
            <TextField
              label={t.closeText()}
              hint={t.closeTextHint()}
              rows={3}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
          </>
        )}
      </ActForm>
    </section>
  );
}
