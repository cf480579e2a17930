import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Need } from '#domain/procedure/response.ts';
import { missingCarriedOut, systemsIn, type NotYet } from '#domain/response/deciding.ts';
import type { ConsequenceDecided } from '#domain/response/bodies.ts';
import type { Decision } from '#words/made/shape.ts';
import { TextField, Tick } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf } from '../handling/told.ts';
import { memberMeant } from './account.ts';
import { needIn, useDecisionWords } from './words.ts';

interface Props extends PartProps {
  /** Hash of the entry that decided it. */
  readonly of: string;
  readonly decided: ConsequenceDecided;
  readonly needs: readonly Need[];
}

function lackIn(t: Decision, missing: NotYet): string {
  switch (missing) {
    case 'text':
      return t.lackSentence();
    case 'systems':
      return t.lackSystems();
    case 'answer':
      return t.lackAnswer();
    case 'suspended':
      return t.lackSuspended();
  }
}

/** Somebody whose access ends may have an account here: it ends before they are told (RSP-09). */
function Account({ name, suspended }: { name: string; suspended: boolean | null }): ReactNode {
  const t = useDecisionWords();
  if (suspended === true) return <p className="said moss">{t.accountEnded({ name })}</p>;
  return (
    <p className="said amber">
      {suspended === null ? t.accountMaybe() : t.accountOpen({ name })} <Link href={deskPaths.team}>{t.toTeam()}</Link>
    </p>
  );
}

/** Carried out: by whom and when stands in the record, what was done in one sentence. */
export function CarryOutForm({ opened, again, of, decided, needs }: Props): ReactNode {
  const t = useDecisionWords();
  const { language } = useWords();
  const { team } = useSession();
  const person = peopleOf(opened).find((one) => one.person === decided.person);
  const member = person === undefined ? undefined : memberMeant(person, team.members);
  const systems = needs.includes('systems') ? systemsIn(decided.data.systems ?? '') : [];
  const accountOpen = member !== undefined && !member.suspended;
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`carried-out-${of.slice(0, 12)}`}
      title={t.carryOut()}
      attempt={attemptOf('consequence-carried-out', { of })}
      initial={{ text: '', answer: '', ticked: [] as readonly string[] }}
      label={t.carryOutButton()}
      done={t.carriedOut()}
      texts={({ text, answer }) => [text, answer]}
      make={({ text, answer, ticked }) => {
        const missing = missingCarriedOut(needs, { text, answer, ticked, systems, accountOpen });
        if (missing.length > 0) {
          const list = new Intl.ListFormat(language, { type: 'unit' }).format(missing.map((one) => lackIn(t, one)));
          return t.lack({ list });
        }
        return [
          {
            kind: 'consequence-carried-out',
            facts: { of },
            body: { v: 1, text, ...(answer !== '' && { answer }) },
          },
        ];
      }}
    >
      {(value, set) => (
        <>
          {needs.includes('systems') && <Account name={member?.name ?? ''} suspended={member?.suspended ?? null} />}
          {needs.includes('wording') && (
            <p className="soft">
              {t.warningNote()} <Link href={deskPaths.part(opened.row.incident, 'talk')}>{t.toTalk()}</Link>
            </p>
          )}
          {systems.length > 0 && (
            <fieldset>
              <legend>{t.systems()}</legend>
              {systems.map((one) => (
                <Tick
                  key={one}
                  label={one}
                  checked={value.ticked.includes(one)}
                  onChange={({ target }) =>
                    set({
                      ticked: target.checked ? [...value.ticked, one] : value.ticked.filter((other) => other !== one),
                    })
                  }
                />
              ))}
            </fieldset>
          )}
          {needs.includes('its-answer') && (
            <TextField
              label={needIn(t, 'its-answer')}
              rows={2}
              value={value.answer}
              onChange={({ target }) => set({ answer: target.value })}
            />
          )}
          <TextField
            label={t.carryOutText()}
            rows={2}
            value={value.text}
            onChange={({ target }) => set({ text: target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
