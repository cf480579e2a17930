import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Need, Procedure } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import { endings } from '#domain/response/bodies.ts';
import { endingsFor, missingConsequence, type Undecided } from '#domain/response/deciding.ts';
import type { Decision } from '#words/made/shape.ts';
import { Pick, TextField } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickMember, PickPerson, TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { decidedAs, eventEnd, pickedAs, responseOf, undecided, type Deciding } from './deciding.ts';
import { NeedField } from './needs.tsx';
import { endingIn, needIn, useDecisionWords } from './words.ts';

function lackIn(t: Decision, missing: Undecided): string {
  switch (missing) {
    case 'response':
      return t.lackResponse();
    case 'text':
      return t.lackText();
    case 'person':
      return t.lackPerson();
    case 'owner':
      return t.lackOwner();
    case 'until':
      return t.lackUntil();
    case 'date':
      return t.lackDate();
    case 'past':
      return t.lackPast();
    case 'due':
      return t.lackDue();
    case 'condition-reason':
      return t.lackCondition();
    case 'protected-person':
      return t.lackProtects();
    default:
      return needIn(t, missing);
  }
}

interface Fields extends Filled {
  readonly procedure: Procedure;
  readonly needs: readonly Need[] | null;
}
interface Filled extends Omit<PartProps, 'again'> {
  readonly value: Deciding;
  readonly set: (change: Partial<Deciding>) => void;
}

/** How long it lasts, and the day. */
function Lasting({ opened, value, set, needs }: Omit<Fields, 'procedure'>): ReactNode {
  const t = useDecisionWords();
  return (
    <>
      <Pick
        label={t.ends()}
        value={value.ends}
        onChange={({ target }) => set({ ends: endings.find((one) => one === target.value) ?? 'once' })}
      >
        {endingsFor(needs).map((one) => (
          <option key={one} value={one}>
            {endingIn(t, one)}
          </option>
        ))}
      </Pick>
      {value.ends === 'date' && (
        <TimeField opened={opened} label={t.until()} value={value.until} onChange={(until) => set({ until })} />
      )}
    </>
  );
}

function Details({ opened, procedure, value, set, needs }: Fields): ReactNode {
  const t = useDecisionWords();
  const { language } = useWords();
  const response = responseOf(procedure, value.response);
  return (
    <>
      {response !== null && <p className="soft">{fill(procedure, response.text, language)}</p>}
      <PickPerson
        opened={opened}
        label={t.person()}
        nobody={t.personNobody()}
        value={value.person}
        onChange={(person) => set({ person })}
      />
      {(needs ?? []).map((need) => (
        <NeedField key={need} need={need} value={value} set={set} opened={opened} />
      ))}
      <TextField
        label={response === null ? t.ownText() : t.details()}
        {...(response !== null && { hint: t.detailsHint() })}
        rows={2}
        value={value.text}
        onChange={({ target }) => set({ text: target.value })}
      />
      <Lasting opened={opened} value={value} set={set} needs={needs} />
      <PickMember opened={opened} label={t.owner()} value={value.owner} onChange={(owner) => set({ owner })} />
      <TimeField opened={opened} label={t.due()} value={value.due} onChange={(due) => set({ due })} />
    </>
  );
}

/** One consequence: from the catalogue with exactly what it needs, or the team's own (DEC-02). */
export function AddForm({ opened, again, procedure }: PartProps & { procedure: Procedure }): ReactNode {
  const t = useDecisionWords();
  const { language } = useWords();
  const { team, now } = useSession();
  const list = procedure.responses.list.filter(({ none }) => !none);
  const lacks = (value: Deciding): readonly string[] => {
    if (value.picked === '') return [t.lackResponse()];
    const response = responseOf(procedure, value.response);
    const { dueRequired } = procedure.meeting;
    return missingConsequence(value, response, { dueRequired, now: now() }).map((one) => lackIn(t, one));
  };
  return (
    <ActForm
      opened={opened}
      again={again}
      place="consequence-decided"
      title={t.add()}
      note={t.addNote()}
      attempt={attemptOf('consequence-decided', { owner: team.me.id, due: opened.now })}
      initial={undecided}
      label={t.addButton()}
      done={t.added()}
      texts={({ text, data }) => [text, ...Object.values(data)]}
      make={(value) => {
        const missing = lacks(value);
        if (missing.length > 0)
          return t.lack({ list: new Intl.ListFormat(language, { type: 'unit' }).format(missing) });
        return [decidedAs(value, responseOf(procedure, value.response)?.needs ?? [], eventEnd(opened))];
      }}
    >
      {(value, set) => (
        <>
          <Pick
            label={t.response()}
            value={value.picked === 'own' ? 'own' : value.response}
            onChange={({ target }) => set(pickedAs(procedure, target.value))}
          >
            <option value="">{t.responsePick()}</option>
            {list.map(({ id, name }) => (
              <option key={id} value={id}>
                {say(name, language)}
              </option>
            ))}
            {procedure.responses.open && <option value="own">{t.own()}</option>}
          </Pick>
          {value.picked !== '' && (
            <Details
              opened={opened}
              procedure={procedure}
              value={value}
              set={set}
              needs={responseOf(procedure, value.response)?.needs ?? null}
            />
          )}
        </>
      )}
    </ActForm>
  );
}
