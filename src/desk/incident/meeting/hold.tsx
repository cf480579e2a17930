import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { agendaOf, missingFrom, type Missing } from '#domain/response/meeting.ts';
import type { Meeting } from '#words/made/shape.ts';
import { TextField } from '../../frame/field.tsx';
import { editionOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { fill } from '#domain/procedure/values.ts';
import type { Held } from './held.ts';
import { PointFields } from './point.tsx';
import { Members } from './invited.tsx';
import { useMeetingWords } from './words.ts';

function lackIn(t: Meeting, procedure: Procedure, language: string, missing: Missing): string {
  switch (missing.is) {
    case 'summary':
      return t.lackSummary();
    case 'earlier':
      return t.lackEarlier();
    case 'options':
      return t.lackOptions();
    case 'option-words': {
      const response = procedure.responses.list.find(({ id }) => id === missing.response);
      return t.lackOptionWords({ name: response === undefined ? t.optionOwn() : say(response.name, language) });
    }
    case 'present':
      return t.lackPresent();
    case 'aim':
      return t.lackAim({ aim: fill(procedure, missing.aim.text, language).replace(/\.$/u, '') });
    case 'quorum':
      return t.lackQuorum({ needed: missing.needed, there: missing.there });
    case 'majority':
      return t.lackMajority({ needed: missing.needed, agreed: missing.agreed });
  }
}

/** The agenda as a form, with what is still missing said all the while. */
export function HoldForm({
  opened,
  again,
  procedure,
  meeting,
  invited,
}: PartProps & { procedure: Procedure; meeting: string; invited: readonly string[] }): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { team } = useSession();
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const free = invited.filter((id) => !opened.handling.away.has(id));
  const initial: Held = {
    summary: '',
    unclear: false,
    pattern: '',
    options: [],
    words: {},
    present: [],
    agreed: [],
    minutes: '',
  };
  const lacks = (value: Held): readonly string[] =>
    missingFrom(procedure, value).map((one) => lackIn(t, procedure, language, one));
  const points = agendaOf(procedure);
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`meeting-held-${meeting.slice(0, 12)}`}
      title={t.agenda()}
      note={t.holdNote()}
      attempt={attemptOf('meeting-held', { of: meeting, outcome: 'next', present: [team.me.id] })}
      initial={initial}
      label={t.holdButton()}
      done={t.held()}
      texts={({ summary, pattern, words, options, minutes }) => [
        summary,
        pattern,
        minutes,
        ...Object.values(words),
        ...options.map(({ text }) => text),
      ]}
      make={(value) => {
        if (lacks(value).length > 0) return t.missingBelow();
        const { summary, unclear, pattern, options, words, present, agreed, minutes } = value;
        return [
          {
            kind: 'meeting-held',
            facts: { of: meeting, outcome: 'decided', present },
            body: {
              v: 1,
              summary,
              unclear,
              pattern,
              options,
              minutes,
              aims: words,
              ...(procedure.meeting.majority !== undefined && { agreed }),
            },
          },
        ];
      }}
    >
      {(value, set) => {
        const missing = lacks(value);
        return (
          <>
            <Members
              legend={t.present()}
              members={free}
              chosen={value.present}
              onChange={(present) => set({ present })}
            />
            <ol className="agenda">
              {points.map((point) => (
                <li key={point.aim?.id ?? point.asks}>
                  <PointFields
                    point={point}
                    aim={point.aim === null ? null : fill(procedure, point.aim.text, language, gathering)}
                    value={value}
                    set={set}
                    opened={opened}
                    procedure={procedure}
                  />
                </li>
              ))}
            </ol>
            {procedure.meeting.majority !== undefined && (
              <Members
                legend={t.agreed()}
                members={value.present}
                chosen={value.agreed}
                onChange={(agreed) => set({ agreed })}
              />
            )}
            <TextField
              label={t.minutes()}
              hint={t.minutesHint()}
              rows={3}
              value={value.minutes}
              onChange={({ target }) => set({ minutes: target.value })}
            />
            <div className="still-missing">
              {missing.length === 0 ? (
                <p className="soft">{t.missingNone()}</p>
              ) : (
                <>
                  <h4>{t.missing()}</h4>
                  <ul className="plainly">
                    {missing.map((one) => (
                      <li key={one}>{one}</li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </>
        );
      }}
    </ActForm>
  );
}
