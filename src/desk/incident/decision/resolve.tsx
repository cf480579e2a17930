import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dayOf } from '#domain/edition/clock.ts';
import { verdicts, type Verdict } from '#domain/response/bodies.ts';
import { isNone, missingRuling, type Ruling, type Unruled } from '#domain/response/deciding.ts';
import { paths } from '#wire/paths.ts';
import type { Decision } from '#words/made/shape.ts';
import { Pick, TextField, Tick } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf } from '../handling/told.ts';
import { findingIn, useDecisionWords } from './words.ts';

interface Resolving extends Ruling {
  readonly about: 'code' | 'welfare';
  readonly pattern: boolean;
}

const judging: readonly Verdict[] = verdicts.filter((one) => one !== 'welfare');

function lackIn(t: Decision, missing: Unruled): string {
  switch (missing) {
    case 'verdict':
      return t.lackVerdict();
    case 'rule':
      return t.lackRule();
    case 'reasons':
      return t.lackReasons();
    case 'reported':
      return t.lackReported();
  }
}

/** Which of the two it is: a welfare concern asks for no rule and no verdict (RPT-02). */
function About({ value, set }: { value: Resolving; set: (change: Partial<Resolving>) => void }): ReactNode {
  const t = useDecisionWords();
  return (
    <Pick
      label={t.about()}
      value={value.about}
      onChange={({ target }) =>
        set(target.value === 'welfare' ? { about: 'welfare', verdict: 'welfare' } : { about: 'code', verdict: '' })
      }
    >
      <option value="code">{t.aboutCode()}</option>
      <option value="welfare">{t.aboutWelfare()}</option>
    </Pick>
  );
}

function Judging({
  value,
  set,
  edition,
  day,
}: {
  readonly value: Resolving;
  readonly set: (change: Partial<Resolving>) => void;
  readonly edition: string;
  /** Of the report, `YYYY-MM-DD`: the rules of that day count. */
  readonly day: string;
}): ReactNode {
  const t = useDecisionWords();
  const { verdict } = value;
  return (
    <>
      <Pick
        label={t.verdict()}
        value={verdict}
        onChange={({ target }) => set({ verdict: judging.find((one) => one === target.value) ?? '', follows: false })}
      >
        <option value="">{t.responsePick()}</option>
        {judging.map((one) => (
          <option key={one} value={one}>
            {findingIn(t, one)}
          </option>
        ))}
      </Pick>
      {(verdict === 'violation' || verdict === 'unclear') && (
        <TextField
          label={t.rule()}
          hint={
            <a href={`${paths.code(edition)}?on=${day}`} target="_blank" rel="noopener">
              {t.code()}
            </a>
          }
          rows={2}
          value={value.rule}
          onChange={({ target }) => set({ rule: target.value })}
        />
      )}
      {(verdict === 'unclear' || verdict === 'out-of-scope') && (
        <Tick label={t.follows()} checked={value.follows} onChange={({ target }) => set({ follows: target.checked })} />
      )}
    </>
  );
}

/** Writes a resolution; one that was written before stays, and this one counts (DEC-01). */
export function ResolveForm({ opened, again }: PartProps): ReactNode {
  const t = useDecisionWords();
  const { resolutions } = opened.handling.response;
  const day = dayOf(opened.row.receivedAt, opened.ground.edition.zone);
  const anyReported = peopleOf(opened).some(({ parts }) => parts.includes('reported'));
  const initial: Resolving = { about: 'code', verdict: '', rule: '', reasons: '', follows: false, pattern: false };
  return (
    <ActForm
      opened={opened}
      again={again}
      place="resolved"
      title={t.title()}
      {...(resolutions.length > 0 && { note: t.anewNote() })}
      attempt={attemptOf('resolved', { none: 'no' })}
      initial={initial}
      label={t.decide()}
      quiet={resolutions.length > 0}
      done={t.decided()}
      texts={({ rule, reasons }) => [rule, reasons]}
      make={(value) => {
        const missing = missingRuling(value, anyReported);
        if (missing.length > 0) return missing.map((one) => lackIn(t, one)).join(' ');
        const { verdict, rule, reasons, pattern } = value;
        if (verdict === '') return t.lackVerdict();
        return [
          {
            kind: 'resolved',
            facts: { none: isNone(value) ? 'yes' : 'no' },
            body: { v: 1, verdict, rule: value.about === 'welfare' ? '' : rule, reasons, pattern },
          },
        ];
      }}
    >
      {(value, set) => (
        <>
          <About value={value} set={set} />
          {value.about === 'welfare' ? (
            <p className="soft">{t.welfareNote()}</p>
          ) : (
            <Judging value={value} set={set} edition={opened.row.edition} day={day} />
          )}
          {value.about === 'welfare' && anyReported && (
            <p>
              {t.lackReported()} <Link href={deskPaths.part(opened.row.incident, 'people')}>{t.toPeople()}</Link>
            </p>
          )}
          <TextField
            label={value.about === 'welfare' ? t.reasonsWelfare() : t.reasons()}
            hint={t.reasonsHint()}
            rows={4}
            value={value.reasons}
            onChange={({ target }) => set({ reasons: target.value })}
          />
          {value.about === 'code' && (
            <Tick
              label={t.pattern()}
              hint={t.patternHint()}
              checked={value.pattern}
              onChange={({ target }) => set({ pattern: target.checked })}
            />
          )}
          {value.verdict !== '' && value.about === 'code' && isNone(value) && <p className="soft">{t.noneNote()}</p>}
        </>
      )}
    </ActForm>
  );
}
