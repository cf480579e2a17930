import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { fill } from '#domain/procedure/values.ts';
import { Field, Pick, TextField } from '../../frame/field.tsx';
import { useClock } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { PickPerson } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { Choice } from './choice.tsx';
import { Fold } from '../handling/fold.tsx';
import { Taken } from './taken.tsx';
import { TimeOrNow } from './time-or-now.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}
interface Measuring {
  readonly alone: '' | 'yes' | 'no';
  readonly response: string;
  readonly what: string;
  readonly why: string;
  readonly person: string;
  readonly at: number | null;
}
const nothing: Measuring = { alone: '', response: '', what: '', why: '', person: '', at: null };

function MeasureFields({
  opened,
  scene,
  value,
  set,
}: Omit<Props, 'again'> & { value: Measuring; set: (change: Partial<Measuring>) => void }): ReactNode {
  const t = useAssessWords();
  const { t: desk, language } = useWords();
  const asks = usePermission(opened);
  const { procedure, edition } = scene;
  const list = procedure?.responses.list.filter(({ none }) => !none) ?? [];
  const chosen = list.find(({ id }) => id === value.response);
  const alone = asks(attemptOf('measure-taken', { alone: 'yes' }));
  const options = [
    ...('allowed' in alone ? [{ id: 'yes' as const, label: t.aloneYes(), hint: t.aloneYesHint() }] : []),
    { id: 'no' as const, label: t.aloneNo() },
  ];
  return (
    <>
      <Choice label={t.decidedBy()} options={options} value={value.alone} onChange={(says) => set({ alone: says })} />
      <NotOffered act={t.actingAlone()} permission={alone} />
      <Pick
        label={t.response()}
        hint={
          chosen !== undefined && procedure !== undefined
            ? fill(procedure, chosen.text, language, edition?.gathering)
            : undefined
        }
        value={value.response}
        onChange={(event) => set({ response: event.target.value })}
      >
        <option value="">{t.responseOther()}</option>
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {say(name, language)}
          </option>
        ))}
      </Pick>
      <Field
        label={t.what()}
        hint={t.whatHint()}
        dir="auto"
        value={value.what}
        onChange={(event) => set({ what: event.target.value })}
      />
      <TextField label={t.whyNow()} rows={2} value={value.why} onChange={(event) => set({ why: event.target.value })} />
      <div className="pair">
        <PickPerson
          opened={opened}
          label={t.concerns()}
          nobody={t.concernsNobody()}
          others={[{ id: 'reporter', name: desk.theReporter() }]}
          value={value.person}
          onChange={(person) => set({ person })}
        />
        <TimeOrNow opened={opened} label={t.doneAt()} value={value.at} onChange={(at) => set({ at })} />
      </div>
    </>
  );
}

/** What was done before anybody could meet, by one person or together, and the look it is owed. */
export function Measures({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  const { now } = useClock(opened.row.edition);
  const taken = toldOf(opened, 'measure-taken');
  const asks = usePermission(opened);
  const alone = 'allowed' in asks(attemptOf('measure-taken', { alone: 'yes' })) ? 'yes' : 'no';
  return (
    <section className="of-page" aria-labelledby="acted">
      <h3 id="acted">{t.act()}</h3>
      {taken.length === 0 ? (
        <p className="soft">{t.actNone()}</p>
      ) : (
        <ul>
          {taken.map((one) => (
            <Taken key={one.hash} opened={opened} again={again} scene={scene} one={one} />
          ))}
        </ul>
      )}
      <Fold title={t.toAct()}>
        <ActForm
          opened={opened}
          again={again}
          place="measure"
          title={t.toAct()}
          attempt={attemptOf('measure-taken', { alone })}
          initial={nothing}
          label={t.measureKeep()}
          done={t.measureDone()}
          texts={({ what, why }) => [what, why]}
          make={({ alone: decided, response, what, why, person, at }) => {
            const listed = scene.procedure?.responses.list.find(({ id }) => id === response);
            const words = what.trim() === '' && listed !== undefined ? say(listed.name, language) : what;
            if (decided === '') return t.decidedMissing();
            if (words.trim() === '') return t.whatMissing();
            if (why.trim() === '') return t.whyMissing();
            if (at === null || at > now + 60_000) return t.doneAtMissing();
            const body = { v: 1, response, what: words, why, person, at } as const;
            return [{ kind: 'measure-taken', facts: { alone: decided }, body }];
          }}
        >
          {(value, set) => <MeasureFields opened={opened} scene={scene} value={value} set={set} />}
        </ActForm>
      </Fold>
    </section>
  );
}
